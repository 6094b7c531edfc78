"""The verbs of knowledge: search, read, ask a table, draw, write; with those of `filing` and `remembering`."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from directorate.kit.context import Context
from directorate.kit.cursor import Page, page
from directorate.kit.errors import FieldError
from directorate.kit.registry import Source
from directorate.knowledge import errors, indexing, naming, queries, retrieve, storage, written
from directorate.knowledge.charts import draw
from directorate.knowledge.charts.series import ChartKind
from directorate.knowledge.filing import (
    Placement,
    add_file,
    add_sample,
    delete_file,
    find_file,
    get_file,
    get_files,
    limits,
    list_files,
    read_content,
)
from directorate.knowledge.models import Corpus, Document, File, FilePart, Origin, PartKind
from directorate.knowledge.remembering import add_memory, delete_memory, list_memories, recall, replace_memory
from directorate.knowledge.schemas import (
    DocumentView,
    FileText,
    FileView,
    FoundPassage,
    PageText,
    SearchResult,
    TableResult,
    TableSummary,
    WrittenFile,
)
from directorate.knowledge.tables import engine
from directorate.knowledge.tables.clauses import Cell, Query
from directorate.knowledge.tables.table import Table
from directorate.knowledge.written import DocumentFormat

__all__ = [
    "Placement", "add_file", "add_memory", "add_sample", "delete_file", "delete_memory", "get_file", "get_files",
    "limits", "list_files", "list_memories", "read_content", "recall", "replace_memory",
]  # fmt: skip

READ_CHARACTERS = 40_000
"""About 10,000 tokens: what one `read_file` gives a model at most."""


async def list_documents(ctx: Context, *, limit: int, cursor: str | None = None) -> Page[DocumentView]:
    """The documents of the knowledge base, newest first."""
    rows = await queries.documents_page(ctx, limit=limit, cursor=cursor)
    return page(
        rows,
        limit,
        lambda row: (row.created_at, row.id),
        lambda row: DocumentView(
            id=row.id, title=row.title, file_id=row.file_id, passages=row.passage_count, created_at=row.created_at
        ),
    )


async def ensure_documents(ctx: Context, folder: Path) -> int:
    """Load the Markdown documents of a folder into the knowledge base and return how many were new or changed.

    A document that was loaded before is left alone; one whose text changed takes the place of the old.
    """
    changed = 0
    for path in await asyncio.to_thread(lambda: sorted(folder.glob("*.md"))):
        content = await asyncio.to_thread(path.read_bytes)
        key = f"{folder.name}/{path.name}"
        loaded = await queries.loaded_document(ctx, key)
        if loaded and loaded[1].sha256 == storage.digest(content):
            continue
        if loaded:
            await delete_file(ctx, loaded[1].id)
        heading = re.match(r"#\s+(.+)", content.decode(errors="replace").lstrip())
        title = heading[1].strip() if heading else naming.title_of(path.name)
        await add_file(ctx, path.name, content, placement=Placement(Corpus.KNOWLEDGE, title, key))
        changed += 1
    return changed


async def search(ctx: Context, query: str, *, limit: int = 6, file_ids: Sequence[UUID] | None = None) -> SearchResult:
    """The passages that answer a question best, from the knowledge base or, when given, from those files.

    Nothing is found when no passage shares a term with the question.

    Raises:
        FileNotFound: one of the files is not there.
    """
    if file_ids:
        await get_files(ctx, file_ids)
    scope = file_ids or None
    weights = retrieve.query_weights(query)
    hits = await queries.best_passages(ctx, weights, limit=limit, file_ids=scope) if weights else []
    rows = await queries.passages_at(ctx, [(hit.document_id, hit.position) for hit in hits]) if hits else {}
    found = [
        _found(rows[hit.document_id, hit.position], hit.score, query)
        for hit in hits
        if (hit.document_id, hit.position) in rows
    ]
    return SearchResult(passages=found, searched_documents=await queries.count_documents(ctx, scope))


def _found(row: queries.PassageRow, score: float, query: str) -> FoundPassage:
    passage = retrieve.Passage(row.passage.text, row.passage.heading, row.passage.page)
    in_knowledge = row.document.corpus == Corpus.KNOWLEDGE
    source = Source(
        kind="document" if in_knowledge else "file",
        title=row.document.title if in_knowledge else row.file.name,
        locator=passage.locator,
        excerpt=retrieve.excerpt(passage.text, query),
        file_id=row.file.id,
        document_id=row.document.id if in_knowledge else None,
    )
    return FoundPassage(source=source, text=passage.text, score=round(score, 3))


async def read_file(ctx: Context, file_id: UUID, *, pages: Sequence[int] | None = None) -> FileText:
    """The text of a file (at most `READ_CHARACTERS`, whole pages first) and its tables without rows.

    Raises:
        FileNotFound: it is not there.
        PagesNotFound: none of the pages asked for is there.
    """
    file = await find_file(ctx, file_id)
    rows = await queries.parts(ctx, file_id, PartKind.PAGE, pages)
    if pages and not rows:
        raise errors.PagesNotFound(
            f"{file.name} has no page {', '.join(map(str, pages))}.",
            fix=f"It has {file.page_count or 1} pages, numbered from 1." if file.kind == "text" else "It has no pages.",
            errors=[FieldError("/pages", "names no page of the file")],
        )
    shown, room = list[PageText](), READ_CHARACTERS
    for row in rows:
        if room <= 0:
            break
        shown.append(_page_text(file, row, row.text[:room]))
        room -= len(row.text)
    tables = await queries.parts(ctx, file_id, PartKind.TABLE)
    return FileText(
        file_id=file.id,
        name=file.name,
        media_type=file.media_type,
        page_count=file.page_count or len(rows),
        pages=shown,
        tables=[TableSummary(name=row.name, columns=row.columns or [], row_count=row.row_count or 0) for row in tables],
        truncated=room < 0 or len(shown) < len(rows),
        notice=file.notice,
    )


def _page_text(file: File, row: FilePart, text: str) -> PageText:
    locator = f"page {row.number}" if file.page_count else ""
    excerpt = retrieve.excerpt(row.text)
    source = Source(kind="file", title=file.name, locator=locator, excerpt=excerpt, file_id=file.id)
    return PageText(page=row.number, text=text, source=source)


async def query_table(ctx: Context, file_id: UUID, query: Query, *, table: str | None = None) -> TableResult:
    """The answer of a file's table to a query.

    Raises:
        FileNotFound, FileNotReadable: the file is not there, or has no table.
        TableNotFound: it has none of that name.
        TableQueryInvalid: the query does not fit the table.
    """
    file = await find_file(ctx, file_id)
    part = _table_part(file, await queries.parts(ctx, file_id, PartKind.TABLE), table)
    packed = await queries.packed_rows(ctx, part.id)

    def ask() -> engine.Answer:
        return engine.answer(Table(part.name, part.columns or [], indexing.unpack(packed)), query)

    answer = await asyncio.to_thread(ask)
    return TableResult(
        file_id=file.id,
        name=file.name,
        table=part.name,
        columns=answer.columns,
        rows=answer.rows,
        row_count=len(answer.rows),
        matched_rows=answer.matched_rows,
        total_rows=answer.total_rows,
        source=_table_source(file, part, query, answer),
        profile=answer.profile,
    )


def _table_part(file: File, tables: Sequence[FilePart], name: str | None) -> FilePart:
    if not tables:
        raise errors.FileNotReadable(
            f"{file.name} holds no table.", fix="Read its text with read_file, or attach a CSV or XLSX file."
        )
    if name is None:
        return tables[0]
    found = next((part for part in tables if part.name.casefold() == name.strip().casefold()), None)
    if found is None:
        detail = f"{file.name} has no table {name!r}."
        fix = f"Tables: {', '.join(part.name for part in tables)}."
        raise errors.TableNotFound(detail, fix=fix, errors=[FieldError("/table", "is not a table of the file")])
    return found


def _table_source(file: File, part: FilePart, query: Query, answer: engine.Answer) -> Source:
    if query.group or any(not isinstance(item, str) for item in query.select or ()):
        place = f"{answer.matched_rows} of {answer.total_rows} rows, grouped" if query.group else ""
        place = place or f"figures over {answer.matched_rows} of {answer.total_rows} rows"
    elif query.filter or query.order:
        place = f"{len(answer.rows)} of {answer.total_rows} rows"
    else:
        place = f"rows 1-{len(answer.rows)} of {answer.total_rows}" if answer.rows else "no rows"
    shown = [
        "; ".join(f"{name}: {value}" for name, value in row.items() if value is not None) for row in answer.rows[:4]
    ]
    excerpt = retrieve.excerpt(" / ".join(shown))
    locator = indexing.located(part.name, place)
    return Source(kind="file", title=file.name, locator=locator, excerpt=excerpt, file_id=file.id)


async def draw_chart(
    ctx: Context, rows: Sequence[Mapping[str, Cell]], kind: ChartKind, *, title: str, x: str, y: Sequence[str]
) -> WrittenFile:
    """Draw rows as an SVG chart and keep it as a file.

    Raises:
        ChartInvalid: the rows cannot be drawn as asked.
    """
    svg = await asyncio.to_thread(draw.svg, rows, kind, title, x, y)
    file = await add_file(ctx, naming.file_name(title, "svg"), svg.encode(), origin=Origin.WRITTEN)
    return _written(ctx, file)


async def write_document(
    ctx: Context, *, title: str, body: str, form: DocumentFormat, corpus: Corpus = Corpus.FILE
) -> WrittenFile:
    """Write a document from Markdown and keep it as a file, or as a file in the knowledge base.

    Raises:
        DocumentInvalid: no title, no text, or no table where one is needed.
    """
    content = await asyncio.to_thread(written.content, title, body, form)
    name = naming.file_name(title, form.extension)
    placement = Placement(corpus, " ".join(title.split()))
    file = await add_file(ctx, name, content, origin=Origin.WRITTEN, placement=placement)
    document = await queries.document_of_file(ctx, file.id) if corpus is Corpus.KNOWLEDGE else None
    return _written(ctx, file, document)


def _written(ctx: Context, file: FileView, document: Document | None = None) -> WrittenFile:
    return WrittenFile(
        file_id=file.id,
        name=file.name,
        url=f"/v1/organizations/{ctx.organization_id}/files/{file.id}/content",
        document_id=document.id if document else None,
    )
