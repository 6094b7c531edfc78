"""Word documents: paragraphs with their headings and lists, and tables both in the text and apart."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget, to_table
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, RawTable
from directorate.knowledge.extraction.sniff import FileType

_NO_TEXT = "The document holds no text; pictures in it are not read (no text recognition on this machine)."


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The document's text as one page (Word files do not store their page breaks), and its tables."""
    document = Document(io.BytesIO(content))
    budget = CellBudget(limits)
    blocks: list[str] = []
    tables: list[RawTable] = []
    styles: dict[str | None, str] = {}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            grid = list(_grid(block, budget))
            blocks.append("\n".join(" | ".join(row) for row in grid))
            table = to_table(f"table {len(tables) + 1}", grid)
            if table and table.rows:
                tables.append(table)
        elif text := block.text.strip():
            blocks.append(_marked(text, block, styles))
    text = texts.clean("\n\n".join(blocks)).strip()
    shown = text[: limits.max_characters]
    notice = _NO_TEXT if not text else ""
    if len(shown) < len(text):
        notice = f"Only the first {limits.max_characters:,} characters were read."
    return Extraction(kind.media_type, Kind.TEXT, [Page(1, shown)] if text else [], tables, notice=notice)


def _marked(text: str, paragraph: Paragraph, styles: dict[str | None, str]) -> str:
    """The paragraph with the Markdown mark of its style. Looking a style up is slow, so each is looked up once."""
    # The element's own attribute is the key: `paragraph.style` itself is the slow look-up.
    key = paragraph._p.style
    if key not in styles:
        style = paragraph.style
        styles[key] = _mark((style.name if style else "") or "")
    return styles[key] + text


def _mark(style: str) -> str:
    level = style.lower().removeprefix("heading ")
    if style.lower().startswith("heading ") and level.isdigit():
        return "#" * min(int(level), 6) + " "
    if style == "Title":
        return "# "
    return "- " if style.startswith("List") else ""


def _grid(table: Table, budget: CellBudget) -> Iterator[list[str]]:
    for row in table.rows:
        cells = [texts.clean(" ".join(cell.text.split())) for cell in row.cells]
        budget.take(len(cells))
        yield cells
