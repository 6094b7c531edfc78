"""Reads from an ask what is wanted of a table: which figure, of which column, grouped and limited how."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import JsonValue

from directorate.simulator.mind import asks, values
from directorate.simulator.mind.table_facts import Column, Table
from directorate.simulator.mind.words import STOP, stem, words

Function = Literal["sum", "mean", "median", "min", "max", "count", "distinct"]
Period = Literal["day", "month", "quarter", "year"]

_FUNCTIONS: tuple[tuple[str, Function], ...] = (
    (r"\bhow many (different|distinct|unique)\b|\b(distinct|unique|different)\b", "distinct"),
    (r"\b(average|mean|avg|typical(ly)?|on average)\b", "mean"),
    (r"\bmedian\b", "median"),
    (r"\b(total|sum|altogether|in all|overall|how much|add up)\b", "sum"),
    (r"\b(how many|number of|count|how often|most common|most frequent)\b", "count"),
)
_DESCENDING = re.compile(
    r"\b(highest|most|top|best|largest|biggest|greatest|max(imum)?|leading|strongest|longest|oldest|newest|latest|priciest|ranked?|rank|sort(ed)?|order(ed)?)\b",
    re.I,
)
_ASCENDING = re.compile(
    r"\b(lowest|least|bottom|worst|smallest|fewest|min(imum)?|weakest|cheapest|shortest|earliest|youngest|ascending)\b",
    re.I,
)
_TOP = re.compile(
    r"\b(?:top|first|best|highest|largest|biggest|bottom|lowest|worst|smallest|last|leading)\s+(\d{1,3}|two|three|four|five|six|ten)\b|"
    r"\b(\d{1,3}|two|three|four|five|six|ten)\s+(?:highest|largest|biggest|best|top|lowest|worst|smallest|most|leading)\b",
    re.I,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_GROUPED = re.compile(
    r"\b(?:by|per|each|every|across|split by|grouped by|broken down by|in each|for each|which|what|who|whose)\s+((?:[\w'-]+\s*){1,4})",
    re.I,
)
_SHARE = re.compile(
    r"\b(share|percentage|percent|proportion|fraction|mix|split|breakdown|distribution|ratio)\b|%", re.I
)
_TREND = re.compile(
    r"\b(trend|over time|develop(ed|ment)?|by (day|week|month|quarter|year)|per (day|week|month|quarter|year)|monthly|daily|"
    r"quarterly|yearly|each month|timeline|when)\b",
    re.I,
)
_PERIODS: tuple[tuple[str, Period], ...] = (
    (r"\b(day|daily)\b", "day"),
    (r"\bquarter", "quarter"),
    (r"\b(year|yearly|annual)", "year"),
)
_LISTING = re.compile(r"\b(list|show|which|who|find|give me|rows?|entries|records|filter)\b", re.I)
_OVERVIEW = re.compile(
    r"\b(what('s| is) in|overview|describe|structure|columns|summar\w+|profile|tell me about|look like|data quality|explain)\b",
    re.I,
)
_EMPTY = re.compile(r"\b(empty|missing|blank|without(?: an?| any)?|no|lack(?:s|ing)?|not filled)\b", re.I)
_COMPARED = re.compile(
    r"(?P<op>>=|<=|>|<|\bover\b|\babove\b|\bmore than\b|\bgreater than\b|\bexceed(?:s|ing)?\b|\bat least\b|\bunder\b|\bbelow\b|\bless than\b|"
    r"\bfewer than\b|\bat most\b|\bup to\b)\s*(?:an?\s+)?[^\w\s-]{0,2}\s*(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>k|m|thousand|million)?\b",
    re.I,
)
_OPERATORS = {
    "over": ">",
    "above": ">",
    "more than": ">",
    "greater than": ">",
    "at least": ">=",
    "under": "<",
    "below": "<",
    "less than": "<",
    "fewer than": "<",
    "at most": "<=",
    "up to": "<=",
}
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


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
        shown = ", ".join(str(item) for item in self.value) if isinstance(self.value, list) else str(self.value)
        return f"{self.column} {self.operator} {shown}"


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
    groups = _groups(ask, table, mentioned, filters)
    measure = _measure(mentioned, groups)
    direction = "ascending" if _ASCENDING.search(ask) else "descending" if _DESCENDING.search(ask) else None
    return Wish(
        function=_function(ask, measure),
        measure=measure,
        groups=groups,
        direction=direction,
        top=_top(ask),
        filters=tuple(filters),
        share=bool(_SHARE.search(ask)),
        trend=trend,
        period=_period(ask),
        listing=bool(_LISTING.search(ask)) and bool(filters or (direction and measure)),
        overview=bool(_OVERVIEW.search(ask)),
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
            found.append((min(places), share, column))
    best = dict[int, tuple[float, Column]]()
    for place, share, column in found:
        if place not in best or share > best[place][0]:
            best[place] = (share, column)
    return [(place, best[place][1]) for place in sorted(best)]


def _measure(mentioned: list[tuple[int, Column]], groups: tuple[Column, ...]) -> Column | None:
    return next((column for _, column in mentioned if column.is_number and column not in groups), None)


def _function(ask: str, measure: Column | None) -> Function | None:
    found = next((function for pattern, function in _FUNCTIONS if re.search(pattern, ask, re.I)), None)
    if found != "count" or measure is None:
        return found
    # "How many units were sold" asks for the sum of units, not for a number of rows.
    counted = re.search(r"\b(?:how many|number of)\s+((?:[\w'-]+\s*){1,2})", ask, re.I)
    named = {stem(word) for word in words(counted.group(1))} if counted else set[str]()
    return "sum" if named & set(measure.words) else "count"


def _period(ask: str) -> Period:
    for pattern, period in _PERIODS:
        if re.search(pattern, ask, re.I):
            return period
    return "month"


def _top(ask: str) -> int | None:
    found = _TOP.search(ask)
    if not found:
        return None
    said = (found.group(1) or found.group(2)).lower()
    return _COUNTS.get(said) or max(1, int(said))


def _trend(ask: str, table: Table) -> Column | None:
    date = next((column for column in table.columns if column.is_date), None)
    return date if date is not None and _TREND.search(ask) else None


def _groups(ask: str, table: Table, mentioned: list[tuple[int, Column]], filters: list[Filter]) -> tuple[Column, ...]:
    said = " ".join(match.group(1) for match in _GROUPED.finditer(ask))
    near = {stem(word) for word in words(said)}
    named = [
        column
        for _, column in mentioned
        if set(column.words) & near and (column.groups or not (column.is_number or column.is_date))
    ]
    compared = [column for one in filters if one.operator == "in" and (column := table.column(one.column))]
    chosen = [column for column in dict.fromkeys([*named, *compared]) if not column.is_key]
    if not chosen and (_SHARE.search(ask) or re.search(r"\bmost (common|frequent)\b", ask, re.I)):
        chosen = [column for _, column in mentioned if column.groups][:1]
    return tuple(chosen[:2])


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
    found = _EMPTY.search(ask)
    if not found:
        return []
    place = len(words(ask[: found.start()]))
    near = min(mentioned, key=lambda pair: abs(pair[0] - place), default=None)
    return [Filter(near[1].name, "empty")] if near is not None and abs(near[0] - place) <= 4 else []


def _number_filters(ask: str, table: Table, mentioned: list[tuple[int, Column]]) -> list[Filter]:
    numeric = [(place, column) for place, column in mentioned if column.is_number]
    numeric = numeric or [(0, column) for column in table.columns if column.is_number][:1]
    found = list[Filter]()
    for match in _COMPARED.finditer(ask):
        place = len(words(ask[: match.start()]))
        column = min(numeric, key=lambda pair: abs(pair[0] - place), default=None)
        if column is not None:
            said = match.group("op").lower()
            operator = ">" if said.startswith("exceed") else _OPERATORS.get(said, said)
            amount = float(match.group("value").replace(",", "")) * _SCALES.get((match.group("scale") or "").lower(), 1)
            found.append(Filter(column[1].name, operator, int(amount) if amount.is_integer() else amount))
    return found
