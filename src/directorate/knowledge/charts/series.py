"""What is drawn: rows checked and turned into labels and series of numbers."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directorate.kit.errors import FieldError
from directorate.knowledge.errors import ChartInvalid
from directorate.knowledge.extraction.text import clean
from directorate.knowledge.tables import columns
from directorate.knowledge.tables.clauses import Cell

MAX_SERIES = 6
MAX_CATEGORIES = 60
MAX_POINTS = 2_000


class ChartKind(StrEnum):
    """Bars compare amounts and start at zero, lines show change, dots compare values that need no zero."""

    BAR = "bar"
    LINE = "line"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to draw. `places` are the positions of the labels where they are numbers or dates, else empty."""

    kind: ChartKind
    title: str
    x: str
    labels: list[str]
    places: list[float]
    series: dict[str, list[float | None]]

    @property
    def values(self) -> list[float]:
        """Every number of every series."""
        return [value for values in self.series.values() for value in values if value is not None]


def prepare(rows: Sequence[Mapping[str, Cell]], kind: ChartKind, title: str, x: str, y: Sequence[str]) -> Chart:
    """Check the rows against the columns named and make a chart of them.

    Raises: `ChartInvalid` with a pointer to what does not fit.
    """
    limit = MAX_POINTS if kind is ChartKind.LINE else MAX_CATEGORIES
    if not rows:
        raise _invalid("There are no rows to draw.", "Query the table first and pass its rows.", "/rows", "is empty")
    if len(rows) > limit:
        fix = "Group the rows, or order them and pass only the first."
        raise _invalid(f"{len(rows)} rows are too many for a {kind} chart.", fix, "/rows", f"at most {limit} rows")
    if not 1 <= len(y) <= MAX_SERIES:
        raise _invalid(f"A chart shows 1 to {MAX_SERIES} series.", "Name fewer columns.", "/y", f"1 to {MAX_SERIES}")
    for pointer, name in (("/x", x), *((f"/y/{index}", name) for index, name in enumerate(y))):
        if not any(name in row for row in rows):
            found = ", ".join(dict.fromkeys(key for row in rows for key in row))
            raise _invalid(f"No row has a value {name!r}.", f"The rows hold: {found}.", pointer, "is not in the rows")
    series = {clean(name): _numbers(rows, name) for name in y}
    if not any(value is not None for values in series.values() for value in values):
        raise _invalid("The columns to draw are empty.", "Name columns with numbers.", "/y", "holds no number")
    labels = [clean(str(_shown(row.get(x)))) for row in rows]
    places = _places(labels) if kind is ChartKind.LINE else []
    if places:
        order = sorted(range(len(rows)), key=places.__getitem__)
        labels, places = [labels[index] for index in order], [places[index] for index in order]
        series = {name: [values[index] for index in order] for name, values in series.items()}
    return Chart(kind, " ".join(clean(title).split()), clean(x), labels, places, series)


def _invalid(detail: str, fix: str, pointer: str, rule: str) -> ChartInvalid:
    return ChartInvalid(detail, fix=fix, errors=[FieldError(pointer, rule)])


def _shown(value: Cell) -> Cell:
    return "(empty)" if value is None or value == "" else value


def _numbers(rows: Sequence[Mapping[str, Cell]], name: str) -> list[float | None]:
    raw = [row.get(name) for row in rows]
    if all(value is None or (isinstance(value, int | float) and math.isfinite(value)) for value in raw):
        return [None if value is None else float(value) for value in raw]
    cells = ["" if value is None else str(value) for value in raw]
    column = columns.typed(name, cells)
    if not column.type.is_number and any(column.values):
        wrong = columns.misfits(cells, columns.ColumnType.DECIMAL)
        row, text = wrong[0] if wrong else (1, cells[0])
        fix = "Name a column of numbers, or ask query_table for a sum or count."
        raise _invalid(
            f"{name!r} is not a number in row {row}: {text!r}.", fix, f"/rows/{row - 1}/{name}", "is no number"
        )
    return [None if value is None else float(str(value)) for value in column.values]


def _places(labels: Sequence[str]) -> list[float]:
    """Positions of labels that are all numbers or all dates; none when they are names."""
    column = columns.typed("x", labels)
    if any(value is None for value in column.values):
        return []
    if column.type is columns.ColumnType.DATE:
        return [_days(value) for value in column.values if isinstance(value, dt.date)]
    return [float(str(value)) for value in column.values] if column.type.is_number else []


def _days(value: dt.date) -> float:
    seconds = value.hour * 3600 + value.minute * 60 + value.second if isinstance(value, dt.datetime) else 0
    return value.toordinal() + seconds / 86_400
