"""Every request through the gateway: budget, cache, route, call, record, over the real sandbox model."""

from uuid import UUID

from pydantic_ai import Agent
from sqlalchemy import select

from directorate.integrations.openai_schemas import Message
from directorate.kit.context import Purpose
from directorate.kit.db import Database
from directorate.llm import gateway
from directorate.llm.calls import Need, Recorder
from directorate.llm.models import CostEntry
from tests.llm.sandbox_server import SandboxServer


async def entries(database: Database, organization_id: UUID) -> list[CostEntry]:
    async with database.open(organization_id) as ctx:
        return list(await ctx.session.scalars(select(CostEntry).order_by(CostEntry.id)))


async def test_an_agents_answer_is_one_row_with_its_purpose_and_cost(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    recorder = Recorder()
    async with database.open(organization_id, purpose=Purpose(agent_code="DATA-02")) as ctx:
        model = gateway.gateway_model(ctx, Need(), recorder)
    result = await Agent(model).run("Say something about lanterns.")
    assert result.output
    (row,) = await entries(database, organization_id)
    (call,) = recorder.calls
    assert (row.status, row.basis, row.agent_code, row.trace_id) == ("settled", "provider", "DATA-02", ctx.trace_id)
    assert (row.provider, row.model, row.simulated) == ("sandbox_model", "sandbox-1", True)
    assert (
        row.cost_micros == call.cost_micros == -(-(row.input_tokens * 250_000 + row.output_tokens * 1_250_000) // 10**6)
    )
    assert row.reserved_micros >= row.cost_micros > 0
    assert row.input_tokens == result.usage.input_tokens
    assert len(sandbox.calls()) == 1


async def test_a_stream_is_one_row_with_the_time_of_its_first_token(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    recorder = Recorder()
    async with database.open(organization_id) as ctx:
        model = gateway.gateway_model(ctx, Need(), recorder)
    async with Agent(model).run_stream("Say something about lanterns.") as result:
        text = [piece async for piece in result.stream_text(delta=True, debounce_by=None)]
    assert len(text) > 1
    (row,) = await entries(database, organization_id)
    assert (row.status, row.basis) == ("settled", "provider")
    assert row.first_token_ms is not None
    assert row.cost_micros == recorder.cost_micros
    assert (recorder.provider, recorder.model) == ("sandbox_model", "sandbox-1")


async def test_plain_text_goes_the_same_way(database: Database, organization_id: UUID, sandbox: SandboxServer) -> None:
    async with database.open(organization_id) as ctx:
        answer = await gateway.complete(ctx, [Message(role="user", content="Name three ports.")], Need())
    (row,) = await entries(database, organization_id)
    assert answer.text
    assert (row.status, row.id, row.cost_micros) == ("settled", answer.call.entry_id, answer.call.cost_micros)
