"""Worked examples: every figure comes from a real result; what failed is said and left out."""

from tests.simulator.talking import DEMO, Talk


async def played(code: str, ask: str, *files: str, failing: frozenset[str] = frozenset()) -> tuple[Talk, str]:
    talk = Talk(code)
    talk.box.failing = failing
    for name in files:
        await talk.box.attach(DEMO / "files" / name)
    talk.box.add_documents(DEMO / "documents")
    return talk, talk.ask(ask)


async def test_the_answer_is_built_from_the_results() -> None:
    talk, answer = await played("DATA-02", "What moved revenue last quarter?", "sales-quarter.csv")
    rows = talk.box.files["file-1"].tables[0].rows
    revenue = {
        quarter: sum(int(row[6]) for row in rows if row[0] == quarter and row[6]) for quarter in ("2026-Q2", "2026-Q3")
    }
    assert f"A${revenue['2026-Q2']:,}" in answer
    assert f"A${revenue['2026-Q3']:,}" in answer
    assert "[2]" in answer


async def test_the_answer_follows_changed_data() -> None:
    talk = Talk("DATA-02")
    await talk.box.attach(DEMO / "files" / "landing-ab.csv")
    rows = talk.box.files["file-1"].tables[0].rows
    for row in rows:
        row[3] = str(int(row[3]) + (40 if row[1] == "new" else 0))
    assert "Yes" in talk.ask("Did the new page help?").split("\n", maxsplit=1)[0]


async def test_calls_are_made_one_at_a_time_with_distinct_ids() -> None:
    talk, _ = await played("QUALIFIER-01", "Which of these do we call first?", "leads-builders.csv")
    turns = [message["tool_calls"] for message in talk.messages if message.get("tool_calls")]
    assert all(len(calls) == 1 for calls in turns)
    assert len({calls[0]["id"] for calls in turns}) == len(turns)


async def test_a_failed_call_is_said_and_what_rests_on_it_is_left_out() -> None:
    failing = frozenset({"inbox_create_task"})
    _, answer = await played("QUALIFIER-01", "Which of these do we call first?", "leads-builders.csv", failing=failing)
    assert "`inbox.create_task` failed: The tool is out of order." in answer
    assert "is in the inbox" not in answer
    assert "**1**" not in answer
    assert "Score" in answer


async def test_without_the_data_there_is_no_result() -> None:
    failing = frozenset({"knowledge_query_table"})
    talk, answer = await played(
        "QUALIFIER-01", "Which of these do we call first?", "leads-builders.csv", failing=failing
    )
    assert answer.startswith("The work could not be finished")
    assert "inbox_create_task" not in talk.called


async def test_a_tool_that_is_not_offered_is_not_called() -> None:
    talk = Talk("DATA-02", tools=("knowledge_query_table", "knowledge_read_file"))
    await talk.box.attach(DEMO / "files" / "sales-quarter.csv")
    answer = talk.ask("What moved revenue last quarter?")
    assert "knowledge_draw_chart" not in talk.called
    assert "`knowledge.draw_chart` failed: the tool is not available here." in answer
    assert "Chart:" not in answer


async def test_the_same_conversation_gets_the_same_answer() -> None:
    first, one = await played("DATA-02", "Did the new page help?", "landing-ab.csv")
    second, two = await played("DATA-02", "Did the new page help?", "landing-ab.csv")
    assert one == two
    assert first.messages == second.messages
