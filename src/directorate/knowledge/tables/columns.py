"""The type of a column, from how its cells are written.

A column has a type only when every filled cell fits it; one cell that does not fit makes it text, and `misfits` names
it. Numbers stay exact: they are `int` or `Decimal`, never binary floating point.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = int | Decimal | dt.date | dt.datetime | bool | str | None


class ColumnType(StrEnum):
    """What the cells of a column are."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    TEXT = "text"

    @property
    def is_number(self) -> bool:
        """Whether the column can be added up."""
        return self in (ColumnType.INTEGER, ColumnType.DECIMAL)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its typed cells; an empty cell is None. `unit` is a currency sign or code, or `%` (12% is 12)."""

    name: str
    type: ColumnType
    values: Sequence[Value]
    unit: str = ""


Parser: TypeAlias = Callable[[str], Value]

_MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "#n/a", "null", "none", "nan", "?"})
_TRUE, _FALSE = frozenset({"true", "yes", "y"}), frozenset({"false", "no", "n"})
_UNIT = r"(?:[A-Z]{1,2}\$|[$€£¥₹]|(?:AUD|USD|EUR|GBP|NZD|CAD|CHF|JPY|SGD|INR)(?=[\s\d.,-])|%)"
_UNIT_AFTER = r"(?:[$€£¥₹%]|AUD|USD|EUR|GBP|NZD|CAD|CHF|JPY|SGD|INR)"
_SIGN = r"[-−+]"
_ENGLISH = r"(?:\d{1,3}(?:[,']\d{3})+|\d+)(?:\.\d+)?|\.\d+|\d+(?:\.\d+)?[eE][-+]\d{1,3}"
_CONTINENTAL = r"(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?"
_NUMBER = (
    rf"(?P<open>\()?(?P<sign>{_SIGN})?(?P<before>{_UNIT})?\s?(?P<sign2>{_SIGN})?(?P<digits>DIGITS)"
    rf"\s?(?P<after>{_UNIT_AFTER})?(?P<close>\))?"
)
_FORMATS = (
    (re.compile(_NUMBER.replace("DIGITS", _ENGLISH)), ".", ",'"),
    (re.compile(_NUMBER.replace("DIGITS", _CONTINENTAL)), ",", ". "),
)
# What most columns hold, and what is fast to read.
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)
# Codes, not quantities: a leading zero, or more digits than any count has (card, account and phone numbers).
_CODE = re.compile(r"0\d+|\d{16,}|\+\d[\d ]{6,}")

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_NAME = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY_PIVOT = 69  # POSIX: two digits from 69 on are of the 20th century.


def typed(name: str, cells: Sequence[str]) -> Column:
    """The column with the narrowest type that every filled cell fits."""
    distinct = set(map(str.strip, cells))
    filled = {cell for cell in distinct if cell.lower() not in _MISSING}
    if filled:
        for candidate in (_as_boolean, _as_number, _as_date):
            found = candidate(filled)
            if found is not None:
                kind, unit, values = found
                values |= dict.fromkeys(distinct - filled, None)
                return Column(name, kind, [values[cell.strip()] for cell in cells], unit)
    return Column(name, ColumnType.TEXT, [cell if cell.strip() else None for cell in cells])


def misfits(cells: Sequence[str], wanted: ColumnType) -> list[tuple[int, str]]:
    """Row numbers (from 1) and cells that keep a column from having the type `wanted`."""
    fits = _as_number if wanted.is_number else _as_date
    return [
        (number, cell)
        for number, cell in enumerate(cells, start=1)
        if cell.strip().lower() not in _MISSING and fits({cell.strip()}) is None
    ]


def parse(value: object, column: Column) -> Value:
    """A value to compare with the cells of `column`.

    Raises: `ValueError` when it is not of the column's type.
    """
    text = str(value).strip()
    if column.type is ColumnType.TEXT:
        return text
    if isinstance(value, bool) != (column.type is ColumnType.BOOLEAN) and not isinstance(value, str):
        raise ValueError(text)
    found = {ColumnType.BOOLEAN: _as_boolean, ColumnType.DATE: _as_date}.get(column.type, _as_number)({text.lower()})
    if found is None:
        found = {ColumnType.DATE: _as_date}.get(column.type, _as_number)({text})
    if found is None:
        raise ValueError(text)
    return next(iter(found[2].values()))


_Found: TypeAlias = tuple[ColumnType, str, dict[str, Value]]


def _as_boolean(cells: set[str]) -> _Found | None:
    values: dict[str, Value] = {}
    for cell in cells:
        word = cell.lower()
        if word not in _TRUE and word not in _FALSE:
            return None
        values[cell] = word in _TRUE
    return ColumnType.BOOLEAN, "", values


def _as_number(cells: set[str]) -> _Found | None:
    if all(_PLAIN.fullmatch(cell) for cell in cells):
        plain: dict[str, Value] = {cell: Decimal(cell) if "." in cell else int(cell) for cell in cells}
        return _one_unit(plain, {""})
    if any(_CODE.fullmatch(cell) for cell in cells):
        return None
    for pattern, point, groups in _FORMATS:
        numbers: dict[str, Value] = {}
        units: set[str] = set()
        for cell in cells:
            match = pattern.fullmatch(cell)
            if match is None or bool(match["open"]) != bool(match["close"]):
                break
            units.add(match["before"] or match["after"] or "")
            numbers[cell] = _number(match, point, groups)
        else:
            return _one_unit(numbers, units)
    return None


def _one_unit(numbers: dict[str, Value], units: set[str]) -> _Found | None:
    """Dollars and euros, or shares and amounts, cannot be added up: such a column is text."""
    named = units - {""}
    if len(named) > 1 or (named == {"%"} and len(units) > 1 and any(number != 0 for number in numbers.values())):
        return None
    whole = all(isinstance(number, int) for number in numbers.values())
    return ColumnType.INTEGER if whole else ColumnType.DECIMAL, next(iter(named), ""), numbers


def _number(match: re.Match[str], point: str, groups: str) -> int | Decimal:
    digits = match["digits"].translate({ord(mark): None for mark in groups}).replace(point, ".")
    negative = bool(match["open"]) or "-" in _signs(match) or "−" in _signs(match)
    number = int(digits) if digits.isdigit() else Decimal(digits)
    return -number if negative else number


def _signs(match: re.Match[str]) -> str:
    return (match["sign"] or "") + (match["sign2"] or "")


def _as_date(cells: set[str]) -> _Found | None:
    day_first = not any(
        int(match[1]) <= 12 < int(match[3]) for match in map(_NUMERIC_DATE.fullmatch, cells) if match is not None
    )
    values: dict[str, Value] = {}
    try:
        for cell in cells:
            values[cell] = _date(cell, day_first=day_first)
    except ValueError:
        return None
    if any(isinstance(value, dt.datetime) for value in values.values()):
        values = {cell: _midnight(value) for cell, value in values.items()}
    return ColumnType.DATE, "", values


def _midnight(value: Value) -> Value:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value


def _date(cell: str, *, day_first: bool) -> dt.date | dt.datetime:
    """The date in a cell. 3/4/2025 is 3 April unless another cell of the column shows that months come first."""
    if _ISO.fullmatch(cell):
        if len(cell) == 10:
            return dt.date.fromisoformat(cell)
        moment = dt.datetime.fromisoformat(cell)
        return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
    if match := _NUMERIC_DATE.fullmatch(cell):
        day, month = (match[1], match[3]) if day_first else (match[3], match[1])
        return dt.date(_year(match[4]), int(month), int(day))
    if match := _YEAR_FIRST.fullmatch(cell):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_NAME.fullmatch(cell):
        return dt.date(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _NAME_DAY.fullmatch(cell):
        return dt.date(int(match[3]), _month(match[1]), int(match[2]))
    raise ValueError(cell)


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _CENTURY_PIVOT else 2000)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def filled(values: Iterable[Value]) -> list[int | Decimal | dt.date | dt.datetime | bool | str]:
    """The values without the empty ones."""
    return [value for value in values if value is not None]
