"""Words the answer to a question about a table: the figure first, then the table, the method, and what to mind."""

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
_FUNCTION_WORDS = {
    "sum": "total",
    "mean": "mean",
    "median": "median",
    "min": "lowest",
    "max": "highest",
    "count": "number of rows",
    "distinct": "number of different values",
}
_FAR_OUT = 10
_FEW_ROWS = 5


@dataclass(frozen=True)
class Series:
    """Labels with their values, ready for a table or a chart; `counts` are the rows behind each."""

    x: str
    y: str
    rows: list[tuple[str, float]]
    counts: list[int]


def answer(wish: Wish, table: Table, rows: list[values.Row], cite: str) -> str:
    """The whole answer in Markdown."""
    if wish.function and (wish.groups or wish.trend):
        body = _grouped(wish, table, series(wish, rows), cite)
    elif wish.function and not wish.listing:
        body = _single(wish, table, rows, cite)
    elif wish.measure is not None and rows and "median" in rows[0]:
        body = _spread(wish.measure, rows[0], cite)
    else:
        body = _listing(wish, table, rows, cite)
    return "\n\n".join([body, *_method(wish, table), *_caveats(wish, table)])


def overview(table: Table, *, asked_for: bool) -> str:
    """What the table holds, and questions it can answer; `asked_for` is false where the ask could not be read."""
    lead = f"**{table.name}** has {table.total_rows:,} rows and {len(table.columns)} columns.{table.cite}"
    if not asked_for:
        lead = f"The question names nothing I can find in the columns of {table.name}, so here is what it holds. {lead}"
    if not table.columns:
        return f"**{table.name}** has no columns that could be read."
    rows = [
        [column.name, column.type, f"{column.filled:,}", f"{column.empty:,}", _range(column)]
        for column in table.columns
    ]
    shown = markdown_table(["Column", "Type", "Filled", "Empty", "Range or most frequent"], rows)
    tries = "\n".join(f"- {question}" for question in _questions(table))
    return "\n\n".join([lead, shown, *([f"It can answer, for example:\n\n{tries}"] if tries else [])])


def series(wish: Wish, rows: list[values.Row]) -> Series:
    """The grouped result as labels and values, with the rows behind each."""
    names = [wish.period_column] if wish.trend is not None else [column.name for column in wish.groups]
    known = [(row, found) for row in rows if (found := values.number(row.get(VALUE))) is not None]
    return Series(
        x=wish.period if wish.trend is not None else " / ".join(names),
        y=_value_name(wish),
        rows=[(" / ".join(_shown(row.get(name)) for name in names), found) for row, found in known],
        counts=[values.whole(row.get(ROWS), int(found)) for row, found in known],
    )


def _grouped(wish: Wish, table: Table, found: Series, cite: str) -> str:
    if not found.rows:
        return f"No row of {table.name} fits{_condition(wish)}.{cite}"
    total = sum(value for _, value in found.rows)
    with_share = wish.function in {"sum", "count"} and total > 0 and len(found.rows) > 1
    shown = found.rows if wish.trend is not None else found.rows[: wish.top or _SHOWN]
    rows = [
        [label, _number(value), *([template.percent(value / total)] if with_share else []), f"{count:,}"]
        for (label, value), count in zip(shown, found.counts, strict=False)
    ]
    head = [found.x, found.y, *(["Share"] if with_share else []), "Rows"]
    rest = len(found.rows) - len(shown)
    more = f"\n\n{rest} more groups are not shown." if rest > 0 else ""
    return f"{_lead(wish, found, total, cite)}\n\n{markdown_table(head, rows)}{more}"


def _lead(wish: Wish, found: Series, total: float, cite: str) -> str:
    where = _condition(wish)
    if wish.trend is not None:
        return _trend_lead(wish, found, cite, where)
    first_label, first = found.rows[0]
    place = "lowest" if wish.direction == "ascending" else "highest"
    lead = f"**{first_label}** has the {place} {found.y}{where}: **{_number(first)}**"
    if wish.function in {"sum", "count"} and total > 0:
        lead += f", {template.percent(first / total)} of {_number(total)}"
    if len(found.rows) > 1:
        last_label, last = found.rows[-1]
        lead += f". At the other end is {last_label} with {_number(last)}"
    return f"{lead}.{cite}"


def _trend_lead(wish: Wish, found: Series, cite: str, where: str) -> str:
    (first_label, first), (last_label, last) = found.rows[0], found.rows[-1]
    if len(found.rows) == 1:
        return f"There is only one {wish.period}, {first_label}, with {found.y}{where} of **{_number(first)}**.{cite}"
    change = f" ({'+' if last >= first else ''}{template.percent((last - first) / first)})" if first else ""
    peak_label, peak = max(found.rows, key=lambda pair: pair[1])
    verb = "rose" if last > first else "fell" if last < first else "stayed"
    moved = f"{verb} from {_number(first)} in {first_label} to **{_number(last)}** in {last_label}{change}"
    return f"The {found.y}{where} {moved}. The highest {wish.period} was {peak_label} with {_number(peak)}.{cite}"


