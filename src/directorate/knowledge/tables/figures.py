"""Figures over values: exact sums, rounded quotients, profiles."""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from directorate.knowledge.tables import columns
from directorate.knowledge.tables.clauses import Cell, ColumnProfile, Function
from directorate.knowledge.tables.columns import Column, ColumnType, Value

_SHOWN_TOP_VALUES = 5


def cell(value: Value) -> Cell:
    """A value as JSON takes it: dates in ISO form, whole decimals as integers. Up to 15 digits stay exact."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, dt.date) else value


def comparable(value: Value) -> Value:
    """A value as filters, groups of distinct values and orders see it: text without case and outer blanks."""
    return value.strip().casefold() if isinstance(value, str) else value


def aggregate(function: Function, values: Sequence[Value]) -> Value:
    """One figure of filled values; None where there is none to speak of (a sum of nothing is 0)."""
    return _FIGURES[function](values)


def _mean(numbers: Sequence[Any]) -> Value:
    return _rounded(sum(map(Decimal, numbers), start=Decimal(0)) / len(numbers), numbers) if numbers else None


def _median(numbers: Sequence[Any]) -> Value:
    return _rounded(Decimal(statistics.median(map(Decimal, numbers))), numbers) if numbers else None


_FIGURES: dict[Function, Callable[[Sequence[Any]], Value]] = {
    "count": len,
    "distinct": lambda values: len({comparable(value) for value in values}),
    "sum": sum,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
    "mean": _mean,
    "median": _median,
}


def _rounded(figure: Decimal, values: Sequence[Value]) -> Decimal:
    """A quotient with four more places than its values have."""
    places = max(_places(value) for value in values) + 4
    return round(figure, places)


def _places(value: Value) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


def profile(column: Column, kept: Sequence[int]) -> ColumnProfile:
    """What a column holds in the kept rows."""
    values = columns.filled(column.values[row] for row in kept)
    counts: Counter[Value] = Counter(values)
    ordered = column.type is not ColumnType.BOOLEAN
    return ColumnProfile(
        column=column.name,
        type=column.type,
        unit=column.unit,
        filled=len(values),
        empty=len(kept) - len(values),
        distinct=len(counts),
        minimum=cell(aggregate("min", values)) if ordered else None,
        maximum=cell(aggregate("max", values)) if ordered else None,
        mean=cell(aggregate("mean", values)) if column.type.is_number else None,
        top=[(cell(value), count) for value, count in counts.most_common(_SHOWN_TOP_VALUES)],
    )
