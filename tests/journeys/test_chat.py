"""A chat message's whole way: accepted, answered with tools and sources, streamed, resumed, stopped, logged, paid."""

import asyncio

import pytest

from tests.product import Product

pytestmark = pytest.mark.journey


async def test_a_question_about_a_table_is_answered_from_it_with_sources(product: Product) -> None:
    mara = await product.register()
    await mara.hire("DATA-02")
    file = await mara.upload("sales-quarter.csv")
    answer = await mara.ask("DATA-02", "What moved revenue last quarter?", file_ids=[file["id"]])
    assert answer["status"] == "done", answer
    assert [call["name"] for call in answer["tool_calls"]][:2] == ["knowledge.read_file", "knowledge.query_table"]
    assert all(call["status"] == "done" for call in answer["tool_calls"]), answer["tool_calls"]
    assert answer["citations"]
    assert {str(item["file_id"]) for item in answer["citations"]} <= {file["id"], *_written(answer)}
    assert answer["cost_micros"] > 0
    assert answer["simulated"] is True


def _written(answer: dict) -> set[str]:
    return {item["file_id"] for item in answer["citations"] if item["kind"] == "file" and item["file_id"]}


async def test_a_stream_can_be_resumed_without_gaps_or_repeats(product: Product) -> None:
    mara = await product.register()
    await mara.hire("Author-01")
    events = [event async for event in mara.stream("Author-01", "What do you do?")]
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    assert events[0].type == "start"
    assert events[-1].type == "done"
    text = "".join(event.data["text"] for event in events if event.type == "delta")
    assert text == events[-1].data["message"] != ""
    interaction = events[0].data["interaction_id"]
    for seen in (0, 2, len(events) - 1):
        again = await mara.follow(interaction, after=seen)
        assert [(event.id, event.data) for event in again] == [(event.id, event.data) for event in events[seen:]]


async def test_the_conversation_and_the_log_hold_what_was_said(product: Product) -> None:
    mara = await product.register()
    await mara.hire("QUALIFIER-01")
    first = await mara.ask("QUALIFIER-01", "What do you do?")
    second = await mara.ask("QUALIFIER-01", "Which of these do we call first?", session_id=first["session_id"])
    session = (await mara.get(f"/sessions/{first['session_id']}")).json()
    assert [message["role"] for message in session["messages"]] == ["user", "agent", "user", "agent"]
    assert session["messages"][3]["text"] == second["message"]
    assert session["title"] == "What do you do?"
    log = (await mara.get("/interactions")).json()["items"]
    assert [item["interaction_id"] for item in log] == [second["interaction_id"], first["interaction_id"]]


async def test_a_stopped_answer_keeps_its_text_and_is_paid_for_what_was_used(product: Product) -> None:
    mara = await product.register()
    await mara.hire("DATA-02")
    await product.faults(provider="sandbox_model", delay_s=20, calls=1)
    stopped = None
    async for event in mara.stream("DATA-02", "What do you do?"):
        if event.type == "start":
            interaction = event.data["interaction_id"]
            assert (await mara.post(f"/interactions/{interaction}/cancel")).status_code == 202
        stopped = event
    assert stopped is not None
    assert stopped.data["status"] == "cancelled"


async def test_a_question_outside_the_domain_is_referred(product: Product) -> None:
    mara = await product.register()
    await mara.hire("Author-01")
    catalogue = (await mara.http.get("/v1/agents/Author-01")).json()
    example = catalogue["out_of_scope_examples"][0]
    answer = await mara.ask("Author-01", example["ask"])
    assert answer["referral_triggered"] is True
    assert answer["suggested_agent"]["code"] == example["refer_to"]
    assert answer["suggested_agent"]["is_hired"] is False


async def test_a_second_message_waits_until_the_first_is_answered(product: Product) -> None:
    mara = await product.register()
    await mara.hire("DATA-02")
    first = await mara.ask("DATA-02", "What do you do?")
    bodies = [{"message": f"And {n}?", "session_id": first["session_id"]} for n in range(4)]
    answers = await asyncio.gather(*(mara.post("/agents/DATA-02/execute", body) for body in bodies))
    codes = sorted(answer.status_code for answer in answers)
    assert codes[0] == 200
    assert set(codes) <= {200, 409}
    refused = [answer.json()["code"] for answer in answers if answer.status_code == 409]
    assert set(refused) <= {"session_busy"}