def _single(wish: Wish, table: Table, rows: list[values.Row], cite: str) -> str:
    row = rows[0] if rows else {}
    found, counted = values.number(row.get(VALUE)), values.whole(row.get(ROWS))
    where = _condition(wish)
    if wish.function == "count":
        share = (
            f", {template.percent((found or 0) / table.total_rows)} of {table.total_rows:,}"
            if where and table.total_rows
            else ""
        )
        return f"**{_number(found or 0)}** rows of {table.name}{where}{share}.{cite}"
    if found is None:
        return f"No row of {table.name}{where} has a value to work with.{cite}"
    return f"The {_value_name(wish)}{where} is **{_number(found)}**, over {counted:,} rows.{cite}"


def _spread(measure: Column, row: values.Row, cite: str) -> str:
    names = {"count": "Filled", "sum": "Total", "mean": "Mean", "median": "Median", "min": "Lowest", "max": "Highest"}
    shown = [[label, _shown(row.get(name))] for name, label in names.items()]
    lead = f"**{measure.label}** totals {_shown(row.get('sum'))}, with a median of {_shown(row.get('median'))}.{cite}"
    return f"{lead}\n\n{markdown_table(['Figure', measure.name], shown)}"


def _listing(wish: Wish, table: Table, rows: list[values.Row], cite: str) -> str:
    where = _condition(wish)
    if not rows:
        return f"No row of {table.name}{where}.{cite}"
    shown = rows[: wish.top or len(rows)]
    columns = _listed_columns(wish, table)
    cells = [[_shown(row.get(column.name)) for column in columns] for row in shown]
    order = (
        f", by {wish.measure.label} with the {'lowest' if wish.direction == 'ascending' else 'highest'} first"
        if wish.measure
        else ""
    )
    lead = f"**{len(shown)}** {'row' if len(shown) == 1 else 'rows'} of {table.name}{where}{order}.{cite}"
    return f"{lead}\n\n{markdown_table([column.name for column in columns], cells)}"


def _listed_columns(wish: Wish, table: Table) -> list[Column]:
    """At most seven columns: what names the row, what was asked about, then the rest in the table's order."""
    asked = {condition.column for condition in wish.filters}
    first = [column for column in table.columns if not column.is_number and not column.is_date][:2]
    about = [
        column for column in table.columns if column.name in asked or column == wish.measure or column in wish.groups
    ]
    return list(dict.fromkeys([*first, *about, *table.columns]))[:7]


def _method(wish: Wish, table: Table) -> Iterable[str]:
    what = f"{_FUNCTION_WORDS[wish.function]}" if wish.function else "rows as they stand"
    of = f" of `{wish.measure.name}`" if wish.measure and wish.function not in {None, "count"} else ""
    by = (
        "".join(f" by `{column.name}`" for column in wish.groups)
        if wish.trend is None
        else f" by {wish.period} of `{wish.trend.name}`"
    )
    where = f", only where {'; '.join(condition.in_words() for condition in wish.filters)}" if wish.filters else ""
    yield f"**Method:** {what}{of}{by if wish.function else ''}{where}; {table.total_rows:,} rows in the table."


def _caveats(wish: Wish, table: Table) -> Iterable[str]:
    found = list[str]()
    measure = wish.measure
    for column in [*([measure] if measure else []), *wish.groups]:
        if column.empty:
            effect = "left out" if column is measure else "gathered under an empty group"
            found.append(f"{column.empty:,} of {table.total_rows:,} rows have no `{column.name}`; they are {effect}.")
    highest = values.number(measure.maximum) if measure else None
    if measure and measure.mean and highest and highest > _FAR_OUT * abs(measure.mean):
        found.append(
            f"The largest `{measure.name}`, {_number(highest)}, is {highest / measure.mean:.0f} times the mean: check it."
        )
    if wish.function in {"mean", "median"} and 0 < table.total_rows < _FEW_ROWS * 2:
        found.append(f"There are only {table.total_rows} rows, so the figure is uncertain.")
    if found:
        yield "**Mind:** " + " ".join(found)


def _condition(wish: Wish) -> str:
    return f" where {' and '.join(condition.in_words() for condition in wish.filters)}" if wish.filters else ""


def _value_name(wish: Wish) -> str:
    function = wish.function or "sum"
    if function == "count" or wish.measure is None:
        return _FUNCTION_WORDS[function]
    return f"{_FUNCTION_WORDS[function]} {wish.measure.label}"


def _questions(table: Table) -> list[str]:
    number = next((column for column in table.columns if column.is_number and not column.is_key), None)
    group = next((column for column in table.columns if column.groups), None)
    date = next((column for column in table.columns if column.is_date), None)
    found = [f"What is the total {number.label} by {group.label}?"] if number and group else []
    found += [f"Show the {number.label} by month as a chart."] if number and date else []
    found += [f"Which five rows have the highest {number.label}?"] if number else []
    found += [f"How many rows are there by {group.label}?"] if group else []
    return found[:3]


def _range(column: Column) -> str:
    if column.is_number or column.is_date:
        return f"{_shown(column.minimum)} to {_shown(column.maximum)}" if column.filled else "-"
    return ", ".join(f"{_shown(value)} ({count})" for value, count in column.top[:3]) or "-"


def _shown(value: JsonValue) -> str:
    if value is None or value == "":
        return "(empty)"
    return (
        _number(float(value))
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int) and abs(value) >= 10_000
        else str(value)
    )


def _number(value: float) -> str:
    return template.number(value)
