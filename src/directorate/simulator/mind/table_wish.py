"""Reads from an ask what is wanted of a table: which figure, of which column, grouped and limited how."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import JsonValue

from directorate.simulator.mind import asks, table_words, values
from directorate.simulator.mind.table_facts import Column, Table
from directorate.simulator.mind.table_words import Function, Period
from directorate.simulator.mind.words import STOP, stem, words

_IN_WORDS = {"=": "is", ">": "is over", ">=": "is at least", "<": "is under", "<=": "is at most"}


@dataclass(frozen=True)
class Filter:
    """A condition on rows, as the query tool takes it."""

    column: str
    operator: str
    value: JsonValue = None

    def arguments(self) -> values.Row:
        """The tool's form of it."""
        plain: values.Row = {"column": self.column, "operator": self.operator}
        return plain if self.operator in {"empty", "filled"} else {**plain, "value": self.value}

    def in_words(self) -> str:
        """The condition as a reader would write it."""
        if self.operator in {"empty", "filled"}:
            return f"{self.column} is {self.operator}"
        if isinstance(self.value, list):
            return f"{self.column} is {' or '.join(str(item) for item in self.value)}"
        shown = f"{self.value:,}" if isinstance(self.value, int | float) else str(self.value)
        return f"{self.column} {_IN_WORDS.get(self.operator, self.operator)} {shown}"


@dataclass(frozen=True)
class Wish:
    """What an ask wants of a table. Empty when nothing in the ask fits the table."""

    function: Function | None = None
    measure: Column | None = None
    groups: tuple[Column, ...] = ()
    direction: Literal["descending", "ascending"] | None = None
    top: int | None = None
    filters: tuple[Filter, ...] = field(default=())
    share: bool = False
    trend: Column | None = None
    period: Period = "month"
    listing: bool = False
    overview: bool = False
    chart: bool = False

    @property
    def period_column(self) -> str:
        """The name of the result column that holds the periods of a trend."""
        return f"{self.trend.name}_{self.period}" if self.trend else ""

    @property
    def is_empty(self) -> bool:
        """Whether the ask named nothing that can be asked of the table."""
        return not (
            self.measure or self.groups or self.filters or self.trend or self.listing or self.function == "count"
        )


def read(ask: str, table: Table) -> Wish:
    """The wish in one ask."""
    filters = _value_filters(ask, table)
    mentioned = _mentioned(ask, table, {condition.column for condition in filters})
    filters += _empty_filters(ask, mentioned) + _number_filters(ask, table, mentioned)
    trend = _trend(ask, table)
    direction = _direction(ask)
    groups = _groups(ask, table, mentioned, filters)
    function = _function(ask, mentioned, filters)
    measure = _measure(function, mentioned, groups)
    if measure is None and _is_about_money(ask, function):
        measure = _amounts(table)
        function = "sum" if measure and function in {None, "count"} else function
    return Wish(
        function=function,
        measure=measure,
        groups=groups,
        direction=direction,
        top=_top(ask),
        filters=tuple(filters),
        share=bool(table_words.SHARE.search(ask)),
        trend=trend,
        period=_period(ask),
        listing=_is_listing(ask, function, groups, filters)
        or (direction is not None and measure is not None and not groups),
        overview=bool(table_words.OVERVIEW.search(ask)),
        chart=asks.wants_chart(ask),
    )


def merged(later: Wish, earlier: Wish) -> Wish:
    """A follow-up's wish, with what it leaves open taken from the wish before."""
    same_columns = {condition.column for condition in later.filters}
    return replace(
        later,
        function=later.function or earlier.function,
        measure=later.measure or earlier.measure,
        groups=later.groups or (() if later.trend else earlier.groups),
        direction=later.direction or earlier.direction,
        top=later.top or earlier.top,
        trend=later.trend or (None if later.groups else earlier.trend),
        filters=(*later.filters, *(known for known in earlier.filters if known.column not in same_columns)),
        share=later.share or earlier.share,
        listing=later.listing or (earlier.listing and not later.groups),
        overview=False,
    )


