"""Answers a question to a table: select, filter, group, order, limit, profile."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import cast

from directorate.knowledge.tables import columns
from directorate.knowledge.tables.clauses import Aggregate, Answer, ColumnOut, Group, Order, Part, Query
from directorate.knowledge.tables.columns import Column, ColumnType, Value
from directorate.knowledge.tables.figures import aggregate, cell, comparable, profile
from directorate.knowledge.tables.filters import kept_rows
from directorate.knowledge.tables.table import Table, invalid, only_similar, why_text


def answer(table: Table, asked: Query) -> Answer:
    """The answer to `asked`.

    Raises: `TableQueryInvalid` with a pointer to the clause that does not fit the table.
    """
    kept = kept_rows(table, asked.filter)
    groups = [Group(column=item) if isinstance(item, str) else item for item in asked.group]
    select = list(asked.select) if asked.select is not None else []
    figures = [item for item in select if isinstance(item, Aggregate)]
    if figures or groups:
        result = _grouped(table, kept, select, groups)
    else:
        names = cast("list[str]", select) or table.names
        picked = [table.find(name, f"/select/{index}") for index, name in enumerate(names)]
        result = [Column(item.name, item.type, [item.values[row] for row in kept], item.unit) for item in picked]
    sortable = {item.name: item for item in result}
    if not (figures or groups):
        sortable = _with_hidden(table, kept, sortable, asked.order)
    order = _ordered(sortable, asked.order, len(result[0].values) if result else 0)
    return Answer(
        columns=[ColumnOut(name=item.name, type=item.type, unit=item.unit) for item in result],
        rows=[{item.name: cell(item.values[row]) for item in result} for row in order[: asked.limit]],
        matched_rows=len(kept),
        total_rows=len(table.rows),
        profile=[profile(table.column(name), kept) for name in table.names] if asked.profile else None,
    )


def _grouped(
    table: Table, kept: Sequence[int], select: Sequence[str | Aggregate], groups: Sequence[Group]
) -> list[Column]:
    plain = [item for item in select if isinstance(item, str)]
    groups = groups or [Group(column=name) for name in plain]
    figures = [item for item in select if isinstance(item, Aggregate)]
    if not select:
        figures = [Aggregate(column="*", function="count")]
    keys = [_keys(table, item, f"/group/{index}") for index, item in enumerate(groups)]
    _refuse_ungrouped(table, plain, groups)
    members: dict[tuple[Value, ...], list[int]] = {} if groups else {(): []}
    for row in kept:
        members.setdefault(tuple(key.values[row] for key in keys), []).append(row)
    result = [
        Column(key.name, key.type, [values[index] for values in members], key.unit) for index, key in enumerate(keys)
    ]
    for index, figure in enumerate(figures):
        result.append(_figure(table, figure, list(members.values()), f"/select/{index}"))
    return result


def _refuse_ungrouped(table: Table, plain: Sequence[str], groups: Sequence[Group]) -> None:
    grouped = {table.find(item.column, "/group").name for item in groups} | {item.name for item in groups}
    for index, name in enumerate(plain):
        if name not in grouped and table.find(name, f"/select/{index}").name not in grouped:
            raise invalid(
                f"{name!r} is selected beside figures, but the rows are not grouped by it.",
                fix=f"Add {name!r} to group, or ask for a figure of it such as min, max or distinct.",
                pointer=f"/select/{index}",
                rule="is not grouped",
            )


def _keys(table: Table, group: Group, pointer: str) -> Column:
    column = table.find(group.column, f"{pointer}/column")
    if group.by is None:
        return column
    if column.type is not ColumnType.DATE:
        raise invalid(
            f"The column {column.name!r} holds {column.type} values, not dates, so it has no {group.by}.",
            fix="Group by the column itself, or name a date column.",
            pointer=f"{pointer}/by",
            rule="needs a date column",
        )
    parts = [_part(value, group.by) if isinstance(value, dt.date) else None for value in column.values]
    return Column(f"{column.name}_{group.by}", ColumnType.TEXT, parts)


def _part(day: dt.date, part: Part) -> str:
    match part:
        case "day":
            return f"{day:%Y-%m-%d}"
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "year":
            return f"{day.year}"


def _figure(table: Table, figure: Aggregate, groups: Sequence[Sequence[int]], pointer: str) -> Column:
    if figure.column == "*":
        if figure.function != "count":
            detail = f"{figure.function} needs a column; only count takes *."
            raise invalid(
                detail, fix=f"Columns: {', '.join(table.names)}.", pointer=f"{pointer}/column", rule="needs a column"
            )
        return Column(figure.name, ColumnType.INTEGER, [len(rows) for rows in groups])
    column = table.find(figure.column, f"{pointer}/column")
    if figure.function in ("sum", "mean", "median") and not column.type.is_number:
        raise invalid(
            f"{figure.function} needs numbers, but the column {column.name!r} holds {column.type} values."
            + why_text(table, column),
            fix="Name a column of numbers, filter the other values out at the source, or use count or distinct.",
            pointer=f"{pointer}/column",
            rule="must be a column of numbers",
        )
    values = [aggregate(figure.function, columns.filled(column.values[row] for row in rows)) for rows in groups]
    name = figure.as_ or f"{figure.function}_{column.name}"
    if figure.function in ("count", "distinct"):
        return Column(name, ColumnType.INTEGER, values)
    exact = column.type if figure.function in ("sum", "min", "max") else ColumnType.DECIMAL
    return Column(name, exact, values, column.unit)


def _with_hidden(
    table: Table, kept: Sequence[int], shown: Mapping[str, Column], order: Sequence[Order]
) -> dict[str, Column]:
    """The result columns, and those of the table that it is ordered by without showing them."""
    sortable = dict(shown)
    for index, clause in enumerate(order):
        if clause.column not in sortable and only_similar(clause.column, list(sortable)) is None:
            item = table.find(clause.column, f"/order/{index}/column")
            sortable[item.name] = Column(item.name, item.type, [item.values[row] for row in kept], item.unit)
    return sortable


def _ordered(sortable: Mapping[str, Column], order: Sequence[Order], row_count: int) -> list[int]:
    rows = list(range(row_count))
    names = list(sortable)
    for index, clause in reversed(list(enumerate(order))):
        name = clause.column if clause.column in sortable else only_similar(clause.column, names)
        if name is None:
            detail = f"The result has no column {clause.column!r} to order by."
            pointer = f"/order/{index}/column"
            raise invalid(detail, fix=f"Columns: {', '.join(names)}.", pointer=pointer, rule="is not in the result")
        values = sortable[name].values
        present = [row for row in rows if values[row] is not None]
        missing = [row for row in rows if values[row] is None]
        keys = {row: cast("int", comparable(values[row])) for row in present}
        rows = sorted(present, key=keys.__getitem__, reverse=clause.descending) + missing
    return rows
