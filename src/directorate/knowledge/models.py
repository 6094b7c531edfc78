"""Tables of knowledge."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped, org_fk


class Origin(StrEnum):
    """Where a file came from."""

    UPLOADED = "uploaded"
    WRITTEN = "written"


class Corpus(StrEnum):
    """What a search covers: the knowledge base always, a file's text only when the file is named."""

    KNOWLEDGE = "knowledge"
    FILE = "file"


class PartKind(StrEnum):
    """What a part of a file is."""

    PAGE = "page"
    TABLE = "table"


class Scope(StrEnum):
    """Who a memory is for."""

    ORGANIZATION = "organization"
    AGENT = "agent"
    USER = "user"


class File(OrgScoped, Base):
    """A file of the organization. Its bytes lie in the files folder under their SHA-256; a file never changes."""

    __tablename__ = "files"
    __audited__ = True

    name: Mapped[str]
    media_type: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default="ready", server_default="ready")
    origin: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    page_count: Mapped[int | None]
    row_count: Mapped[int | None]
    columns: Mapped[list[str] | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    notice: Mapped[str] = mapped_column(default="", server_default="")
    created_by: Mapped[str]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("kind IN ('text', 'table', 'image')", name="kind"),
        CheckConstraint("status IN ('ready', 'failed')", name="status"),
        CheckConstraint("origin IN ('uploaded', 'written')", name="origin"),
        # list_files
        Index("ix_files_newest", "organization_id", "created_at", "id", postgresql_where=sql("deleted_at IS NULL")),
    )


class FilePart(OrgScoped, Base):
    """A page (text) or a table (packed rows) of a file, in reading order."""

    __tablename__ = "file_parts"

    file_id: Mapped[UUID]
    kind: Mapped[str]
    position: Mapped[int]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str] = mapped_column(default="", server_default="")
    columns: Mapped[list[str] | None]
    row_count: Mapped[int | None]
    packed_rows: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    __table_args__ = (
        org_fk("file_id", "files"),
        CheckConstraint("kind IN ('page', 'table')", name="kind"),
        Index("uq_file_parts_position", "organization_id", "file_id", "position", unique=True),
    )


class Document(OrgScoped, Base):
    """A text that is searched. `term_count` is the length of all its passages together."""

    __tablename__ = "documents"
    __audited__ = True
    __audit_excludes__: ClassVar[tuple[str, ...]] = ("passage_count", "term_count")

    file_id: Mapped[UUID]
    title: Mapped[str]
    corpus: Mapped[str]
    source_key: Mapped[str | None]
    passage_count: Mapped[int] = mapped_column(default=0, server_default="0")
    term_count: Mapped[int] = mapped_column(default=0, server_default="0")
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        org_fk("file_id", "files"),
        CheckConstraint("corpus IN ('knowledge', 'file')", name="corpus"),
        Index("ix_documents_file", "organization_id", "file_id"),
        # search: the knowledge base; list_documents
        Index("ix_documents_corpus", "organization_id", "corpus", "id", postgresql_where=sql("deleted_at IS NULL")),
        # find_loaded: a document loaded from a folder is loaded once
        Index(
            "uq_documents_source_key",
            "organization_id",
            "source_key",
            unique=True,
            postgresql_where=sql("deleted_at IS NULL"),
        ),
    )


class Passage(OrgScoped, Base):
    """A passage of a document: what a search finds and an answer cites."""

    __tablename__ = "passages"

    document_id: Mapped[UUID]
    position: Mapped[int]
    text: Mapped[str]
    heading: Mapped[str] = mapped_column(default="", server_default="")
    page: Mapped[int | None]

    __table_args__ = (
        org_fk("document_id", "documents"),
        Index("uq_passages_position", "organization_id", "document_id", "position", unique=True),
    )


class Posting(OrgScoped, Base):
    """A term in a document: in which passages, how often in each, and how long each passage is.

    Found by equality on (organization, term), which stays indexed under row-level security; full-text operators do not.
    """

    __tablename__ = "postings"

    document_id: Mapped[UUID]
    term: Mapped[str] = mapped_column(Text(collation="C"))
    positions: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    frequencies: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    lengths: Mapped[list[int]] = mapped_column(ARRAY(Integer))

    __table_args__ = (
        org_fk("document_id", "documents"),
        # best_passages. No index by document: the planner would take it and read every term; deleting can be slower.
        Index("uq_postings_term", "organization_id", "term", "document_id", unique=True),
    )


class Memory(OrgScoped, Base):
    """A fact to be remembered in later conversations, for the organization, one agent or one person."""

    __tablename__ = "memories"
    __audited__ = True

    scope: Mapped[str]
    agent_code: Mapped[str | None]
    user_id: Mapped[UUID | None]
    text: Mapped[str]
    source_interaction_id: Mapped[UUID | None]
    superseded_by: Mapped[UUID | None]
    created_by: Mapped[str]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        org_fk("superseded_by", "memories", ondelete=None),
        CheckConstraint("scope IN ('organization', 'agent', 'user')", name="scope"),
        CheckConstraint("(scope = 'agent') = (agent_code IS NOT NULL)", name="agent_code"),
        CheckConstraint("(scope = 'user') = (user_id IS NOT NULL)", name="user_id"),
        # list_memories, visible_memories
        Index(
            "ix_memories_newest",
            "organization_id",
            "created_at",
            "id",
            postgresql_where=sql("deleted_at IS NULL AND superseded_by IS NULL"),
        ),
    )