def matches(ask: str, columns: tuple[str, ...]) -> bool:
    """Whether an ask names one of these columns."""
    asked = {stem(word) for word in words(ask)}
    return any(set(_name_stems(column)) & asked for column in columns)


def _name_stems(name: str) -> list[str]:
    return [stem(word) for word in words(name.replace("_", " ")) if word.lower() not in STOP and len(word) > 2]


def _mentioned(ask: str, table: Table, taken: set[str]) -> list[tuple[int, Column]]:
    """The columns an ask names, with the place of the first word, in order of place."""
    asked = [stem(word) for word in words(ask)]
    found = list[tuple[int, float, Column]]()
    for column in table.columns:
        places = [asked.index(item) for item in column.words if item in asked]
        share = len(places) / len(column.words)
        if places and (share > 0.5 or (share == 0.5 and column.name not in taken)):
            found.append((min(places), share * len(places), column))
    best = dict[int, tuple[float, Column]]()
    for place, fit, column in found:
        if place not in best or fit > best[place][0]:
            best[place] = (fit, column)
    return [(place, best[place][1]) for place in sorted(best)]


def _measure(
    function: Function | None, mentioned: list[tuple[int, Column]], groups: tuple[Column, ...]
) -> Column | None:
    free = [column for _, column in mentioned if column not in groups]
    number = next((column for column in free if column.is_number), None)
    return (free[0] if free else None) if function == "distinct" and number is None else number


def _is_about_money(ask: str, function: Function | None) -> bool:
    """Whether a figure of money is asked for without naming its column ("who spent the most", "the average order")."""
    return bool(table_words.MONEY.search(ask)) or function in {"sum", "mean", "median"}


def _amounts(table: Table) -> Column | None:
    """The column that most likely holds amounts of money; None where none looks like it."""
    numbers = [column for column in table.columns if column.is_number]
    for name in table_words.AMOUNTS:
        for column in numbers:
            if stem(name) in column.words:
                return column
    return next((column for column in numbers if column.currency), None)


def _function(ask: str, mentioned: list[tuple[int, Column]], filters: list[Filter]) -> Function | None:
    for pattern, function in table_words.FUNCTIONS:
        if pattern.search(ask):
            return "sum" if function == "count" and _counts_units(ask, mentioned) else function
    only_share = table_words.SHARE.search(ask) and filters and not any(column.is_number for _, column in mentioned)
    return "count" if only_share else None


def _counts_units(ask: str, mentioned: list[tuple[int, Column]]) -> bool:
    """Whether "how many units were sold" asks for the sum of a column, and not for a number of rows."""
    counted = table_words.COUNTED.search(ask)
    named = {stem(word) for word in words(counted.group(1))} if counted else set[str]()
    return any(column.is_number and named & set(column.words) for _, column in mentioned)


def _direction(ask: str) -> Literal["descending", "ascending"] | None:
    if table_words.ASCENDING.search(ask):
        return "ascending"
    return "descending" if table_words.DESCENDING.search(ask) else None


def _is_listing(ask: str, function: Function | None, groups: tuple[Column, ...], filters: list[Filter]) -> bool:
    """Whether the rows themselves are asked for, and not a figure about them."""
    return function is None and not groups and bool(filters) and bool(table_words.LISTING.search(ask))


def _period(ask: str) -> Period:
    for pattern, period in table_words.PERIODS:
        if pattern.search(ask):
            return period
    return "month"


def _top(ask: str) -> int | None:
    found = table_words.TOP.search(ask)
    if not found:
        return None
    said = (found.group(1) or found.group(2)).lower()
    return table_words.COUNTS.get(said) or max(1, int(said))


