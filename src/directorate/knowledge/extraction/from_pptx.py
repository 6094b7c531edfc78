"""Presentations: the text of each slide, its tables and its notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget, to_table
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, RawTable, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType

_NO_TEXT = "No slide holds text; pictures are not read (no text recognition on this machine)."


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """Each slide as a page."""
    slides = list(Presentation(io.BytesIO(content)).slides)
    if len(slides) > limits.max_pages:
        detail = f"The presentation has {len(slides):,} slides; the limit is {limits.max_pages:,}."
        raise Refused(Reason.TOO_COMPLEX, detail, "Split it, and upload the part that is needed.")
    budget = CellBudget(limits)
    tables: list[RawTable] = []
    pages = [Page(number, _slide(slide, number, budget, tables)) for number, slide in enumerate(slides, start=1)]
    if not any(page.text for page in pages):
        return Extraction(kind.media_type, Kind.TEXT, page_count=len(slides), notice=_NO_TEXT)
    return Extraction(kind.media_type, Kind.TEXT, pages, tables, page_count=len(slides))


def _slide(slide: Slide, number: int, budget: CellBudget, tables: list[RawTable]) -> str:
    title = slide.shapes.title
    blocks: list[str] = []
    for shape in _flat(slide.shapes):
        if isinstance(shape, GraphicFrame) and shape.has_table:
            grid = [[texts.clean(" ".join(cell.text.split())) for cell in row.cells] for row in shape.table.rows]
            for row in grid:
                budget.take(len(row))
            blocks.append("\n".join(" | ".join(row) for row in grid))
            table = to_table(f"slide {number}, table {len(tables) + 1}", grid)
            if table and table.rows:
                tables.append(table)
        elif shape.has_text_frame and (text := _shape_text(shape)):
            blocks.append(f"# {text}" if title is not None and shape.shape_id == title.shape_id else text)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) and notes.text.strip():
        blocks.append(f"Notes: {notes.text.strip()}")
    return texts.clean("\n\n".join(blocks)).strip()


def _shape_text(shape: BaseShape) -> str:
    return str(getattr(getattr(shape, "text_frame", None), "text", "")).replace("\v", "\n").strip()


def _flat(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Shapes in order, those inside groups included."""
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _flat(shape.shapes)
        else:
            yield shape
