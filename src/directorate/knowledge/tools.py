"""Tools of knowledge: what agents call to search, read, ask tables, draw, write and recall."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from directorate.kit.context import Context
from directorate.kit.registry import Effect, tool
from directorate.knowledge import service
from directorate.knowledge.charts.series import ChartKind
from directorate.knowledge.models import Corpus, Scope
from directorate.knowledge.schemas import FileText, Recollection, SearchResult, TableResult, WrittenFile
from directorate.knowledge.tables.clauses import Aggregate, Cell, Filter, Group, Order, Query
from directorate.knowledge.written import DocumentFormat

FileId = Annotated[UUID, Field(description="Id of a file, as listed with the attached files.")]


@tool(effect=Effect.READ)
async def search(
    ctx: Context,
    *,
    query: Annotated[str, Field(min_length=1, max_length=2_000, description="What to look for, in plain words.")],
    limit: Annotated[int, Field(ge=1, le=20, description="How many passages at most.")] = 6,
    file_ids: Annotated[
        list[UUID] | None, Field(description="Search these files only, instead of the knowledge base.")
    ] = None,
) -> SearchResult:
    """Find passages in the organization's knowledge base, or in the text of the files named.

    Passages come best first, each with its source to cite. No passage means that no text shares a word with the query:
    try other words, and do not answer from memory.
    """
    return await service.search(ctx, query, limit=limit, file_ids=file_ids)


@tool(effect=Effect.READ)
async def read_file(
    ctx: Context,
    *,
    file_id: FileId,
    pages: Annotated[
        list[int] | None, Field(max_length=200, description="Page numbers from 1; all pages when left out.")
    ] = None,
) -> FileText:
    """Read a file's text by page, each page with its source to cite, and see which tables it holds.

    When `truncated` is true, ask for the remaining pages by number. Rows of tables come from query_table.
    """
    return await service.read_file(ctx, file_id, pages=pages)


@tool(effect=Effect.READ)
async def query_table(
    ctx: Context,
    *,
    file_id: FileId,
    table: Annotated[str | None, Field(description="Name of the table or sheet; the first when left out.")] = None,
    select: Annotated[
        list[str | Aggregate] | None,
        Field(description='Columns, or figures such as {"column": "revenue", "function": "sum", "as": "total"}.'),
    ] = None,
    filter: Annotated[list[Filter] | None, Field(description="Keep rows that pass every condition.")] = None,  # noqa: A002
    group: Annotated[
        list[str | Group] | None,
        Field(description='One row for each value of these columns; for dates {"column": "date", "by": "month"}.'),
    ] = None,
    order: Annotated[list[Order] | None, Field(description="Order of the rows, the first clause first.")] = None,
    limit: Annotated[int, Field(ge=1, le=1000, description="How many rows at most.")] = 50,
    profile: Annotated[
        bool, Field(description="Also describe each column: type, empty, distinct, range, mean.")
    ] = False,
) -> TableResult:
    """Ask a table (CSV, Excel sheet, table in a document): select, filter, group, order. Sums are exact.

    Start with profile=true and a small limit to see columns and types. `total_rows` is the size of the table,
    `matched_rows` passed the filter, `row_count` are returned.
    """
    query = Query(
        select=tuple(select) if select else None,
        filter=tuple(filter or ()),
        group=tuple(group or ()),
        order=tuple(order or ()),
        limit=limit,
        profile=profile,
    )
    return await service.query_table(ctx, file_id, query, table=table)


@tool(effect=Effect.WRITE)
async def draw_chart(
    ctx: Context,
    *,
    rows: Annotated[list[dict[str, Cell]], Field(max_length=2_000, description="Rows, as query_table returns them.")],
    kind: Annotated[ChartKind, Field(description="bar for amounts, line for change, dot for values far from zero.")],
    title: Annotated[str, Field(min_length=1, max_length=200, description="What the chart shows, with the unit.")],
    x: Annotated[str, Field(description="Column of the labels, dates or numbers along the axis.")],
    y: Annotated[list[str], Field(min_length=1, max_length=6, description="Columns of numbers to draw.")],
) -> WrittenFile:
    """Draw a chart of rows and keep it as an SVG file; show it in the answer as an image with its url."""
    return await service.draw_chart(ctx, rows, kind, title=title, x=x, y=y)


@tool(effect=Effect.WRITE)
async def write_document(
    ctx: Context,
    *,
    title: Annotated[str, Field(min_length=1, max_length=200, description="Title, also the name of the file.")],
    body: Annotated[str, Field(min_length=1, description="Text in Markdown; for csv a Markdown table or CSV lines.")],
    format: Annotated[DocumentFormat, Field(description="Form of the file.")] = DocumentFormat.MARKDOWN,  # noqa: A002
    into: Annotated[
        Literal["files", "knowledge"], Field(description="knowledge also makes it found by later searches.")
    ] = "files",
) -> WrittenFile:
    """Write a document and keep it as a file that people can download."""
    corpus = Corpus.KNOWLEDGE if into == "knowledge" else Corpus.FILE
    return await service.write_document(ctx, title=title, body=body, form=format, corpus=corpus)


@tool(effect=Effect.READ)
async def recall(
    ctx: Context,
    *,
    query: Annotated[str, Field(min_length=1, max_length=2_000, description="What the memories should be about.")],
    scope: Annotated[Scope | None, Field(description="Only memories for the organization, agent or user.")] = None,
) -> Recollection:
    """Recall what was remembered earlier about a subject: for the organization, for this agent, for this person."""
    return Recollection(memories=await service.recall(ctx, query=query, scope=scope))
