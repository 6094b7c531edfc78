"""Tables: column types, exact figures, filters, groups, orders, and questions that do not fit."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directorate.knowledge.errors import TableQueryInvalid
from directorate.knowledge.tables.clauses import Query
from directorate.knowledge.tables.columns import ColumnType, Value, typed
from directorate.knowledge.tables.engine import Answer, answer
from directorate.knowledge.tables.table import Table

SALES = Table(
    "sales",
    ["Region", "Deal value", "Closed", "Won", "Share"],
    [
        ["North", "$1,200.50", "3/4/2025", "yes", "10%"],
        ["south", "($20)", "13/4/2025", "no", "5.5%"],
        ["North", "", "1/7/2025", "no", ""],
        ["", "$0.25", "", "yes", "1%"],
    ],
)


def ask(table: Table = SALES, **clauses: object) -> Answer:
    return answer(table, Query.model_validate(clauses))


@dataclass
class TypeCase:
    cells: list[str]
    type: ColumnType
    values: list[Value]
    unit: str = ""


TYPES = [
    TypeCase(["1", "-2", "−3", "+4"], ColumnType.INTEGER, [1, -2, -3, 4]),
    TypeCase(["1,234", "12"], ColumnType.INTEGER, [1234, 12]),
    TypeCase(["1.50", "2"], ColumnType.DECIMAL, [Decimal("1.50"), 2]),
    TypeCase(["1.234,50", "2,5"], ColumnType.DECIMAL, [Decimal("1234.50"), Decimal("2.5")]),
    TypeCase(["1 234,5"], ColumnType.DECIMAL, [Decimal("1234.5")]),
    TypeCase(["1.5E-05", "2"], ColumnType.DECIMAL, [Decimal("0.000015"), 2]),
    TypeCase(["$5", "-$6.10", "(7)"], ColumnType.DECIMAL, [5, Decimal("-6.10"), -7], "$"),
    TypeCase(["AUD 5", "AUD 6"], ColumnType.INTEGER, [5, 6], "AUD"),
    TypeCase(["5 €", "1.000,5 €"], ColumnType.DECIMAL, [5, Decimal("1000.5")], "€"),
    TypeCase(["12.5%", "0"], ColumnType.TEXT, ["12.5%", "0"]),
    TypeCase(["12.5%", "3%"], ColumnType.DECIMAL, [Decimal("12.5"), 3], "%"),
    TypeCase(["$5", "€5"], ColumnType.TEXT, ["$5", "€5"]),
    TypeCase(["n/a", "3", "-"], ColumnType.INTEGER, [None, 3, None]),
    TypeCase(["0412", "1"], ColumnType.TEXT, ["0412", "1"]),
    TypeCase(["+61 400 123 456"], ColumnType.TEXT, ["+61 400 123 456"]),
    TypeCase(["4111111111111111"], ColumnType.TEXT, ["4111111111111111"]),
    TypeCase(["Yes", "n", ""], ColumnType.BOOLEAN, [True, False, None]),
    TypeCase(["2025-02-01", "2025/3/1"], ColumnType.DATE, [dt.date(2025, 2, 1), dt.date(2025, 3, 1)]),
    TypeCase(["3/4/2025", "4/5/25"], ColumnType.DATE, [dt.date(2025, 4, 3), dt.date(2025, 5, 4)]),
    TypeCase(["3/4/2025", "4/15/2025"], ColumnType.DATE, [dt.date(2025, 3, 4), dt.date(2025, 4, 15)]),
    TypeCase(["Jan 5, 2025", "5 Feb 2024"], ColumnType.DATE, [dt.date(2025, 1, 5), dt.date(2024, 2, 5)]),
    TypeCase(["2025-01-01T10:00+10:00"], ColumnType.DATE, [dt.datetime(2025, 1, 1)]),  # noqa: DTZ001
    TypeCase(["2025-02-30"], ColumnType.TEXT, ["2025-02-30"]),
    TypeCase(["12", "twelve"], ColumnType.TEXT, ["12", "twelve"]),
    TypeCase(["", " "], ColumnType.TEXT, [None, None]),
]


@pytest.mark.parametrize("case", TYPES, ids=lambda case: " ".join(case.cells))
def test_a_column_has_the_narrowest_type_that_every_cell_fits(case: TypeCase) -> None:
    column = typed("c", case.cells)

    assert (column.type, list(column.values), column.unit) == (case.type, case.values, case.unit)


def test_without_clauses_all_rows_come_typed() -> None:
    result = ask()

    assert result.rows[1] == {
        "Region": "south",
        "Deal value": -20,
        "Closed": "2025-04-13",
        "Won": False,
        "Share": 5.5,
    }
    assert (result.matched_rows, result.total_rows) == (4, 4)


@dataclass
class Asked:
    label: str
    clauses: dict[str, object]
    rows: list[dict[str, object]]


ASKED = [
    Asked(
        "a column is found without regard to case and blanks",
        {"select": ["deal_value"], "limit": 1},
        [{"Deal value": 1200.5}],
    ),
    Asked(
        "equal ignores case",
        {"select": ["Region"], "filter": [{"column": "Region", "value": "NORTH"}]},
        [{"Region": "North"}] * 2,
    ),
    Asked(
        "unequal keeps empty cells",
        {"select": ["Region"], "filter": [{"column": "Region", "operator": "!=", "value": "north"}]},
        [{"Region": "south"}, {"Region": None}],
    ),
    Asked(
        "numbers compare as numbers",
        {"select": ["Deal value"], "filter": [{"column": "Deal value", "operator": "<", "value": 1}]},
        [{"Deal value": -20}, {"Deal value": 0.25}],
    ),
    Asked(
        "dates compare as dates",
        {"select": ["Region"], "filter": [{"column": "Closed", "operator": ">=", "value": "2025-04-13"}]},
        [{"Region": "south"}, {"Region": "North"}],
    ),
    Asked(
        "in takes a list",
        {"select": ["Region"], "filter": [{"column": "Deal value", "operator": "in", "value": [-20, "0.25"]}]},
        [{"Region": "south"}, {"Region": None}],
    ),
    Asked(
        "contains looks inside",
        {"select": ["Region"], "filter": [{"column": "Region", "operator": "contains", "value": "OUT"}]},
        [{"Region": "south"}],
    ),
    Asked("empty", {"select": ["Closed"], "filter": [{"column": "Region", "operator": "empty"}]}, [{"Closed": None}]),
    Asked(
        "true",
        {"select": ["Region"], "filter": [{"column": "Won", "value": True}]},
        [{"Region": "North"}, {"Region": None}],
    ),
    Asked(
        "order puts empty cells last",
        {"select": ["Region"], "order": [{"column": "Deal value", "descending": True}]},
        [{"Region": "North"}, {"Region": None}, {"Region": "south"}, {"Region": "North"}],
    ),
    Asked(
        "group alone counts",
        {"group": ["Region"]},
        [{"Region": "North", "count": 2}, {"Region": "south", "count": 1}, {"Region": None, "count": 1}],
    ),
    Asked(
        "dates group by month",
        {"group": [{"column": "Closed", "by": "month"}], "filter": [{"column": "Closed", "operator": "filled"}]},
        [{"Closed_month": "2025-04", "count": 2}, {"Closed_month": "2025-07", "count": 1}],
    ),
    Asked(
        "figures over all rows",
        {
            "select": [
                {"column": "Deal value", "function": "sum", "as": "total"},
                {"column": "*", "function": "count"},
                {"column": "Deal value", "function": "count", "as": "valued"},
            ]
        },
        [{"total": 1180.75, "count": 4, "valued": 3}],
    ),
    Asked(
        "a plain column beside figures is grouped by",
        {"select": ["Won", {"column": "Deal value", "function": "max", "as": "top"}], "order": [{"column": "top"}]},
        [{"Won": False, "top": -20}, {"Won": True, "top": 1200.5}],
    ),
    Asked(
        "mean and median keep four places more",
        {"select": [{"column": "Share", "function": "mean"}, {"column": "Share", "function": "median"}]},
        [{"mean_Share": 5.5, "median_Share": 5.5}],
    ),
    Asked(
        "no row, no mean",
        {
            "select": [{"column": "Share", "function": "mean"}, {"column": "Share", "function": "sum"}],
            "filter": [{"column": "Region", "value": "x"}],
        },
        [{"mean_Share": None, "sum_Share": 0}],
    ),
]


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.label)
def test_a_question_is_answered(case: Asked) -> None:
    assert ask(**case.clauses).rows == case.rows


@dataclass
class Misfit:
    clauses: dict[str, object]
    pointer: str
    says: str


MISFITS = [
    Misfit({"select": ["Regions"]}, "/select/0", "Did you mean 'Region'?"),
    Misfit({"filter": [{"column": "nope", "value": 1}]}, "/filter/0/column", "has no column 'nope'"),
    Misfit({"filter": [{"column": "Closed", "value": "soon"}]}, "/filter/0/value", "holds date values"),
    Misfit({"filter": [{"column": "Deal value", "operator": ">"}]}, "/filter/0/value", "needs one value"),
    Misfit({"select": [{"column": "Region", "function": "sum"}]}, "/select/0/column", "sum needs numbers"),
    Misfit({"select": [{"column": "*", "function": "sum"}]}, "/select/0/column", "only count takes *"),
    Misfit({"select": ["Won"], "group": ["Region"]}, "/select/0", "not grouped by it"),
    Misfit({"group": [{"column": "Region", "by": "month"}]}, "/group/0/by", "not dates"),
    Misfit({"group": ["Region"], "order": [{"column": "Won"}]}, "/order/0/column", "no column 'Won' to order by"),
]


@pytest.mark.parametrize("case", MISFITS, ids=lambda case: case.says)
def test_a_question_that_does_not_fit_names_the_clause_and_the_fix(case: Misfit) -> None:
    with pytest.raises(TableQueryInvalid) as caught:
        ask(**case.clauses)

    assert case.says in caught.value.detail
    assert caught.value.errors[0].pointer == case.pointer
    assert caught.value.fix


def test_a_sum_over_nearly_numbers_names_the_cells_in_the_way() -> None:
    table = Table("t", ["cost"], [["10"], ["20"], ["tbd"], ["30"]])

    with pytest.raises(TableQueryInvalid, match=r"1 of its 4 values are not numbers \(row 3: 'tbd'\)"):
        ask(table, select=[{"column": "cost", "function": "sum"}])


def test_a_profile_describes_every_column() -> None:
    profile = {item.column: item for item in ask(profile=True).profile or []}

    region, value = profile["Region"], profile["Deal value"]
    assert (region.filled, region.empty, region.distinct, region.top[0]) == (3, 1, 2, ("North", 2))
    assert (value.minimum, value.maximum, value.mean, value.unit) == (-20, 1200.5, 393.583333, "$")


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c", ""]), amounts), min_size=1, max_size=60))
def test_the_sums_of_groups_add_up_to_the_total(rows: list[tuple[str, Decimal]]) -> None:
    table = Table("t", ["key", "amount"], [[key, str(amount)] for key, amount in rows])
    figure = {"column": "amount", "function": "sum", "as": "sum"}

    groups = ask(table, group=["key"], select=[figure]).rows
    total = ask(table, select=[figure]).rows[0]["sum"]

    assert sum(Decimal(str(row["sum"])) for row in groups) == Decimal(str(total)) == sum(amount for _, amount in rows)


@given(st.lists(st.integers(-99, 99), max_size=40), st.integers(-99, 99))
def test_a_filter_and_its_opposite_split_the_rows(numbers: list[int], border: int) -> None:
    table = Table("t", ["n"], [[str(number)] for number in numbers])

    below = ask(table, filter=[{"column": "n", "operator": "<", "value": border}]) if numbers else None
    above = ask(table, filter=[{"column": "n", "operator": ">=", "value": border}]) if numbers else None

    if below and above:
        assert below.matched_rows + above.matched_rows == len(numbers)
        assert below.matched_rows == sum(number < border for number in numbers)


@given(st.lists(st.one_of(st.none(), st.integers(-999, 999)), min_size=1, max_size=40))
def test_an_order_sorts_and_keeps_every_row(numbers: list[int | None]) -> None:
    table = Table("t", ["n", "id"], [["" if n is None else str(n), str(at)] for at, n in enumerate(numbers)])

    rows = ask(table, order=[{"column": "n"}], limit=1000).rows

    shown = [row["n"] for row in rows if row["n"] is not None]
    assert shown == sorted(number for number in numbers if number is not None)
    assert sorted(str(row["id"]) for row in rows) == sorted(str(at) for at in range(len(numbers)))
