"""What is known about a table before it is asked anything: its columns, from the profile the tool returns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from directorate.simulator.mind import values
from directorate.simulator.mind.words import stems

_NUMBER_TYPES = ("int", "num", "float", "dec", "double", "money", "real", "currency", "percent")
_DATE_TYPES = ("date", "time")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNITS = frozenset({"pct", "kg", "km", "kw", "kwh", "hr", "min", "num", "no", "id"})
_CURRENCIES = {"aud": "A$", "usd": "US$", "nzd": "NZ$", "eur": "€", "gbp": "£"}
_FEW = 30


@dataclass(frozen=True)
class Column:
    """One column as profiled; numbers are None where the profile has none."""

    name: str
    type: str
    unit: str
    filled: int
    empty: int
    distinct: int
    minimum: JsonValue
    maximum: JsonValue
    mean: float | None
    top: tuple[tuple[JsonValue, int], ...]

    @property
    def is_number(self) -> bool:
        """Whether it can be summed."""
        return self.type.lower().startswith(_NUMBER_TYPES)

    @property
    def is_date(self) -> bool:
        """Whether it holds dates."""
        return self.type.lower().startswith(_DATE_TYPES)

    @property
    def is_key(self) -> bool:
        """Whether it tells rows apart rather than grouping them: every value is there once."""
        return self.filled > 3 and self.distinct >= self.filled

    @property
    def groups(self) -> bool:
        """Whether rows can sensibly be grouped by it."""
        return (
            not self.is_key
            and 1 < self.distinct <= _FEW
            and not self.is_date
            and not (self.is_number and self.distinct > 12)
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The stems of its name, without units."""
        spaced = _CAMEL.sub(" ", self.name.replace("_", " "))
        named = [item for item in stems(spaced) if item not in _UNITS and item not in _CURRENCIES]
        return tuple(named or stems(spaced) or [self.name.lower()])

    @property
    def label(self) -> str:
        """Its name as a reader would write it, without the currency."""
        spaced = _CAMEL.sub(" ", self.name.replace("_", " ")).strip()
        kept = [word for word in spaced.split() if word.lower() not in _CURRENCIES]
        return " ".join(kept) or spaced

    @property
    def currency(self) -> str:
        """The sign to set before its amounts: that of its cells, else that of a code in its name; empty for none."""
        if self.unit and self.unit != "%":
            return _CURRENCIES.get(self.unit.lower(), self.unit)
        last = self.name.lower().replace("_", " ").split()[-1:]
        return _CURRENCIES.get(last[0], "") if last else ""


@dataclass(frozen=True)
class Table:
    """A table: its columns, its number of rows, and how to cite it."""

    file_id: str
    name: str
    columns: tuple[Column, ...]
    total_rows: int
    cite: str

    def column(self, name: str) -> Column | None:
        """The column of this name."""
        return next((column for column in self.columns if column.name == name), None)


def table(file_id: str, name: str, result: JsonValue) -> Table:
    """The table a profile describes."""
    return Table(
        file_id=file_id,
        name=values.text(values.dig(result, "name")) or name,
        columns=tuple(_columns(values.rows(values.dig(result, "profile")))),
        total_rows=values.whole(values.dig(result, "total_rows")),
        cite=cite(result),
    )


def cite(result: JsonValue) -> str:
    """The citation mark of a tool's result, with a space before it."""
    n = values.whole(values.dig(result, "source.n"))
    return f" [{n}]" if n else ""


def _columns(profile: Iterable[values.Row]) -> Iterable[Column]:
    for entry in profile:
        yield Column(
            name=values.text(entry.get("column")) or values.text(entry.get("name")),
            type=values.text(entry.get("type")) or "text",
            unit=values.text(entry.get("unit")),
            filled=values.whole(entry.get("filled")),
            empty=values.whole(entry.get("empty")),
            distinct=values.whole(entry.get("distinct")),
            minimum=entry.get("minimum"),
            maximum=entry.get("maximum"),
            mean=values.number(entry.get("mean")),
            top=tuple(_top(entry.get("top"))),
        )


def _top(value: JsonValue) -> Iterable[tuple[JsonValue, int]]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, list) and len(item) == 2:
            yield item[0], values.whole(item[1])
