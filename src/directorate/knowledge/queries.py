"""SQL of knowledge: files and their parts, documents and their index, memories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import Select, and_, delete, func, or_, select, text, tuple_, update
from sqlalchemy.orm import undefer

from directorate.kit.context import Context
from directorate.kit.cursor import newest_first
from directorate.kit.ids import uuid7
from directorate.knowledge import retrieve
from directorate.knowledge.models import Corpus, Document, File, FilePart, Memory, PartKind, Passage, Posting, Scope
from directorate.knowledge.retrieve import Posting as TermPosting

MEMORY_POOL = 500
"""The newest memories among which relevant ones are looked for."""


class Hit(NamedTuple):
    """A passage found by the index."""

    document_id: UUID
    position: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with the document and the file it is from."""

    passage: Passage
    document: Document
    file: File


async def files_page(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[File]:
    """Files newest first, one more than the limit."""
    query = newest_first(select(File).where(File.deleted_at.is_(None)), File.created_at, File.id, cursor, limit)
    return (await ctx.session.scalars(query)).all()


async def files_by_id(ctx: Context, file_ids: Sequence[UUID]) -> Mapping[UUID, File]:
    """The files among those ids that are there."""
    query = select(File).where(File.id.in_(file_ids), File.deleted_at.is_(None))
    return {file.id: file for file in await ctx.session.scalars(query)}


async def file_with_content(ctx: Context, name: str, sha256: str) -> File | None:
    """The newest file of that name with those bytes, or None."""
    query = select(File).where(File.name == name, File.sha256 == sha256, File.deleted_at.is_(None))
    return await ctx.session.scalar(query.order_by(File.created_at.desc()).limit(1))


async def parts(ctx: Context, file_id: UUID, kind: PartKind, numbers: Sequence[int] | None = None) -> list[FilePart]:
    """Pages or tables of a file in order, all or those with the numbers given; without the rows of tables."""
    query = select(FilePart).where(FilePart.file_id == file_id, FilePart.kind == kind).order_by(FilePart.position)
    if numbers is not None:
        query = query.where(FilePart.number.in_(numbers))
    return list(await ctx.session.scalars(query))


async def packed_rows(ctx: Context, part_id: UUID) -> bytes:
    """The packed rows of a table."""
    query = select(FilePart).where(FilePart.id == part_id).options(undefer(FilePart.packed_rows))
    part = (await ctx.session.scalars(query)).one()
    return part.packed_rows or b""


async def document_of_file(ctx: Context, file_id: UUID) -> Document | None:
    """The document made from a file, if it has text."""
    query = select(Document).where(Document.file_id == file_id, Document.deleted_at.is_(None))
    return (await ctx.session.scalars(query)).first()


async def documents_page(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[Document]:
    """Documents of the knowledge base, newest first, one more than the limit."""
    query = select(Document).where(Document.corpus == Corpus.KNOWLEDGE, Document.deleted_at.is_(None))
    query = newest_first(query, Document.created_at, Document.id, cursor, limit)
    return (await ctx.session.scalars(query)).all()


async def loaded_document(ctx: Context, source_key: str) -> tuple[Document, File] | None:
    """The document loaded under that key, with its file."""
    query = select(Document, File).join(File, File.id == Document.file_id)
    query = query.where(Document.source_key == source_key, Document.deleted_at.is_(None))
    row = (await ctx.session.execute(query)).first()
    return (row[0], row[1]) if row else None


async def insert_index(
    ctx: Context, document_id: UUID, passages: Sequence[retrieve.Passage], postings: Sequence[TermPosting]
) -> None:
    """Store a document's passages and postings, each in one statement."""
    passage_rows = [
        {"id": str(uuid7()), "position": at, "text": item.text, "heading": item.heading, "page": item.page}
        for at, item in enumerate(passages)
    ]
    posting_rows = [
        {
            "id": str(uuid7()),
            "term": item.term,
            "positions": item.positions,
            "frequencies": item.frequencies,
            "lengths": item.lengths,
        }
        for item in postings
    ]
    await _insert_rows(ctx, _INSERT_PASSAGES, document_id, passage_rows)
    await _insert_rows(ctx, _INSERT_POSTINGS, document_id, posting_rows)


async def _insert_rows(ctx: Context, statement: str, document_id: UUID, rows: Sequence[Mapping[str, object]]) -> None:
    # One JSON parameter: many times faster than a statement a row, and it carries arrays of different lengths.
    values = {"document_id": document_id, "rows": orjson.dumps(rows).decode()}
    await ctx.session.execute(text(statement), values)


_INSERT_PASSAGES = """
INSERT INTO passages (id, document_id, position, text, heading, page)
SELECT r.id, :document_id, r.position, r.text, r.heading, r.page
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id uuid, position int, text text, heading text, page int)
"""
_INSERT_POSTINGS = """
INSERT INTO postings (id, document_id, term, positions, frequencies, lengths)
SELECT r.id, :document_id, r.term, r.positions, r.frequencies, r.lengths
FROM jsonb_to_recordset(CAST(:rows AS jsonb))
    AS r(id uuid, term text, positions int[], frequencies int[], lengths int[])
"""


async def delete_derived(ctx: Context, file_id: UUID) -> None:
    """Delete parts, passages and postings of a file: they are made from its content and can be made again."""
    documents = select(Document.id).where(Document.file_id == file_id)
    await ctx.session.execute(delete(Posting).where(Posting.document_id.in_(documents)))
    await ctx.session.execute(delete(Passage).where(Passage.document_id.in_(documents)))
    await ctx.session.execute(delete(FilePart).where(FilePart.file_id == file_id))


async def mark_deleted(ctx: Context, file_id: UUID) -> None:
    """Delete a file and its document, softly."""
    now = ctx.now()
    await ctx.session.execute(update(File).where(File.id == file_id).values(deleted_at=now))
    await ctx.session.execute(update(Document).where(Document.file_id == file_id).values(deleted_at=now))


_SEARCH = """
WITH scoped AS MATERIALIZED (
    SELECT id, passage_count, term_count FROM documents
    WHERE deleted_at IS NULL AND {scope}
), totals AS (
    SELECT coalesce(sum(passage_count), 0)::float8 AS passages,
           coalesce(sum(term_count)::float8 / nullif(sum(passage_count), 0), 1) AS mean_length
    FROM scoped
), wanted AS (
    SELECT * FROM unnest(CAST(:terms AS text[]), CAST(:weights AS int[])) AS w(term, weight)
), hits AS (
    SELECT p.document_id, p.term, u.position, u.frequency, u.length
    FROM postings p JOIN scoped s ON s.id = p.document_id,
         LATERAL unnest(p.positions, p.frequencies, p.lengths) AS u(position, frequency, length)
    WHERE p.term = ANY(CAST(:terms AS text[]))
), rarity AS (
    SELECT h.term, ln(1 + (t.passages - count(*) + 0.5) / (count(*)::float8 + 0.5)) AS value
    FROM hits h, totals t GROUP BY h.term, t.passages
)
SELECT h.document_id, h.position,
       sum(w.weight * r.value * h.frequency * (:k1 + 1)
           / (h.frequency + :k1 * (1 - :b + :b * h.length / t.mean_length))) AS score
FROM hits h JOIN rarity r USING (term) JOIN wanted w USING (term), totals t
GROUP BY h.document_id, h.position
ORDER BY score DESC, h.document_id, h.position
LIMIT :limit
"""


async def best_passages(
    ctx: Context, weights: Mapping[str, int], *, limit: int, file_ids: Sequence[UUID] | None
) -> list[Hit]:
    """The passages with the highest BM25 score, in the knowledge base or in the files named.

    The formula is that of `retrieve.rank`, over all passages of the scope; the tenant's rows are chosen by the policy
    before any are ranked.
    """
    scope = "corpus = 'knowledge'" if file_ids is None else "file_id = ANY(CAST(:file_ids AS uuid[]))"
    values: dict[str, Any] = {
        "terms": list(weights),
        "weights": list(weights.values()),
        "k1": retrieve.K1,
        "b": retrieve.B,
        "limit": limit,
    }
    if file_ids is not None:
        values["file_ids"] = list(file_ids)
    rows = await ctx.session.execute(text(_SEARCH.format(scope=scope)), values)
    return [Hit(row.document_id, row.position, row.score) for row in rows]


async def count_documents(ctx: Context, file_ids: Sequence[UUID] | None) -> int:
    """How many documents a search looks through."""
    query = select(func.count()).select_from(Document).where(Document.deleted_at.is_(None))
    scope = Document.corpus == Corpus.KNOWLEDGE if file_ids is None else Document.file_id.in_(file_ids)
    return (await ctx.session.scalars(query.where(scope))).one()


async def passages_at(ctx: Context, places: Sequence[tuple[UUID, int]]) -> dict[tuple[UUID, int], PassageRow]:
    """The passages at those places, with document and file."""
    query = (
        select(Passage, Document, File)
        .join(Document, Document.id == Passage.document_id)
        .join(File, File.id == Document.file_id)
        .where(tuple_(Passage.document_id, Passage.position).in_(places))
    )
    rows = (await ctx.session.execute(query)).all()
    return {(row[0].document_id, row[0].position): PassageRow(row[0], row[1], row[2]) for row in rows}


def _live_memories(scope: Scope | None, agent_code: str | None, user_id: UUID | None) -> Select[Memory]:
    """Memories in force that are for the organization, this agent (all agents when None) or this person."""
    agents = Memory.scope == Scope.AGENT
    visible = or_(
        Memory.scope == Scope.ORGANIZATION,
        agents if agent_code is None else and_(agents, Memory.agent_code == agent_code),
        and_(Memory.scope == Scope.USER, Memory.user_id == user_id),
    )
    query = select(Memory).where(Memory.deleted_at.is_(None), Memory.superseded_by.is_(None), visible)
    return query if scope is None else query.where(Memory.scope == scope)


async def memories_page(
    ctx: Context,
    *,
    user_id: UUID | None,
    scope: Scope | None,
    agent_code: str | None,
    limit: int,
    cursor: str | None,
) -> Sequence[Memory]:
    """Memories that a person may see, newest first, one more than the limit."""
    query = _live_memories(scope, agent_code, user_id)
    return (await ctx.session.scalars(newest_first(query, Memory.created_at, Memory.id, cursor, limit))).all()


async def memory_pool(ctx: Context, *, user_id: UUID | None, scope: Scope | None, agent_code: str) -> Sequence[Memory]:
    """The newest memories that an agent may use in a conversation with this person."""
    query = _live_memories(scope, agent_code, user_id).order_by(Memory.created_at.desc(), Memory.id.desc())
    return (await ctx.session.scalars(query.limit(MEMORY_POOL))).all()


async def visible_memory(ctx: Context, memory_id: UUID, *, user_id: UUID | None) -> Memory | None:
    """A memory in force that this person may see."""
    query = _live_memories(None, None, user_id).where(Memory.id == memory_id)
    return (await ctx.session.scalars(query)).one_or_none()


async def same_memory(ctx: Context, memory: Memory) -> Memory | None:
    """A memory in force that says the same to the same readers."""
    query = select(Memory).where(
        Memory.deleted_at.is_(None),
        Memory.superseded_by.is_(None),
        Memory.scope == memory.scope,
        Memory.agent_code.is_not_distinct_from(memory.agent_code),
        Memory.user_id.is_not_distinct_from(memory.user_id),
        Memory.text == memory.text,
    )
    return (await ctx.session.scalars(query.limit(1))).one_or_none()
