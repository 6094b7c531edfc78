"""A table whose columns get their type when they are first used."""

import difflib
import re
from collections.abc import Sequence

from directorate.kit.errors import FieldError
from directorate.knowledge.errors import TableQueryInvalid
from directorate.knowledge.tables import columns
from directorate.knowledge.tables.columns import Column, ColumnType


class Table:
    """A table whose columns get their type when they are first used."""

    def __init__(self, name: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.name = name
        self.names = list(names)
        self.rows = rows
        self._typed: dict[str, Column] = {}

    def cells(self, name: str) -> list[str]:
        """The cells of a column as they were written."""
        index = self.names.index(name)
        return [row[index] for row in self.rows]

    def find(self, wanted: str, pointer: str) -> Column:
        """The column of that name; case, spaces and underscores do not matter when only one name fits.

        Raises: `TableQueryInvalid` naming the nearest column and all columns.
        """
        name = wanted if wanted in self.names else only_similar(wanted, self.names)
        if name is None:
            near = difflib.get_close_matches(wanted.lower(), [item.lower() for item in self.names], n=1, cutoff=0.5)
            nearest = next((item for item in self.names if near and item.lower() == near[0]), "")
            hint = f" Did you mean {nearest!r}?" if nearest else ""
            raise invalid(
                f"The table {self.name!r} has no column {wanted!r}.{hint}",
                fix=f"Columns: {', '.join(self.names)}.",
                pointer=pointer,
                rule="is not a column of the table",
            )
        if name not in self._typed:
            self._typed[name] = columns.typed(name, self.cells(name))
        return self._typed[name]

    def column(self, name: str) -> Column:
        """A column by its exact name."""
        return self.find(name, "")


def invalid(detail: str, *, fix: str, pointer: str, rule: str) -> TableQueryInvalid:
    """The error for one clause that does not fit."""
    return TableQueryInvalid(detail, fix=fix, errors=[FieldError(pointer, rule)])


def only_similar(wanted: str, names: Sequence[str]) -> str | None:
    """The one name that differs only in case, spaces and punctuation, or None."""

    def plain(name: str) -> str:
        return re.sub(r"[\W_]+", "", name).lower()

    similar = [name for name in names if plain(name) == plain(wanted)]
    return similar[0] if len(similar) == 1 and plain(wanted) else None


def why_text(table: Table, column: Column) -> str:
    """Which cells keep a column from being numbers, when most of it is."""
    wrong = columns.misfits(table.cells(column.name), ColumnType.DECIMAL)
    count = len(columns.filled(column.values))
    if column.type is not ColumnType.TEXT or len(wrong) * 2 > count:
        return ""
    if not wrong:
        return " Its numbers are in different units or forms."
    shown = ", ".join(f"row {row}: {text!r}" for row, text in wrong[:3])
    return f" {len(wrong)} of its {count} values are not numbers ({shown})."
