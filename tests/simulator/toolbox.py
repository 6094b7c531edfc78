"""The tools a sandbox model is offered in tests: real tables, real extraction and real ranking over the demo's files.

Only the database is left out: files are read from a folder, and what would be written is kept in a list.
"""

import copy
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directorate.kit.errors import AppError
from directorate.knowledge import extract, retrieve
from directorate.knowledge.extraction.shapes import Extraction
from directorate.knowledge.tables import engine
from directorate.knowledge.tables.clauses import Query
from directorate.knowledge.tables.table import Table

Json = dict[str, Any]

_READ: dict[Path, Extraction] = {}

TOOLS = (
    "knowledge_search",
    "knowledge_recall",
    "knowledge_read_file",
    "knowledge_query_table",
    "knowledge_draw_chart",
    "knowledge_write_document",
    "inbox_create_task",
    "agents_refer",
)


def definitions(names: tuple[str, ...] = TOOLS) -> list[Json]:
    """The tools as OpenAI's API takes them."""
    shape = {"type": "object", "properties": {}, "additionalProperties": True}
    return [
        {"type": "function", "function": {"name": name, "description": name, "parameters": shape}} for name in names
    ]


@dataclass
class Toolbox:
    """Answers calls; `failing` names tools that fail."""

    files: dict[str, Extraction] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[retrieve.Passage]] = field(default_factory=dict)
    memories: list[str] = field(default_factory=list)
    failing: frozenset[str] = frozenset()
    calls: list[tuple[str, Json]] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)

    async def attach(self, path: Path) -> None:
        file_id = f"file-{len(self.files) + 1}"
        if path not in _READ:
            _READ[path] = await extract.read_file(path.name, path.read_bytes())
        self.files[file_id] = copy.deepcopy(_READ[path])
        self.names[file_id] = path.name

    def attach_text(self, name: str, text: str) -> None:
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = Extraction("text/plain", "text", pages=[extract.Page(1, text)])  # type: ignore[arg-type]
        self.names[file_id] = name

    def add_documents(self, folder: Path) -> None:
        for path in sorted(folder.glob("*.md")):
            text = path.read_text(encoding="utf-8")
            self.documents[path.stem] = retrieve.passages(text)

    def listed(self) -> str:
        lines = [json.dumps(self._line(file_id)) for file_id in self.files]
        return "\n".join(["<attached_files>", *lines, "</attached_files>"]) if lines else ""

    def call(self, name: str, arguments: Json) -> Json:
        self.calls.append((name, arguments))
        if name in self.failing:
            return {"error": {"code": "unavailable", "detail": "The tool is out of order.", "fix": "", "fields": []}}
        try:
            answer: Json = getattr(self, name)(**arguments)
        except AppError as error:
            return {"error": {"code": error.code, "detail": error.detail, "fix": error.fix, "fields": []}}
        return answer

    def knowledge_query_table(self, file_id: str, table: str | None = None, **clauses: Any) -> Json:
        raw = self.files[file_id].tables[0]
        asked = Query.model_validate({key: value for key, value in clauses.items() if value is not None})
        answer = engine.answer(Table(raw.name, raw.columns, raw.rows), asked)
        source = self._source("file", self.names[file_id], str(sorted(clauses)))
        return {"file_id": file_id, "name": self.names[file_id], "source": source, "row_count": len(answer.rows)} | (
            answer.model_dump(mode="json")
        )

    def knowledge_read_file(self, file_id: str, pages: list[int] | None = None) -> Json:
        found, name = self.files[file_id], self.names[file_id]
        shown = [
            {"page": page.number, "text": page.text, "source": self._source("file", name, f"page {page.number}")}
            for page in found.pages
            if pages is None or page.number in pages
        ]
        tables = [
            {"name": table.name, "columns": table.columns, "row_count": len(table.rows)} for table in found.tables
        ]
        head = {"file_id": file_id, "name": name, "media_type": found.media_type, "page_count": len(found.pages)}
        return head | {"pages": shown, "tables": tables, "truncated": False}

    def knowledge_search(self, query: str, limit: int = 6, file_ids: list[str] | None = None) -> Json:
        held = [(title, passage) for title, passages in self.documents.items() for passage in passages]
        ranked = retrieve.rank(query, [passage for _, passage in held], limit)
        passages = [
            {
                "text": held[at][1].text,
                "score": score,
                "source": self._source("document", held[at][0], held[at][1].locator),
            }
            for at, score in ranked
        ]
        return {"passages": passages, "searched_documents": len(self.documents)}

    def knowledge_recall(self, query: str, scope: str | None = None) -> Json:
        shown = [
            {"id": str(at), "text": text, "scope": "organization", "source": self._source("memory", text[:30], "")}
            for at, text in enumerate(self.memories)
        ]
        return {"memories": shown}

    def knowledge_draw_chart(self, rows: list[Json], kind: str, title: str, x: str, y: list[str]) -> Json:
        assert all(x in row for row in rows)
        assert all(name in rows[0] for name in y)
        return {"file_id": "chart-1", "name": f"{title}.svg", "url": "/files/chart-1"}

    def knowledge_write_document(self, title: str, body: str, **form: str) -> Json:
        return {"file_id": "document-1", "name": f"{title}.md", "url": "/files/document-1"}

    def inbox_create_task(self, title: str, body: str, due: str | None = None, assignee: str | None = None) -> Json:
        return {"task_id": "task-1", "title": title, "status": "open", "assignee": assignee, "due": due}

    def agents_refer(self, code: str, reason: str, handoff_context: str) -> Json:
        return {"code": code, "name": code, "is_hired": False, "reason": reason}

    def _line(self, file_id: str) -> Json:
        found = self.files[file_id]
        line: Json = {
            "file_id": file_id,
            "name": self.names[file_id],
            "kind": str(found.kind),
            "pages": len(found.pages),
        }
        if found.tables:
            line |= {"columns": found.tables[0].columns, "rows": len(found.tables[0].rows)}
        return line

    def _source(self, kind: str, title: str, locator: str) -> Json:
        if (title, locator) not in self.sources:
            self.sources.append((title, locator))
        return {"n": self.sources.index((title, locator)) + 1, "kind": kind, "title": title, "locator": locator}
