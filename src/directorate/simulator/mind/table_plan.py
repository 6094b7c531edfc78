"""Answers an ask about an attached table: profile it, read the wish, query, draw when asked, and report."""

from collections.abc import Generator
from dataclasses import replace

from pydantic import JsonValue

from directorate.simulator.mind import asks, table_answer, table_facts, table_overview, table_wish, values
from directorate.simulator.mind.grounding import AttachedFile, Outcome, Situation
from directorate.simulator.mind.plan import Call, Plan
from directorate.simulator.mind.table_answer import Figures
from directorate.simulator.mind.table_facts import Column, Table
from directorate.simulator.mind.table_wish import Wish

_TOOL = "knowledge_query_table"
_MOST_GROUPS = 200
_MOST_DATES = 1000
_LISTED = 20


def applies(situation: Situation) -> bool:
    """Whether the ask is about an attached table rather than about an attached text."""
    tables = [file for file in situation.files if file.kind == "table"]
    if not tables:
        return False
    if all(file.kind != "text" for file in situation.files):
        return True
    ask = asks.whole_ask(situation)
    return any(table_wish.matches(ask, file.columns) or file.name.lower() in ask.lower() for file in tables)


def plan(situation: Situation) -> Plan:
    """Profile, query, chart and answer."""
    file = _chosen(situation)
    profiled = yield Call(_TOOL, {"file_id": file.file_id, "profile": True, "limit": 1})
    if profiled.error is not None:
        return f"{file.name} could not be read: {profiled.error.rstrip('.')}."
    table = table_facts.table(file.file_id, file.name, profiled.result)
    wish = _wish(situation, table)
    named = wish.groups or wish.filters or wish.function or wish.measure
    if wish.is_empty or not table.columns or (wish.overview and not named):
        return table_overview.overview(table, asked_for=wish.overview)
    wish = _completed(wish, table)
    outcome = yield Call(_TOOL, _query(wish, table))
    if outcome.error is not None:
        return f"The question to {table.name} failed: {outcome.error.rstrip('.')}."
    figures = _figures(table, outcome)
    answer = table_answer.answer(wish, table, figures)
    return answer if not wish.chart else (yield from _with_chart(answer, wish, figures))


def _figures(table: Table, outcome: Outcome) -> Figures:
    rows = values.rows(values.dig(outcome.result, "rows"))
    matched = values.whole(values.dig(outcome.result, "matched_rows"), len(rows))
    return Figures(rows, matched, table_facts.cite(outcome.result) or table.cite)


def _chosen(situation: Situation) -> AttachedFile:
    """The table an ask is about: the one it names, else the one whose columns it names, else the last attached."""
    ask = asks.whole_ask(situation)
    tables = [file for file in situation.files if file.kind == "table"]
    named = [file for file in tables if file.name.lower() in ask.lower()]
    fitting = [file for file in tables if table_wish.matches(ask, file.columns)]
    return (named or fitting or tables)[-1]


def _wish(situation: Situation, table: Table) -> Wish:
    wish = table_wish.read(situation.ask, table)
    if asks.follows_up(situation):
        return table_wish.merged(wish, table_wish.read(situation.earlier_asks[-1], table))
    return wish


def _completed(wish: Wish, table: Table) -> Wish:
    """The wish with the defaults that make it a query: a total where a figure has no function, a count without one."""
    if wish.chart and not (wish.groups or wish.trend):
        wish = _with_axis(wish, table)
    grouped = bool(wish.groups or wish.trend) and not wish.listing
    if wish.function is None and grouped:
        wish = replace(wish, function="count" if wish.measure is None else "sum")
    if wish.function in {"sum", "mean", "median"} and wish.measure is None:
        number = next((column for column in table.columns if column.is_number and not column.is_key), None)
        wish = replace(wish, measure=number) if number else replace(wish, function="count")
    return wish


def _with_axis(wish: Wish, table: Table) -> Wish:
    """A chart needs something to run along: the first column that groups rows, else the dates."""
    group = next((column for column in table.columns if column.groups), None)
    if group is not None:
        return replace(wish, groups=(group,), listing=False)
    return replace(wish, trend=next((column for column in table.columns if column.is_date), None), listing=False)


def _query(wish: Wish, table: Table) -> values.Row:
    arguments: values.Row = {"file_id": table.file_id}
    if wish.filters:
        arguments["filter"] = [condition.arguments() for condition in wish.filters]
    if wish.trend is not None and wish.function:
        return arguments | _grouped([{"column": wish.trend.name, "by": wish.period}], wish, limit=_MOST_DATES)
    if wish.function and wish.groups:
        return arguments | _grouped([column.name for column in wish.groups], wish, limit=_MOST_GROUPS)
    if wish.function and not wish.listing:
        arguments["select"] = _aggregates(wish)
        return arguments
    if wish.measure is not None and not (wish.direction or wish.filters or wish.listing):
        arguments["select"] = _spread(wish.measure)
        return arguments
    return arguments | _listing(wish)


def _grouped(groups: list[JsonValue], wish: Wish, *, limit: int) -> values.Row:
    names: list[JsonValue] = [column.name for column in wish.groups]
    order: JsonValue = {"column": table_answer.VALUE, "descending": wish.direction != "ascending"}
    if wish.trend is not None:
        names, order = [wish.period_column], {"column": wish.period_column, "descending": False}
    return {"select": [*names, *_aggregates(wish)], "group": groups, "order": [order], "limit": limit}


def _aggregates(wish: Wish) -> list[JsonValue]:
    column = wish.measure or (wish.groups[0] if wish.function == "distinct" and wish.groups else None)
    if wish.function == "count" or column is None:
        return [{"column": "*", "function": "count", "as": table_answer.VALUE}]
    counted: JsonValue = {"column": column.name, "function": "count", "as": table_answer.ROWS}
    return [{"column": column.name, "function": wish.function, "as": table_answer.VALUE}, counted]


def _spread(measure: Column) -> list[JsonValue]:
    return [
        {"column": measure.name, "function": function, "as": function}
        for function in ("count", "sum", "mean", "median", "min", "max")
    ]


def _listing(wish: Wish) -> values.Row:
    if wish.measure is None:
        return {"limit": _LISTED}
    order: JsonValue = {"column": wish.measure.name, "descending": wish.direction != "ascending"}
    return {"order": [order], "limit": min(wish.top or _LISTED, 100)}


def _with_chart(answer: str, wish: Wish, figures: Figures) -> Generator[Call, Outcome, str]:
    series = table_answer.series(wish, figures.rows)
    if len(series.rows) < 2:
        return f"{answer}\n\nThere are too few values for a chart."
    rows: list[JsonValue] = [{series.x: label, series.y: value} for label, value in series.rows[:40]]
    kind = "line" if wish.trend is not None else "bar"
    names: list[JsonValue] = [series.y]
    title = f"{series.y} by {series.x}".capitalize()
    outcome = yield Call(
        "knowledge_draw_chart", {"rows": rows, "kind": kind, "title": title, "x": series.x, "y": names}
    )
    if outcome.error is not None:
        return f"{answer}\n\nThe chart was not drawn: {outcome.error.rstrip('.')}."
    name, url = values.text(values.dig(outcome.result, "name")), values.text(values.dig(outcome.result, "url"))
    return f"{answer}\n\n![{title}]({url})" if url else f"{answer}\n\nChart: **{name or title}**"
