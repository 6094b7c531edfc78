"""Words the answer to a question about a table: the figure first, then the table, the method, and what to mind."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from directorate.simulator.mind import template, values
from directorate.simulator.mind.formats import markdown_table
from directorate.simulator.mind.table_facts import Column, Table
from directorate.simulator.mind.table_wish import Wish

VALUE = "value"
ROWS = "rows_counted"

_SHOWN = 15
_LISTED_COLUMNS = 7
_LEADERS = 5
_FAR_OUT = 10
_FEW_ROWS = 10
_FUNCTION_WORDS = {
    "sum": "total",
    "mean": "mean",
    "median": "median",
    "min": "lowest",
    "max": "highest",
    "count": "number of rows",
    "distinct": "number of different values of",
}


@dataclass(frozen=True)
class Figures:
    """What a query returned: its rows, how many rows of the table fit its conditions, how to cite it."""

    rows: list[values.Row]
    matched: int
    cite: str


@dataclass(frozen=True)
class Series:
    """Labels with their values, ready for a table or a chart; `counts` are the rows behind each."""

    x: str
    y: str
    rows: list[tuple[str, float]]
    counts: list[int]


def answer(wish: Wish, table: Table, figures: Figures) -> str:
    """The whole answer in Markdown."""
    if wish.function and (wish.groups or wish.trend):
        body = _grouped(wish, table, series(wish, figures.rows), figures.cite)
    elif wish.function and not wish.listing:
        body = _single(wish, table, figures)
    elif wish.measure is not None and figures.rows and "median" in figures.rows[0]:
        body = _spread(wish.measure, figures.rows[0], figures.cite)
    else:
        body = _listing(wish, table, figures)
    return "\n\n".join([body, *_method(wish, table), *_caveats(wish, table)])


def series(wish: Wish, rows: list[values.Row]) -> Series:
    """The grouped result as labels and values, with the rows behind each."""
    names = [wish.period_column] if wish.trend is not None else [column.name for column in wish.groups]
    known = [(row, found) for row in rows if (found := values.number(row.get(VALUE))) is not None]
    return Series(
        x=wish.period if wish.trend is not None else " / ".join(names),
        y=_value_name(wish),
        rows=[(" / ".join(shown(row.get(name)) for name in names), found) for row, found in known],
        counts=[values.whole(row.get(ROWS), int(found)) for row, found in known],
    )


def shown(value: JsonValue, column: Column | None = None) -> str:
    """A cell as the answer prints it; amounts get their currency."""
    if value is None or value == "":
        return "(empty)"
    if isinstance(value, str | bool) or not isinstance(value, int | float):
        return str(value)
    if column is not None and column.currency:
        return template.money(value, column.currency)
    return template.number(value) if isinstance(value, float) or abs(value) >= 10_000 else str(value)


def _grouped(wish: Wish, table: Table, found: Series, cite: str) -> str:
    if not found.rows:
        return f"No row of {table.name} fits{_condition(wish)}.{cite}"
    total = sum(value for _, value in found.rows)
    adds_up = wish.function in {"sum", "count"} and total > 0
    with_share = adds_up and len(found.rows) > 1 and wish.trend is None
    top = found.rows if wish.trend is not None else found.rows[: wish.top or _SHOWN]
    cells = [
        [
            label,
            _amount(wish, value),
            *([template.percent(value / total)] if with_share else []),
            *([f"{count:,}"] if wish.function != "count" else []),
        ]
        for (label, value), count in zip(top, found.counts, strict=False)
    ]
    head = [
        found.x.capitalize(),
        found.y.capitalize(),
        *(["Share"] if with_share else []),
        *(["Rows"] if wish.function != "count" else []),
    ]
    note = _uneven(found) if wish.trend is not None else ""
    rest = len(found.rows) - len(top)
    more = f"\n\n{rest} more {'group is' if rest == 1 else 'groups are'} not shown." if rest > 0 else ""
    return f"{_lead(wish, found, total if adds_up else 0, cite)}\n\n{markdown_table(head, cells)}{more}{note}"


def _lead(wish: Wish, found: Series, total: float, cite: str) -> str:
    if wish.trend is not None:
        return _trend_lead(wish, found, cite)
    (first_label, first), (last_label, last) = found.rows[0], found.rows[-1]
    place = "lowest" if wish.direction == "ascending" else "highest"
    lead = f"**{first_label}** has the {place} {found.y}{_condition(wish)}: **{_amount(wish, first)}**"
    lead += f", {template.percent(first / total)} of {_amount(wish, total)}" if total else ""
    lead += f". At the other end is {last_label} with {_amount(wish, last)}" if len(found.rows) > 1 else ""
    return f"{lead}.{cite}"


def _trend_lead(wish: Wish, found: Series, cite: str) -> str:
    (first_label, first), (last_label, last) = found.rows[0], found.rows[-1]
    what = f"{found.y}{_condition(wish)}"
    if len(found.rows) == 1:
        return f"There is only one {wish.period}, {first_label}, with a {what} of **{_amount(wish, first)}**.{cite}"
    change = f" ({'+' if last >= first else ''}{template.percent((last - first) / first)})" if first else ""
    peak_label, peak = max(found.rows, key=lambda pair: pair[1])
    verb = "rose" if last > first else "fell" if last < first else "went"
    ends = f"from {_amount(wish, first)} in {first_label} to **{_amount(wish, last)}** in {last_label}{change}"
    return f"The {what} {verb} {ends}. The highest {wish.period} was {peak_label} with {_amount(wish, peak)}.{cite}"


def _uneven(found: Series) -> str:
    """A warning where the first or the last period holds far fewer rows than the others."""
    usual = statistics.median(found.counts)
    thin = [label for (label, _), count in zip(found.rows, found.counts, strict=True) if count < usual / 2]
    ends = [label for label in thin if label in {found.rows[0][0], found.rows[-1][0]}]
    if not ends or len(found.rows) < 3:
        return ""
    verb = "has" if len(ends) == 1 else "have"
    return f"\n\n{' and '.join(ends)} {verb} far fewer rows than the rest and may be incomplete."


def _single(wish: Wish, table: Table, figures: Figures) -> str:
    row = figures.rows[0] if figures.rows else {}
    found, counted = values.number(row.get(VALUE)), values.whole(row.get(ROWS))
    where = _condition(wish)
    if wish.function == "count":
        of = f", {template.percent((found or 0) / table.total_rows)} of {table.total_rows:,}" if where else ""
        of = of if table.total_rows else ""
        rows = "row" if found == 1 else "rows"
        return f"**{template.number(found or 0)}** {rows} of {table.name}{where}{of}.{figures.cite}"
    if found is None or not counted:
        return f"No row of {table.name}{where} has a value to work with.{figures.cite}"
    over = f", over {counted:,} rows" if wish.function != "distinct" else ""
    return f"The {_value_name(wish)}{where} is **{_amount(wish, found)}**{over}.{figures.cite}"


def _spread(measure: Column, row: values.Row, cite: str) -> str:
    names = {"count": "Filled", "sum": "Total", "mean": "Mean", "median": "Median", "min": "Lowest", "max": "Highest"}
    cells = [[label, shown(row.get(name), None if name == "count" else measure)] for name, label in names.items()]
    total, median = shown(row.get("sum"), measure), shown(row.get("median"), measure)
    lead = f"**{measure.label.capitalize()}** totals {total}, with a median of {median}.{cite}"
    return f"{lead}\n\n{markdown_table(['Figure', measure.name], cells)}"


def _listing(wish: Wish, table: Table, figures: Figures) -> str:
    where = _condition(wish)
    if not figures.rows:
        return f"No row of {table.name}{where}.{figures.cite}"
    wanted = wish.top or (_LEADERS if wish.measure and wish.direction else len(figures.rows))
    rows = figures.rows[:wanted]
    columns = _listed_columns(wish, table)
    cells = [[shown(row.get(column.name), column) for column in columns] for row in rows]
    lead = _leader(wish, table, figures) if wish.direction and wish.measure else _counted(rows, figures, table, where)
    return f"{lead}\n\n{markdown_table([column.name for column in columns], cells)}"


def _leader(wish: Wish, table: Table, figures: Figures) -> str:
    """Who stands first, and how many share the place."""
    measure, first = wish.measure, figures.rows[0]
    if measure is None:
        return ""
    value = first.get(measure.name)
    same = sum(1 for row in figures.rows if row.get(measure.name) == value)
    naming = next((column for column in table.columns if not column.is_number and not column.is_date), measure)
    place = "lowest" if wish.direction == "ascending" else "highest"
    who = f"**{shown(first.get(naming.name))}** has the {place} {measure.label}{_condition(wish)}"
    shared = f", a value it shares with {same - 1} more {'row' if same == 2 else 'rows'}" if same > 1 else ""
    return f"{who}: **{shown(value, measure)}**{shared}.{figures.cite}"


def _counted(rows: list[values.Row], figures: Figures, table: Table, where: str) -> str:
    if figures.matched > len(rows):
        return f"**{figures.matched:,}** rows of {table.name}{where}; the first {len(rows)} are shown.{figures.cite}"
    return f"**{len(rows)}** {'row' if len(rows) == 1 else 'rows'} of {table.name}{where}.{figures.cite}"


def _listed_columns(wish: Wish, table: Table) -> list[Column]:
    """At most seven columns: what names the row, what was asked about, then the rest in the table's order."""
    asked = {condition.column for condition in wish.filters}
    first = [column for column in table.columns if not column.is_number and not column.is_date][:2]
    about = [
        column for column in table.columns if column.name in asked or column == wish.measure or column in wish.groups
    ]
    return list(dict.fromkeys([*first, *about, *table.columns]))[:_LISTED_COLUMNS]


