"""Tables of chat."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped, org_fk


class ChatSession(OrgScoped, Base):
    """A conversation of a person with one agent."""

    __tablename__ = "sessions"

    agent_code: Mapped[str]
    title: Mapped[str]
    title_key: Mapped[str]
    created_by: Mapped[str]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_sessions_updated_at", "organization_id", "updated_at", "id"),)


class Message(OrgScoped, Base):
    """One message. An agent's message takes its text, cost and citations from its interaction."""

    __tablename__ = "messages"

    session_id: Mapped[UUID]
    role: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
    interaction_id: Mapped[UUID]
    file_ids: Mapped[list[str]] = mapped_column(default=list, server_default="[]")

    __table_args__ = (
        CheckConstraint("role IN ('user', 'agent')", name="role"),
        org_fk("session_id", "sessions"),
        org_fk("interaction_id", "interactions"),
        Index("ix_messages_session_id", "organization_id", "session_id", "id"),
    )
