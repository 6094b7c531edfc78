"""Free questions about an attached table: the figure, where it comes from, how it was reached."""

from dataclasses import dataclass

import pytest

from tests.simulator.talking import DEMO, Talk


@dataclass(frozen=True)
class Case:
    file: str
    ask: str
    holds: tuple[str, ...]


CASES = [
    Case("sales-quarter.csv", "What is the total revenue by product?", ("Home battery 10 kWh", "A$1,414,400", "41.0%")),
    Case("sales-quarter.csv", "Which channel sold the most units?", ("**Website** has the highest", "383")),
    Case("sales-quarter.csv", "Which channel sold the fewest units?", ("**Partner** has the lowest", "139")),
    Case("sales-quarter.csv", "Average unit price of heat-pump hot water?", ("A$3,274.81", "over 77 rows")),
    Case("sales-quarter.csv", "How many rows have a revenue over 50,000?", ("**0** rows", "0.0% of 308")),
    Case("sales-quarter.csv", "Compare website and partner revenue", ("A$1,544,800", "A$573,470")),
    Case("sales-quarter.csv", "How many units were sold?", ("total units", "**871**")),
    Case("sales-quarter.csv", "Top 2 products by revenue", ("Home battery", "2 more groups are not shown")),
    Case("sales-quarter.csv", "Show the revenue by quarter", ("2026-Q3", "A$1,849,280")),
    Case(
        "sales-quarter.csv", "Which channel brought in the most money?", ("**Website** has the highest", "A$1,544,800")
    ),
    Case("leads-builders.csv", "How many leads are there per state?", ("**NSW**", "**73**", "60.8% of 120")),
    Case("leads-builders.csv", "What share of leads comes from referral?", ("**14** rows", "11.7% of 120")),
    Case("leads-builders.csv", "List the leads with missing phone", ("**11** rows", "Quarry Constructions")),
    Case("leads-builders.csv", "How many different suburbs are there?", ("suburb is **18**",)),
    Case("leads-builders.csv", "median employees", ("**16**", "over 113 rows")),
    Case("leads-builders.csv", "which leads in NSW have a budget above 5k", ("**14** rows", "state is NSW")),
    Case("leads-builders.csv", "Who has the highest budget?", ("A$9,000", "5 more rows")),
]


async def with_table(file: str, code: str = "DATA-02") -> Talk:
    talk = Talk(code)
    await talk.box.attach(DEMO / "files" / file)
    return talk


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.ask)
async def test_a_question_is_answered_with_its_figure(case: Case) -> None:
    talk = await with_table(case.file)
    answer = talk.ask(case.ask)
    for piece in case.holds:
        assert piece in answer
    assert "[2]" in answer
    assert "**Method:**" in answer


async def test_a_trend_is_told_and_drawn_when_a_chart_is_asked_for() -> None:
    talk = await with_table("sales-quarter.csv")
    answer = talk.ask("Show the revenue by month as a chart")
    name, arguments = talk.box.calls[-1]
    assert name == "knowledge_draw_chart"
    assert arguments["kind"] == "line"
    assert arguments["rows"][0] == {"month": "2026-03", "total revenue": 117370.0}
    assert "rose from A$117,370 in 2026-03 to **A$443,980** in 2026-09" in answer
    assert "2026-03 has far fewer rows" in answer
    assert "![Total revenue by month](/files/chart-1)" in answer


async def test_empty_cells_are_named_as_a_caveat() -> None:
    talk = await with_table("sales-quarter.csv")
    assert "3 of 308 rows have no `revenue_aud`; they are left out." in talk.ask("What is the total revenue?")


async def test_an_outlier_is_named_as_a_caveat() -> None:
    talk = await with_table("sales-quarter.csv")
    talk.box.files["file-1"].tables[0].rows[0][6] = "9900000"
    assert "times the mean: check it." in talk.ask("What is the total revenue?")


async def test_a_question_about_something_else_shows_what_the_table_holds() -> None:
    talk = await with_table("leads-builders.csv")
    answer = talk.ask("Is it raining in Balmain?")
    assert "names nothing that stands in leads-builders.csv" in answer
    assert "120 rows and 14 columns" in answer


async def test_follow_ups_keep_what_they_do_not_change() -> None:
    talk = await with_table("sales-quarter.csv")
    talk.ask("What is the total revenue by product?")
    by_channel = talk.ask("And by channel?")
    assert "| Website | A$1,544,800 |" in by_channel
    assert "A$18,368.83" not in by_channel


async def test_a_narrowing_follow_up_keeps_measure_and_group() -> None:
    talk = await with_table("sales-quarter.csv")
    talk.ask("What is the total revenue by product?")
    assert "where channel is Website: **A$630,600**" in talk.ask("Only for the website")


async def test_a_table_that_cannot_be_read_is_said_to_be_so() -> None:
    talk = await with_table("sales-quarter.csv")
    talk.box.failing = frozenset({"knowledge_query_table"})
    answer = talk.ask("What is the total revenue?")
    assert answer == "sales-quarter.csv could not be read: The tool is out of order."
