"""The exact cache: the same request of the same organization, never with tools, never across tenants."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic_ai import Agent
from sqlalchemy import func, select, update

from directorate.integrations.endpoints import Endpoint
from directorate.integrations.openai_schemas import Message
from directorate.kit.db import Database
from directorate.kit.ids import uuid7
from directorate.llm import cache, gateway, jobs, service
from directorate.llm.calls import Need, Recorder
from directorate.llm.models import CachedResponse, CostEntry
from directorate.llm.registry import Offer
from tests.llm.sandbox_server import SandboxServer

MakeOrganization = Callable[..., Awaitable[UUID]]
ASK = [Message(role="user", content="Name three ports.")]
OFFER = Offer(Endpoint("sandbox_model", "sandbox", "http://127.0.0.1:9/v1"), "m")


async def ask(database: Database, organization_id: UUID, need: Need = Need()) -> gateway.Completion:
    async with database.open(organization_id) as ctx:
        return await gateway.complete(ctx, ASK, need)


async def test_the_same_request_is_answered_from_the_cache_for_nothing(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    first, second = [await ask(database, organization_id) for _ in range(2)]
    assert (first.call.cache_hit, second.call.cache_hit) == (False, True)
    assert second.text == first.text
    assert second.call.cost_micros == 0
    assert len(sandbox.calls()) == 1
    async with database.open(organization_id) as ctx:
        row = await ctx.session.scalar(select(CostEntry).where(CostEntry.cache_hit))
        stats = await service.stats(ctx)
    assert row is not None
    assert (row.cost_micros, row.saved_micros, row.status) == (0, first.call.cost_micros, "settled")
    assert (stats.calls, stats.cache_hits, stats.cache_hit_rate) == (2, 1, 0.5)
    assert stats.savings_micros == stats.cost_micros == first.call.cost_micros


async def test_an_agents_answer_without_tools_is_cached_streamed_or_not(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    recorder = Recorder()
    async with database.open(organization_id) as ctx:
        agent = Agent(gateway.gateway_model(ctx, Need(), recorder), instructions="Be brief.")
    whole = await agent.run("Say something about lanterns.")
    async with agent.run_stream("Say something about lanterns.") as result:
        streamed = await result.get_output()
    assert streamed == whole.output
    assert [call.cache_hit for call in recorder.calls] == [False, True]
    assert len(sandbox.calls()) == 1


async def test_a_request_with_tools_is_never_cached(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    recorder = Recorder()
    async with database.open(organization_id) as ctx:
        agent = Agent(gateway.gateway_model(ctx, Need(), recorder))

    @agent.tool_plain
    def roll_dice() -> int:
        """Roll the dice."""
        return 4

    for _ in range(2):
        await agent.run("Say something about lanterns.")
    assert not any(call.cache_hit for call in recorder.calls)
    assert len(sandbox.calls()) == len(recorder.calls)
    async with database.open(organization_id) as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(CachedResponse)) == 0


async def test_another_organization_is_asked_anew(
    database: Database, organization_id: UUID, make_organization: MakeOrganization, sandbox: SandboxServer
) -> None:
    await ask(database, organization_id)
    theirs = await ask(database, await make_organization())
    assert theirs.call.cache_hit is False
    assert len(sandbox.calls()) == 2


@pytest.mark.parametrize(
    ("organization", "offer", "prompt", "parameters"),
    [
        (uuid7(), OFFER, "p", {"max_tokens": 1}),
        (None, replace(OFFER, name="other"), "p", {"max_tokens": 1}),
        (
            None,
            replace(OFFER, endpoint=replace(OFFER.endpoint, base_url="http://127.0.0.1:8/v1")),
            "p",
            {"max_tokens": 1},
        ),
        (None, replace(OFFER, endpoint=replace(OFFER.endpoint, connection_id=uuid7())), "p", {"max_tokens": 1}),
        (None, OFFER, "q", {"max_tokens": 1}),
        (None, OFFER, "p", {"max_tokens": 2}),
    ],
)
def test_whatever_an_answer_depends_on_changes_the_key(
    organization: UUID | None, offer: Offer, prompt: str, parameters: dict[str, object]
) -> None:
    mine = UUID(int=1)
    before = cache.key_digest(mine, OFFER, "p", {"max_tokens": 1})
    assert cache.key_digest(organization or mine, offer, prompt, parameters) != before
    assert cache.key_digest(mine, OFFER, "p", {"max_tokens": 1}) == before


async def test_the_same_request_asked_at_once_is_made_once(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    answers = await asyncio.gather(*(ask(database, organization_id) for _ in range(8)))
    assert len({answer.text for answer in answers}) == 1
    assert sum(answer.call.cache_hit for answer in answers) == 7
    assert len(sandbox.calls()) == 1


async def test_an_expired_answer_is_not_used_and_is_deleted(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    await ask(database, organization_id)
    async with database.open(organization_id) as ctx:
        await ctx.session.execute(update(CachedResponse).values(expires_at=ctx.now() - timedelta(seconds=1)))
    await jobs.tick(database)
    async with database.open(organization_id) as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(CachedResponse)) == 0
    assert (await ask(database, organization_id)).call.cache_hit is False


async def test_a_caller_may_leave_the_cache_out(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    for _ in range(2):
        assert (await ask(database, organization_id, Need(cache=False))).call.cache_hit is False
    assert len(sandbox.calls()) == 2