def _method(wish: Wish, table: Table) -> Iterable[str]:
    if wish.function is None or wish.listing:
        what = f"rows ordered by `{wish.measure.name}`" if wish.measure and wish.direction else "rows as they stand"
    else:
        of = f" of `{wish.measure.name}`" if wish.measure and wish.function != "count" else ""
        what = f"{_FUNCTION_WORDS[wish.function].removesuffix(' of')}{of}{_grouping(wish)}"
    where = f", only where {'; '.join(condition.in_words() for condition in wish.filters)}" if wish.filters else ""
    yield f"**Method:** {what}{where}; {table.total_rows:,} rows in the table."


def _grouping(wish: Wish) -> str:
    if wish.trend is not None:
        return f" by {wish.period} of `{wish.trend.name}`"
    return " by " + " and ".join(f"`{column.name}`" for column in wish.groups) if wish.groups else ""


def _caveats(wish: Wish, table: Table) -> Iterable[str]:
    found = list[str]()
    measure, total = wish.measure, table.total_rows
    named: list[Column] = [*([measure] if measure else []), *wish.groups]
    for column in dict.fromkeys(named):
        if column.empty:
            effect = "left out" if column is measure else "gathered under an empty group"
            found.append(f"{column.empty:,} of {total:,} rows have no `{column.name}`; they are {effect}.")
    highest = values.number(measure.maximum) if measure else None
    if measure and measure.mean and highest and highest > _FAR_OUT * abs(measure.mean):
        times = highest / measure.mean
        found.append(
            f"The largest `{measure.name}`, {template.number(highest)}, is {times:.0f} times the mean: check it."
        )
    if wish.function in {"mean", "median"} and 0 < total < _FEW_ROWS:
        found.append(f"There are only {total} rows, so the figure is uncertain.")
    if found:
        yield "**Mind:** " + " ".join(found)


def _condition(wish: Wish) -> str:
    return f" where {' and '.join(condition.in_words() for condition in wish.filters)}" if wish.filters else ""


def _value_name(wish: Wish) -> str:
    function = wish.function or "sum"
    if function == "count" or wish.measure is None:
        return _FUNCTION_WORDS[function]
    return f"{_FUNCTION_WORDS[function]} {wish.measure.label}"


def _amount(wish: Wish, value: float) -> str:
    """A figure of the answer, with the currency where the figure is an amount."""
    if wish.measure is not None and wish.measure.currency and wish.function not in {"count", "distinct"}:
        return template.money(value, wish.measure.currency)
    return template.number(value)
