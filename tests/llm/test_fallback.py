"""A failing model is left for the next one before its first token, never after it; each attempt is on the books."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from pydantic_ai import Agent
from sqlalchemy import select

from directorate.integrations.openai_schemas import Message
from directorate.kit.context import Context
from directorate.kit.db import Database
from directorate.llm import gateway
from directorate.llm.calls import Need, Recorder
from directorate.llm.errors import ModelFailed, ModelRefused, NoModel, StreamBroken
from directorate.llm.health import HealthBoard
from directorate.llm.models import BudgetPeriod, CostEntry
from tests.llm.sandbox_server import SandboxServer

Connect = Callable[..., Awaitable[None]]
NEED = Need(timeout_s=0.6, cache=False)
CHAT = "/v1/chat/completions"


@dataclass(frozen=True)
class Case:
    name: str
    code: str
    fault: dict[str, object] = field(default_factory=dict)
    basis: str = "none"


CASES = [
    Case("rate limited", "provider_429", {"status": 429}),
    Case("server error", "provider_500", {"status": 500}),
    Case("overloaded", "provider_503", {"status": 503}),
    Case("bad key", "provider_401", {"status": 401}),
    Case("silent", "provider_timeout", {"delay_s": 4}, "worst_case"),
    Case("cut at once", "provider_broke_off", {"cut_after_chunks": 0}, "worst_case"),
]


async def rows(database: Database, organization_id: UUID) -> list[CostEntry]:
    async with database.open(organization_id) as ctx:
        for period in await ctx.session.scalars(select(BudgetPeriod)):
            assert period.reserved_micros == 0
        return list(await ctx.session.scalars(select(CostEntry).order_by(CostEntry.id)))


async def ask_streamed(ctx: Context, recorder: Recorder, need: Need = NEED) -> str:
    model = gateway.gateway_model(ctx, need, recorder)
    async with Agent(model).run_stream("Say something about lanterns.") as result:
        return "".join([piece async for piece in result.stream_text(delta=True, debounce_by=None)])


async def ask_whole(ctx: Context, recorder: Recorder) -> str:
    return (await Agent(gateway.gateway_model(ctx, NEED, recorder)).run("Say something about lanterns.")).output


async def ask_plainly(ctx: Context, recorder: Recorder) -> str:
    return (await gateway.complete(ctx, [Message(role="user", content="Name a port.")], NEED, recorder)).text


@pytest.mark.parametrize("ask", [ask_streamed, ask_whole, ask_plainly])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_failure_before_the_first_token_falls_back(
    case: Case,
    ask: Callable[[Context, Recorder], Awaitable[str]],
    database: Database,
    organization_id: UUID,
    connect: Connect,
    sandbox: SandboxServer,
    other_server: SandboxServer,
) -> None:
    await connect(sandbox, other_server)
    sandbox.fault("openai_compatible", **case.fault)
    recorder = Recorder()
    async with database.open(organization_id) as ctx:
        assert await ask(ctx, recorder)
    failed, answered = await rows(database, organization_id)
    assert (failed.status, failed.error_code, failed.basis, failed.connection) == (
        "failed",
        case.code,
        case.basis,
        "server 1",
    )
    assert (answered.status, answered.connection) == ("settled", "server 2")
    assert answered.reason.startswith(f"fallback: server 1/sandbox-1 failed ({case.code})")
    assert [call.status for call in recorder.calls] == ["failed", "settled"]
    assert len(other_server.calls("openai_compatible")) == 1


async def test_a_cut_after_the_first_token_is_a_typed_error_and_pays_for_what_came(
    database: Database, organization_id: UUID, connect: Connect, sandbox: SandboxServer, other_server: SandboxServer
) -> None:
    await connect(sandbox, other_server)
    sandbox.fault("openai_compatible", cut_after_chunks=9)
    recorder, heard = Recorder(), []

    async def listen(ctx: Context) -> None:
        async with Agent(gateway.gateway_model(ctx, NEED, recorder)).run_stream("About lanterns?") as result:
            async for piece in result.stream_text(delta=True, debounce_by=None):
                heard.append(piece)  # noqa: PERF401 what came before the break counts

    async with database.open(organization_id) as ctx:
        with pytest.raises(StreamBroken) as caught:
            await listen(ctx)
    assert heard
    assert caught.value.code == "stream_broken"
    (row,) = await rows(database, organization_id)
    assert (row.status, row.basis, row.error_code) == ("failed", "estimate", "stream_broken")
    assert row.output_tokens > 0
    assert other_server.calls("openai_compatible") == []


async def test_a_request_the_provider_refuses_is_not_tried_elsewhere(
    database: Database, organization_id: UUID, connect: Connect, sandbox: SandboxServer, other_server: SandboxServer
) -> None:
    await connect(sandbox, other_server)
    sandbox.fault("openai_compatible", status=400)
    async with database.open(organization_id) as ctx:
        for ask in (ask_streamed, ask_whole, ask_plainly):
            with pytest.raises(ModelRefused):
                await ask(ctx, Recorder())
    assert other_server.calls("openai_compatible") == []


async def test_when_nothing_answers_the_error_names_each_attempt(
    database: Database, organization_id: UUID, connect: Connect, sandbox: SandboxServer
) -> None:
    await connect(sandbox)
    sandbox.fault("openai_compatible", status=429, retry_after_s=50)
    before = len(sandbox.calls("openai_compatible"))
    async with database.open(organization_id) as ctx:
        with pytest.raises(ModelFailed) as caught:
            await ask_streamed(ctx, Recorder())
        assert "server 1/sandbox-1" in caught.value.detail
        assert 30 < int(caught.value.headers["Retry-After"]) <= 51
        with pytest.raises(NoModel, match=r"asked again in [345]\d s"):
            await ask_streamed(ctx, Recorder())
    assert len(sandbox.calls("openai_compatible")) - before == 1


async def test_an_unreachable_server_costs_nothing(
    database: Database, organization_id: UUID, connect: Connect, other_server: SandboxServer
) -> None:
    await connect("127.0.0.1:9", other_server)
    async with database.open(organization_id) as ctx:
        assert await ask_whole(ctx, Recorder())
    failed, _ = await rows(database, organization_id)
    assert (failed.error_code, failed.basis, failed.cost_micros) == ("provider_unreachable", "none", 0)


@pytest.mark.parametrize("way", ["cancel the task", "close the stream"])
async def test_a_stream_given_up_half_way_is_settled_and_stops_the_provider(
    way: str,
    database: Database,
    organization_id: UUID,
    connect: Connect,
    sandbox: SandboxServer,
    unhurried_server: SandboxServer,
) -> None:
    unhurried_server.reset()
    await connect(unhurried_server)
    recorder, begun = Recorder(), asyncio.Event()

    async def listen() -> None:
        async with database.open(organization_id) as ctx:
            model = gateway.gateway_model(ctx, Need(cache=False), recorder)
        async with Agent(model).run_stream("Say something about lanterns.") as result:
            heard = 0
            async for _ in result.stream_text(delta=True, debounce_by=None):
                heard += 1
                if heard == 5:
                    begun.set()
                    if way == "close the stream":
                        await result.cancel()
                        return

    task = asyncio.create_task(listen())
    await begun.wait()
    if way == "cancel the task":
        task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    (row,) = await rows(database, organization_id)
    assert (row.status, row.basis, row.error_code) == ("cancelled", "estimate", "cancelled")
    assert 0 < row.output_tokens < 40
    assert row.input_tokens > 0
    assert recorder.calls[0].status == "cancelled"
    (call,) = await asyncio.to_thread(unhurried_server.wait_for_calls, "openai_compatible")
    assert call["outcome"] == "aborted"


async def test_an_endpoint_that_just_failed_is_passed_over(
    database: Database, organization_id: UUID, connect: Connect, sandbox: SandboxServer, other_server: SandboxServer
) -> None:
    await connect(sandbox, other_server)
    sandbox.fault("openai_compatible", status=500)
    async with database.open(organization_id) as ctx:
        for _ in range(5):
            assert await ask_plainly(ctx, Recorder())
    assert len(sandbox.calls("openai_compatible")) == 1
    assert len(other_server.calls("openai_compatible")) == 5


def test_a_circuit_closes_after_a_success_and_stays_open_longer_each_time() -> None:
    now = [0.0]
    board = HealthBoard(lambda: now[0])
    for _ in range(3):
        board.failed("a", "provider_500")
    first = board.closed_in_s("a")
    now[0] += first
    assert board.closed_in_s("a") == 0
    board.failed("a", "provider_500")
    assert board.closed_in_s("a") > first
    board.succeeded("a", 10)
    assert board.closed_in_s("a") == 0


def test_an_old_failure_is_forgiven() -> None:
    now = [0.0]
    board = HealthBoard(lambda: now[0])
    board.failed("a", "provider_500")
    assert board.of("a").failures == 1
    now[0] += 61
    assert board.of("a").failures == 0


async def test_the_environments_server_answers_with_tools_and_no_connection(
    database: Database,
    organization_id: UUID,
    sandbox: SandboxServer,
    other_server: SandboxServer,
    settings: Callable[..., None],
) -> None:
    settings(OPENAI_BASE_URL=f"{other_server.url}/openai_compatible/v1", OPENAI_API_KEY="sk-operator-key-0001")
    recorder, looked_up = Recorder(), []
    async with database.open(organization_id) as ctx:
        agent = Agent(gateway.gateway_model(ctx, Need(), recorder))

    @agent.tool_plain
    def knowledge_search(query: str, limit: int = 6) -> dict[str, object]:
        """Search the documents."""
        looked_up.append(query)
        source = {"n": 1, "kind": "document", "title": "Handbook", "locator": "p. 1"}
        return {
            "passages": [{"source": source, "text": "Lanterns are serviced every May.", "score": 3.0}],
            "searched_documents": 1,
        }

    result = await agent.run("When are lanterns serviced?")
    assert looked_up
    assert "May" in result.output
    assert {call.connection for call in recorder.calls} == {"environment"}
    assert not any(call.simulated for call in recorder.calls)
    assert len(other_server.calls("openai_compatible")) == len(recorder.calls) >= 2
    assert sandbox.calls() == []


async def test_a_model_served_elsewhere_than_at_its_vendor_is_unpriced_and_still_counts(
    database: Database, organization_id: UUID, connect: Connect, sandbox: SandboxServer
) -> None:
    await connect(sandbox)
    recorder = Recorder()
    async with database.open(organization_id) as ctx:
        await ask_streamed(ctx, recorder)
    (row,) = await rows(database, organization_id)
    assert row.cost_micros is None
    assert recorder.cost_micros is None
    assert 0 < row.counted_micros <= row.reserved_micros
    async with database.open(organization_id) as ctx:
        spent = await ctx.session.scalar(select(BudgetPeriod.spent_micros).limit(1))
    assert spent == row.counted_micros
