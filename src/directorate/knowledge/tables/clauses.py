"""The clauses of a question to a table, and the form of its answer."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from directorate.knowledge.tables.columns import ColumnType

Cell: TypeAlias = int | float | bool | str | None
Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "in", "empty", "filled"]
Function: TypeAlias = Literal["sum", "mean", "median", "min", "max", "count", "distinct"]
Part: TypeAlias = Literal["day", "week", "month", "quarter", "year"]


class _Clause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Aggregate(_Clause):
    """One figure over the rows of a group, or over all rows."""

    column: str = Field(description="A column, or * with count for the number of rows.")
    function: Function
    as_: str | None = Field(default=None, alias="as", description="Name of the result, e.g. total.")

    @property
    def name(self) -> str:
        """The name of the result column."""
        return self.as_ or ("count" if self.column == "*" else f"{self.function}_{self.column}")


class Filter(_Clause):
    """Rows to keep. Text is compared without regard to case; != keeps rows in which the cell is empty."""

    column: str
    operator: Operator = "="
    value: bool | int | float | str | list[bool | int | float | str] | None = Field(
        default=None, description="A value; a list for in; nothing for empty and filled."
    )


class Group(_Clause):
    """Rows with the same value, or with dates in the same part of the calendar, become one."""

    column: str
    by: Part | None = Field(default=None, description="For a date column: day, week, month, quarter or year.")

    @property
    def name(self) -> str:
        """The name of the result column."""
        return f"{self.column}_{self.by}" if self.by else self.column


class Order(_Clause):
    """Order of the result rows, by a result or table column. Empty cells come last."""

    column: str
    descending: bool = False


class Query(_Clause):
    """A question to one table."""

    select: tuple[str | Aggregate, ...] | None = None
    filter: tuple[Filter, ...] = ()
    group: tuple[str | Group, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int = Field(default=50, ge=1, le=1000)
    profile: bool = False


class ColumnOut(BaseModel):
    """A column of a result. `unit` is a currency or `%` (12% is the number 12)."""

    name: str
    type: ColumnType
    unit: str = ""


class ColumnProfile(BaseModel):
    """What a column holds, over the rows that passed the filter."""

    column: str
    type: ColumnType
    unit: str = ""
    filled: int
    empty: int
    distinct: int
    minimum: Cell = None
    maximum: Cell = None
    mean: Cell = None
    top: list[tuple[Cell, int]]


class Answer(BaseModel):
    """The result of a query. `matched_rows` are the rows that passed the filter, `total_rows` those of the table."""

    columns: list[ColumnOut]
    rows: list[dict[str, Cell]]
    matched_rows: int
    total_rows: int
    profile: list[ColumnProfile] | None = None
