"""From what a file holds to what is stored and searched: packed rows, passages, postings. Pure."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from directorate.knowledge import retrieve
from directorate.knowledge.extraction.shapes import Extraction, RawTable
from directorate.knowledge.retrieve import Passage, Posting

MAX_INDEXED_CHARACTERS = 2_000_000
"""Searchable text of one file: about 1,000 pages. The rest is kept and can be read by page."""
MAX_INDEXED_ROWS = 500
UNNAMED_TABLES = frozenset({"rows", "records"})
"""What the table of a CSV or JSON file is called, for want of a name."""
_ROW_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Index:
    """The searchable form of a document."""

    passages: list[Passage]
    postings: list[Posting]

    @property
    def term_count(self) -> int:
        """The length of all passages together, in terms."""
        lengths = {at: size for item in self.postings for at, size in zip(item.positions, item.lengths, strict=True)}
        return sum(lengths.values())


def build(title: str, extraction: Extraction) -> Index:
    """The index of a file: its pages, or the rows of its tables where it has no pages."""
    room = MAX_INDEXED_CHARACTERS
    pages: list[tuple[int, str]] = []
    for page in extraction.pages:
        pages.append((page.number, page.text[:room]))
        room -= len(page.text)
        if room <= 0:
            break
    found = retrieve.paged_passages(pages, numbered=extraction.page_count is not None)
    if not extraction.pages:
        found = [passage for table in extraction.tables for passage in table_passages(table)]
    return Index(found, retrieve.index(found, title))


def table_passages(table: RawTable) -> list[Passage]:
    """The first rows of a table as passages, located by row number."""
    found: list[Passage] = []
    lines: list[str] = []
    first = 1
    rows = table.rows[:MAX_INDEXED_ROWS]
    for number, row in enumerate(rows, start=1):
        lines.append(_row_text(table.columns, row))
        words = sum(len(line.split()) for line in lines)
        if words >= retrieve.PASSAGE_WORDS * 2 // 3 or number == len(rows):
            place = f"rows {first}-{number} of {len(table.rows)}"
            found.append(Passage("\n".join(lines), located(table.name, place)))
            lines, first = [], number + 1
    return found


def located(table: str, place: str) -> str:
    """A place in a table, with the table's name where the file has given it one."""
    return place if table in UNNAMED_TABLES else f"{table}, {place}"


def pack(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows of cells in a compact form."""
    return zlib.compress(orjson.dumps(rows), level=3)


def unpack(packed: bytes) -> list[list[str]]:
    """The inverse of `pack`."""
    return orjson.loads(zlib.decompress(packed))


def _row_text(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = (f"{name}: {cell}" for name, cell in zip(columns, row, strict=True) if cell.strip())
    return "; ".join(cells)[:_ROW_CHARACTERS]
