"""The templates of worked examples: sandboxed Jinja over what real tool calls returned.

A slot that a failed call left empty renders as a mark; the lines that hold the mark are taken out of the
answer, so a missing figure is never replaced by a blank or an invented one.
"""

import math
import re
import statistics
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, cast

import jinja2
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import JsonValue

from directorate.simulator.mind import values

MISSING = "\x00missing\x00"

_EXPRESSION = re.compile(r"^\{\{(?!.*\}\}.*\{\{)(.*)\}\}$", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“])")


class Group(NamedTuple):
    """The rows that share a value."""

    key: JsonValue
    rows: list[values.Row]


class _Missing(jinja2.ChainableUndefined):
    """An empty slot: false, without items, and marked where it would be printed."""

    def __str__(self) -> str:
        return MISSING


def render(template: str, slots: Mapping[str, JsonValue]) -> str:
    """The text of a template over these slots, without the lines that rest on an empty slot.

    Raises: jinja2.TemplateError when the template asks for something impossible (arithmetic on an empty slot).
    """
    text = _compiled(template).render(dict(slots))
    kept = [line.rstrip() for line in text.splitlines() if MISSING not in line]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def evaluate(template: JsonValue, slots: Mapping[str, JsonValue]) -> JsonValue:
    """A call's argument with its templates filled in; a text that is exactly one `{{ expression }}` keeps its type.

    Raises: jinja2.TemplateError.
    """
    if isinstance(template, list):
        return [evaluate(item, slots) for item in template]
    if isinstance(template, dict):
        return {key: evaluate(item, slots) for key, item in template.items()}
    if not isinstance(template, str):
        return template
    single = _EXPRESSION.match(template.strip())
    if single is not None:
        return _plain(_expression(single.group(1))(**dict(slots)))
    return render(template, slots)


def money(value: JsonValue, symbol: str = "$", decimals: int | None = None) -> str:
    """An amount with its symbol and separators; cents only where there are any, unless `decimals` says so."""
    amount = values.number(value)
    if amount is None:
        return MISSING
    places = decimals if decimals is not None else (0 if float(amount).is_integer() else 2)
    return f"{'-' if amount < 0 else ''}{symbol}{abs(amount):,.{places}f}"


def number(value: JsonValue, decimals: int | None = None) -> str:
    """A number with separators; by default as many decimals as it needs, two at most."""
    found = values.number(value)
    if found is None:
        return MISSING
    if decimals is not None:
        return f"{found:,.{decimals}f}"
    return f"{found:,.0f}" if found.is_integer() else f"{found:,.2f}".rstrip("0").rstrip(".")


def percent(value: JsonValue, decimals: int = 1) -> str:
    """A fraction as a percentage: 0.085 is 8.5%."""
    found = values.number(value)
    return MISSING if found is None else f"{found * 100:.{decimals}f}%"


def group_by(items: Iterable[values.Row], key: str) -> list[Group]:
    """The rows grouped by a column, in the order in which its values first appear."""
    groups = dict[str, Group]()
    for item in items:
        groups.setdefault(str(item.get(key)), Group(item.get(key), [])).rows.append(item)
    return list(groups.values())


def sum_of(items: Iterable[values.Row], key: str) -> float:
    """The sum of a column; empty cells and text count nothing."""
    return sum(_column(items, key))


def mean_of(items: Iterable[values.Row], key: str) -> float | None:
    """The mean of a column's numbers; None without any."""
    found = _column(items, key)
    return statistics.fmean(found) if found else None


def rank_by(items: Iterable[values.Row], key: str, reverse: bool = True) -> list[values.Row]:  # noqa: FBT001, FBT002 a template's filter is called by position
    """The rows by a column, the largest first; rows without a number come last."""
    known = list(items)
    ranked = [item for item in known if values.number(item.get(key)) is not None]
    ranked.sort(key=lambda item: values.number(item.get(key)) or 0.0, reverse=reverse)
    return [*ranked, *(item for item in known if values.number(item.get(key)) is None)]


def first_sentence(text: JsonValue) -> str:
    """The first sentence of a text, on one line."""
    flat = " ".join(values.text(text).split())
    return _SENTENCE_END.split(flat, maxsplit=1)[0]


def add_working_days(day: JsonValue, count: int) -> str:
    """The ISO date some working days (Monday to Friday) after a day; public holidays are not taken out."""
    found = date.fromisoformat(values.text(day)[:10])
    left = count
    while left > 0:
        found += timedelta(days=1)
        left -= found.weekday() < 5
    return found.isoformat()


def pivot(items: Iterable[values.Row], index: str, columns: str, cells: str) -> list[values.Row]:
    """Long rows made wide: one row for each value of `index`, one column for each value of `columns`."""
    wide = dict[str, values.Row]()
    for item in items:
        row = wide.setdefault(str(item.get(index)), {index: item.get(index)})
        row[values.text(item.get(columns)) or str(item.get(columns))] = item.get(cells)
    return list(wide.values())


def to_number(value: JsonValue, default: float | None = None) -> float | None:
    """The number in a value, also when it is written as text; the default without one."""
    found = values.number(value)
    return default if found is None else found


def _column(items: Iterable[values.Row], key: str) -> list[float]:
    return [found for item in items if (found := values.number(item.get(key))) is not None]


def _square_root(value: float) -> float:
    return math.sqrt(value)


def _normal_tail(z: float) -> float:
    """The two-sided p value of a standard normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def _plain(value: object) -> JsonValue:
    """What an expression gave, as JSON: an empty slot is null, anything that can be gone through is a list."""
    if isinstance(value, jinja2.Undefined):
        return None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        known = cast("Mapping[object, object]", value)
        return {str(key): _plain(item) for key, item in known.items()}
    return [_plain(item) for item in cast("Iterable[object]", value)] if isinstance(value, Iterable) else str(value)


def _environment() -> ImmutableSandboxedEnvironment:
    # Markdown for a model's answer, not HTML: the page that shows it escapes it.
    environment = ImmutableSandboxedEnvironment(  # nosec B701
        undefined=_Missing, autoescape=False
    )
    filters: dict[str, Callable[..., object]] = {
        "money": money,
        "number": number,
        "percent": percent,
        "group_by": group_by,
        "sum_of": sum_of,
        "mean_of": mean_of,
        "rank_by": rank_by,
        "first_sentence": first_sentence,
        "to_number": to_number,
        "add_working_days": add_working_days,
        "pivot": pivot,
        "sqrt": _square_root,
        "normal_tail": _normal_tail,
    }
    environment.filters.update(filters)
    return environment


_ENVIRONMENT = _environment()


@lru_cache(maxsize=256)
def _compiled(template: str) -> jinja2.Template:
    return _ENVIRONMENT.from_string(template)


@lru_cache(maxsize=256)
def _expression(source: str) -> TemplateExpression:
    return _ENVIRONMENT.compile_expression(source)
