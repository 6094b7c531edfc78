"""Which rows a filter keeps."""

import datetime as dt
import operator
from collections.abc import Callable, Sequence
from typing import Any

from directorate.knowledge.tables import columns
from directorate.knowledge.tables.clauses import Filter
from directorate.knowledge.tables.columns import Column, Value
from directorate.knowledge.tables.figures import cell, comparable
from directorate.knowledge.tables.table import Table, invalid, why_text

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def kept_rows(table: Table, filters: Sequence[Filter]) -> list[int]:
    """Indexes of the rows that pass every filter."""
    kept = list(range(len(table.rows)))
    for index, clause in enumerate(filters):
        column = table.find(clause.column, f"/filter/{index}/column")
        passes = _test(table, column, clause, f"/filter/{index}/value")
        kept = [row for row in kept if passes(column.values[row])]
    return kept


def _test(table: Table, column: Column, clause: Filter, pointer: str) -> Callable[[Value], bool]:
    match clause.operator:
        case "empty":
            return lambda value: value is None
        case "filled":
            return lambda value: value is not None
        case "contains":
            needle = str(clause.value or "").casefold()
            return lambda value: value is not None and needle in str(cell(value)).casefold()
        case "in":
            listed = clause.value if isinstance(clause.value, list) else [clause.value]
            wanted = {comparable(_operand(table, column, item, pointer)) for item in listed}
            return lambda value: value is not None and comparable(value) in wanted
        case _:
            return _comparison(clause.operator, comparable(_operand(table, column, clause.value, pointer)))


def _comparison(name: str, wanted: Value) -> Callable[[Value], bool]:
    compare = _COMPARISONS[name]
    return lambda value: name == "!=" if value is None else compare(comparable(value), wanted)


def _operand(table: Table, column: Column, value: object, pointer: str) -> Value:
    if value is None or isinstance(value, list):
        fix = "Give one value; for an empty cell use the operator empty, for several values the operator in."
        raise invalid(
            f"The filter on {column.name!r} needs one value.", fix=fix, pointer=pointer, rule="needs one value"
        )
    try:
        parsed = columns.parse(value, column)
    except ValueError as error:
        detail = f"{str(value)!r} cannot be compared with the column {column.name!r}, which holds {column.type} values."
        example = next((cell(item) for item in column.values if item is not None), "")
        fix = f"Give a value like {example!r}.{why_text(table, column)}"
        raise invalid(detail, fix=fix, pointer=pointer, rule=f"must be of type {column.type}") from error
    if isinstance(parsed, dt.date) and not isinstance(parsed, dt.datetime) and _has_times(column):
        return dt.datetime.combine(parsed, dt.time())
    return parsed


def _has_times(column: Column) -> bool:
    return any(isinstance(value, dt.datetime) for value in column.values)
