"""A grid of cells, as a spreadsheet or CSV holds it, to a table with named columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from directorate.knowledge.extraction.shapes import Limits, RawTable, Reason, Refused

_NUMBER = re.compile(r"[-+(]?[\s$€£]*\d[\d.,\s]*\)?%?")
_HEADER_SEARCH_ROWS = 20
_COLUMN_NAME_LENGTH = 120


class CellBudget:
    """Counts cells over all tables of a file and refuses the file when they are too many."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._used = 0

    def take(self, cells: int) -> None:
        """Count a row of `cells`.

        Raises: `Refused` when the row is too wide or the file has too many cells.
        """
        self._used += max(cells, 1)
        if cells > self._limits.max_columns:
            detail = f"A row has {cells:,} columns; the limit is {self._limits.max_columns:,}."
            raise Refused(Reason.TOO_COMPLEX, detail, "Leave out the columns that are not needed.")
        if self._used > self._limits.max_cells:
            detail = f"The file has more than {self._limits.max_cells:,} cells, which is the limit."
            raise Refused(Reason.TOO_COMPLEX, detail, "Split it by rows, or leave out columns that are not needed.")


def to_table(name: str, grid: Iterable[Sequence[str]]) -> RawTable | None:
    """The table in `grid`, or None when it has no filled cell.

    Blank rows are dropped, and so are title lines above the header (one filled cell over wider rows). When the first
    row is data (it holds a number or fewer names than columns), the columns are called column_1, column_2, and so on.
    """
    rows = [row if isinstance(row, list) else list(row) for row in grid if any(map(str.strip, row))]
    if not rows:
        return None
    width = _widest(rows)
    start = _header_row(rows, width)
    rows = [_fit(row, width) for row in rows[start:]]
    if _is_header(rows[0]):
        return RawTable(name, _unique(rows[0]), rows[1:])
    return RawTable(name, [f"column_{number}" for number in range(1, width + 1)], rows)


def _widest(rows: list[list[str]]) -> int:
    """The number of the last column that is filled in any row."""
    width = 0
    for row in rows:
        for index in range(len(row), width, -1):
            if row[index - 1].strip():
                width = index
                break
    return width


def _fit(row: list[str], width: int) -> list[str]:
    return row if len(row) == width else (row + [""] * (width - len(row)))[:width]


def _header_row(rows: list[list[str]], width: int) -> int:
    """The first row that is at least half filled, when the rows above it look like a title."""
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        if sum(1 for cell in row if cell.strip()) >= max(2, (width + 1) // 2):
            return index
    return 0


def _is_header(row: list[str]) -> bool:
    """A header names things: none of its cells is a number, unless it is a year or a quarter beside names."""
    filled = [cell.strip() for cell in row if cell.strip()]
    numbers = sum(1 for cell in filled if _NUMBER.fullmatch(cell))
    return numbers == 0 or (
        numbers < len(filled) and all(_may_be_year(cell) for cell in filled if _NUMBER.fullmatch(cell))
    )


def _may_be_year(cell: str) -> bool:
    return cell.isdigit() and 1900 <= int(cell) <= 2100


def _unique(header: list[str]) -> list[str]:
    """Column names without line breaks, none empty, none twice (name, name_2, ...)."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(header, start=1):
        base = " ".join(cell.split())[:_COLUMN_NAME_LENGTH] or f"column_{number}"
        name, copy = base, 2
        while name.lower() in taken:
            name, copy = f"{base}_{copy}", copy + 1
        taken.add(name.lower())
        names.append(name)
    return names