def _trend(ask: str, table: Table) -> Column | None:
    """The date column a development is asked over; None where the period is a column of its own."""
    if not table_words.TREND.search(ask) or any(column.words == (stem(_period(ask)),) for column in table.columns):
        return None
    return next((column for column in table.columns if column.is_date), None)


def _groups(ask: str, table: Table, mentioned: list[tuple[int, Column]], filters: list[Filter]) -> tuple[Column, ...]:
    named = _named_groups(ask, mentioned)
    compared = [column for one in filters if one.operator == "in" and (column := table.column(one.column))]
    chosen = [column for column in dict.fromkeys([*named, *compared]) if not column.is_key]
    if not chosen and (table_words.SHARE.search(ask) or table_words.COMMON.search(ask) or _direction(ask)):
        taken = {condition.column for condition in filters}
        chosen = [column for _, column in mentioned if column.groups and column.name not in taken][:1]
    return tuple(chosen[:2])


def _named_groups(ask: str, mentioned: list[tuple[int, Column]]) -> list[Column]:
    """The columns after "by", "per", "each"; and those after "which" and "what", where these hold names."""
    after_by = _stems_after(table_words.GROUPED, ask)
    after_which = _stems_after(table_words.CHOSEN, ask)
    by = [column for _, column in mentioned if set(column.words) <= after_by and not column.is_date]
    which = [column for _, column in mentioned if set(column.words) <= after_which and column.groups]
    ranked = _direction(ask) is not None
    return [column for column in [*by, *which] if not column.is_number or (column.groups and not ranked)]


def _stems_after(pattern: re.Pattern[str], ask: str) -> set[str]:
    return {stem(word) for match in pattern.finditer(ask) for word in words(match.group(1))}


def _value_filters(ask: str, table: Table) -> list[Filter]:
    """Conditions from values of the table that the ask names ("in New South Wales", "won deals")."""
    lowered, used = f" {' '.join(words(ask.lower()))} ", set[str]()
    found = list[Filter]()
    for column in sorted(table.columns, key=lambda column: column.distinct):
        if column.is_number or column.is_date:
            continue
        named = [
            value for value, _ in column.top if _is_named(value, lowered, column) and str(value).lower() not in used
        ]
        used |= {str(value).lower() for value in named}
        if len(named) > 1:
            found.append(Filter(column.name, "in", named))
        elif named:
            found.append(Filter(column.name, "=", named[0]))
    return found


def _is_named(value: JsonValue, lowered_ask: str, column: Column) -> bool:
    plain = " ".join(words(str(value).lower()))
    if len(plain) < 2 or plain in STOP or plain.isdigit() or stem(plain) in column.words:
        return False
    return f" {plain} " in lowered_ask or (len(plain) > 3 and f" {plain}s " in lowered_ask)


def _empty_filters(ask: str, mentioned: list[tuple[int, Column]]) -> list[Filter]:
    found = table_words.EMPTY.search(ask)
    if not found:
        return []
    place = len(words(ask[: found.start()]))
    near = min(mentioned, key=lambda pair: abs(pair[0] - place), default=None)
    return [Filter(near[1].name, "empty")] if near is not None and abs(near[0] - place) <= 4 else []


def _number_filters(ask: str, table: Table, mentioned: list[tuple[int, Column]]) -> list[Filter]:
    numeric = [(place, column) for place, column in mentioned if column.is_number]
    numeric = numeric or [(0, column) for column in table.columns if column.is_number][:1]
    found = list[Filter]()
    for match in table_words.COMPARED.finditer(ask):
        place = len(words(ask[: match.start()]))
        column = min(numeric, key=lambda pair: abs(pair[0] - place), default=None)
        if column is not None:
            said = match.group("op").lower()
            operator = table_words.OPERATORS.get(said, said)
            amount = float(match.group("value").replace(",", "")) * table_words.SCALES.get(
                (match.group("scale") or "").lower(), 1
            )
            found.append(Filter(column[1].name, operator, int(amount) if amount.is_integer() else amount))
    return found
