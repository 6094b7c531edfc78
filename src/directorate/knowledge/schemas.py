"""What goes in and out of knowledge: over HTTP, to tools, to other domains."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from directorate.kit.registry import Source
from directorate.knowledge.extraction.shapes import Kind
from directorate.knowledge.models import Origin, Scope
from directorate.knowledge.tables.clauses import Cell, ColumnOut, ColumnProfile


class TableSummary(BaseModel):
    """A table of a file, without its rows."""

    name: str
    columns: list[str]
    row_count: int


class FileView(BaseModel):
    """A file. `columns` and `rows` are those of its first table; `notice` tells what could not be read."""

    id: UUID
    name: str
    media_type: str
    kind: Kind
    status: Literal["ready", "failed"]
    origin: Origin
    size_bytes: int
    pages: int | None = None
    rows: int | None = None
    columns: list[str] | None = None
    width: int | None = None
    height: int | None = None
    notice: str = ""
    created_at: datetime


class SampleIn(BaseModel):
    """The sample file to add."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=120)


class DocumentView(BaseModel):
    """A document of the knowledge base and the file it was made from."""

    id: UUID
    title: str
    file_id: UUID
    passages: int
    created_at: datetime


class MemoryIn(BaseModel):
    """A fact to remember. An agent's memory names the agent; a user's memory belongs to whoever writes it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=2_000)
    scope: Scope = Scope.ORGANIZATION
    agent_code: str | None = Field(default=None, max_length=80)

    @model_validator(mode="after")
    def _names_an_agent(self) -> Self:
        if (self.scope is Scope.AGENT) != (self.agent_code is not None):
            raise ValueError("agent_code is needed for the scope agent, and only there")
        return self


class MemoryView(BaseModel):
    """A remembered fact."""

    id: UUID
    text: str
    scope: Scope
    agent_code: str | None = None
    source_interaction_id: UUID | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime


class FoundPassage(BaseModel):
    """A passage that answers the question, with its place."""

    source: Source
    text: str
    score: float


class SearchResult(BaseModel):
    """Passages, best first; `searched_documents` is how many documents were looked through."""

    passages: list[FoundPassage]
    searched_documents: int


class PageText(BaseModel):
    """A page of a file."""

    page: int
    text: str
    source: Source


class FileText(BaseModel):
    """The text of a file by page, and its tables. `truncated` tells that not all of the text fits."""

    file_id: UUID
    name: str
    media_type: str
    page_count: int
    pages: list[PageText]
    tables: list[TableSummary]
    truncated: bool = False
    notice: str = ""


class TableResult(BaseModel):
    """Rows that answer a query. `row_count` of them are returned; `matched_rows` passed the filter."""

    file_id: UUID
    name: str
    table: str
    columns: list[ColumnOut]
    rows: list[dict[str, Cell]]
    row_count: int
    matched_rows: int
    total_rows: int
    source: Source
    profile: list[ColumnProfile] | None = None


class WrittenFile(BaseModel):
    """A file that an agent made, and where it is downloaded."""

    file_id: UUID
    name: str
    url: str
    document_id: UUID | None = None


class RecalledMemory(BaseModel):
    """A memory that bears on a question."""

    id: UUID
    text: str
    scope: Scope
    source: Source


class Recollection(BaseModel):
    """Memories, the most relevant first."""

    memories: list[RecalledMemory]
