"""Budgets are never passed, whoever calls at once, and every total is the sum of its rows."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from directorate.identity.models import Organization
from directorate.integrations.endpoints import Endpoint
from directorate.integrations.openai_schemas import Message
from directorate.kit.context import Context, Purpose
from directorate.kit.db import Database
from directorate.kit.ids import uuid7
from directorate.llm import gateway, jobs, ledger, service
from directorate.llm.calls import Need
from directorate.llm.entries import Draft, Outcome
from directorate.llm.errors import BudgetReached, InvalidBudget
from directorate.llm.models import BudgetPeriod, CostEntry
from directorate.llm.pricing import Price
from directorate.llm.registry import Offer
from tests.llm.sandbox_server import SandboxServer

MakeOrganization = Callable[..., Awaitable[UUID]]
DOLLAR = 1_000_000
OFFER = Offer(Endpoint("sandbox_model", "sandbox", "http://127.0.0.1:9/v1", simulated=True), "m", price=Price(1, 1))


async def limit(database: Database, organization_id: UUID, micros: int | None, *, agent: str | None = None) -> None:
    async with database.open(organization_id) as ctx:
        scope = "agent" if agent else "organization"
        for period in ("day", "month"):
            await service.set_budget(ctx, scope=scope, agent_code=agent, period=period, limit_micros=micros)


def row_of(ctx: Context, amount: int) -> Draft:
    return ledger.draft(ctx, OFFER, reason="test", reserved_micros=amount)


async def check_books(database: Database, organization_id: UUID, *, exact: bool = True) -> tuple[int, int]:
    """Return counted and reserved sums of the rows; `exact` also compares every counter with them."""
    async with database.open(organization_id) as ctx:
        counted = await ctx.session.scalar(select(func.coalesce(func.sum(CostEntry.counted_micros), 0))) or 0
        held = select(func.coalesce(func.sum(CostEntry.reserved_micros), 0)).where(CostEntry.status == "reserved")
        reserved = await ctx.session.scalar(held) or 0
        for period in await ctx.session.scalars(select(BudgetPeriod)) if exact else ():
            assert (period.spent_micros, period.reserved_micros) == (counted, reserved)
    return int(counted), int(reserved)


async def test_64_concurrent_calls_never_pass_a_budget_of_one_dollar(
    database: Database, organization_id: UUID, sandbox: SandboxServer
) -> None:
    await limit(database, organization_id, DOLLAR)
    need = Need(max_output_tokens=32_000, cache=False)

    async def call(number: int) -> int | BudgetReached:
        async with database.open(organization_id) as ctx:
            messages = [Message(role="user", content=f"Name port {number}.")]
        try:
            answer = await gateway.complete(ctx, messages, need)
        except BudgetReached as refused:
            return refused
        return answer.call.cost_micros or 0

    results = await asyncio.gather(*(call(number) for number in range(64)))
    paid = [item for item in results if isinstance(item, int)]
    refused = [item for item in results if isinstance(item, BudgetReached)]
    spent, reserved = await check_books(database, organization_id)
    assert len(paid) + len(refused) == 64
    assert paid
    assert refused, "32,000 tokens at $1.25 a million reserve 4 cents: 64 of them cannot all be granted at once"
    assert spent == sum(paid) <= DOLLAR
    assert reserved == 0
    assert len(sandbox.calls()) == len(paid)


async def test_the_last_cents_are_granted_exactly_once_across_two_engines(
    database: Database, database_url: str, organization_id: UUID
) -> None:
    await limit(database, organization_id, DOLLAR)
    other = Database(database_url, pool_size=5)

    async def spend(number: int) -> bool:
        async with (database, other)[number % 2].open(organization_id) as ctx:
            row = row_of(ctx, 70_000)
        try:
            await ledger.reserve(ctx, row)
        except BudgetReached:
            return False
        await ledger.settle(ctx, row, Outcome("settled", cost_micros=70_000, counted_micros=70_000))
        return True

    granted = await asyncio.gather(*(spend(number) for number in range(64)))
    await other.close()
    assert sum(granted) == DOLLAR // 70_000
    assert await check_books(database, organization_id) == (14 * 70_000, 0)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit_micros=st.integers(0, 1_000),
    calls=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 100)), min_size=1, max_size=12),
)
def test_spent_and_held_stay_within_any_limit_whatever_calls_cost(
    database_url: str, limit_micros: int, calls: list[tuple[int, int]]
) -> None:
    asyncio.run(_spend_at_random(database_url, limit_micros, calls))


async def _spend_at_random(database_url: str, limit_micros: int, calls: list[tuple[int, int]]) -> None:
    """Make concurrent calls that each reserve an amount and settle a percentage of it."""
    database = Database(database_url, pool_size=4)
    organization_id = uuid7()
    async with database.open(organization_id) as ctx:
        ctx.session.add(Organization(id=organization_id, name="Any", slug=organization_id.hex))
    await limit(database, organization_id, limit_micros)

    async def call(amount: int, percent: int) -> None:
        async with database.open(organization_id) as ctx:
            row = row_of(ctx, amount)
        try:
            await ledger.reserve(ctx, row)
        except BudgetReached:
            return
        spent, reserved = await check_books(database, organization_id, exact=False)
        assert spent + reserved <= limit_micros
        cost = amount * percent // 100
        await ledger.settle(ctx, row, Outcome("settled", cost_micros=cost, counted_micros=cost))

    try:
        await asyncio.gather(*(call(amount, percent) for amount, percent in calls))
        spent, reserved = await check_books(database, organization_id)
        assert spent <= limit_micros
        assert reserved == 0
    finally:
        await database.close()


async def test_an_agents_budget_refuses_that_agent_only_and_says_what_to_do(
    database: Database, organization_id: UUID
) -> None:
    await limit(database, organization_id, 500, agent="DATA-02")
    async with database.open(organization_id, purpose=Purpose(agent_code="DATA-02")) as ctx:
        with pytest.raises(BudgetReached) as caught:
            await ledger.reserve(ctx, row_of(ctx, 501))
    refused = caught.value
    assert (refused.status, refused.code, refused.limit_micros) == (402, "budget_reached", 500)
    assert "The budget of DATA-02 for the day is $0.0005" in refused.detail
    assert refused.resets_at > datetime.now(UTC)
    assert "Raise the budget in Settings" in refused.fix
    async with database.open(organization_id, purpose=Purpose(agent_code="Author-01")) as ctx:
        await ledger.reserve(ctx, row_of(ctx, 501))


async def test_a_refused_call_holds_nothing_of_any_budget(database: Database, organization_id: UUID) -> None:
    await limit(database, organization_id, 100, agent="DATA-02")
    async with database.open(organization_id, purpose=Purpose(agent_code="DATA-02")) as ctx:
        with pytest.raises(BudgetReached):
            await ledger.reserve(ctx, row_of(ctx, 200))
    async with database.open(organization_id) as ctx:
        shown = await service.list_budgets(ctx)
        assert await ctx.session.scalar(select(func.count()).select_from(CostEntry)) == 0
    assert [item.reserved_micros for item in shown] == [0, 0, 0, 0]


async def test_the_settings_defaults_apply_until_somebody_sets_a_budget(
    database: Database, organization_id: UUID
) -> None:
    async with database.open(organization_id) as ctx:
        shown = await service.list_budgets(ctx)
    assert [(item.scope, item.period, item.limit_micros) for item in shown] == [
        ("organization", "day", 10_000_000),
        ("organization", "month", 200_000_000),
    ]


async def test_a_lifted_budget_counts_and_never_refuses(database: Database, organization_id: UUID) -> None:
    await limit(database, organization_id, None)
    async with database.open(organization_id) as ctx:
        row = row_of(ctx, 10**12)
        await ledger.reserve(ctx, row)
        await ledger.settle(ctx, row, Outcome("settled", cost_micros=10**12, counted_micros=10**12))
    assert await check_books(database, organization_id) == (10**12, 0)


async def test_a_new_agent_budget_counts_what_the_agent_spent_and_holds_already(
    database: Database, organization_id: UUID
) -> None:
    async with database.open(organization_id, purpose=Purpose(agent_code="DATA-02")) as ctx:
        earlier, running = row_of(ctx, 300), row_of(ctx, 50)
        await ledger.reserve(ctx, earlier)
        await ledger.settle(ctx, earlier, Outcome("settled", cost_micros=200, counted_micros=200))
        await ledger.reserve(ctx, running)
        await limit(database, organization_id, 1_000, agent="DATA-02")
        async with database.open(organization_id) as reading:
            shown = [item for item in await service.list_budgets(reading) if item.agent_code]
        assert [(item.spent_micros, item.reserved_micros) for item in shown] == [(200, 50), (200, 50)]
        await ledger.settle(ctx, running, Outcome("settled", cost_micros=40, counted_micros=40))
    assert await check_books(database, organization_id) == (240, 0)


async def test_a_call_settles_once(database: Database, organization_id: UUID) -> None:
    async with database.open(organization_id) as ctx:
        row = row_of(ctx, 300)
        await ledger.reserve(ctx, row)
        outcome = Outcome("settled", cost_micros=100, counted_micros=100)
        await asyncio.gather(*(ledger.settle(ctx, row, outcome) for _ in range(4)))
    assert await check_books(database, organization_id) == (100, 0)


async def test_a_reservation_cancelled_at_any_moment_holds_nothing(database: Database, organization_id: UUID) -> None:
    await limit(database, organization_id, DOLLAR)
    async with database.open(organization_id) as ctx:
        for turns in range(0, 160, 4):
            row = row_of(ctx, 100)
            task = asyncio.create_task(ledger.reserve(ctx, row))
            for _ in range(turns):
                await asyncio.sleep(0)
            if task.cancel():
                with pytest.raises(asyncio.CancelledError):
                    await task
            else:
                await ledger.settle(ctx, row, Outcome("cancelled"))
    await ledger.settled()
    assert await check_books(database, organization_id) == (0, 0)


async def test_a_reservation_of_a_dead_process_is_settled_at_its_worst_case(
    database: Database, organization_id: UUID
) -> None:
    async with database.open(organization_id) as ctx:
        dead, alive = row_of(ctx, 300), row_of(ctx, 7)
        await ledger.reserve(ctx, dead)
        await ledger.reserve(ctx, alive)
    async with database.open(organization_id) as ctx:
        past = {"id": dead.id, "at": datetime.now(UTC) - ledger.ABANDONED_AFTER - timedelta(seconds=1)}
        await ctx.session.execute(text("UPDATE cost_entries SET created_at = :at WHERE id = :id"), past)
    await jobs.tick(database)
    async with database.open(organization_id) as ctx:
        row = await ctx.session.get_one(CostEntry, (organization_id, dead.id))
    assert (row.status, row.basis, row.error_code, row.cost_micros) == ("failed", "worst_case", "abandoned", 300)
    assert await check_books(database, organization_id) == (300, 7)


async def test_periods_begin_at_midnight_of_the_organizations_time_zone(
    database: Database, organization_id: UUID
) -> None:
    async with database.open(organization_id) as ctx:
        await ctx.session.execute(text("UPDATE organizations SET time_zone = 'Australia/Sydney'"))
    async with database.open(organization_id, clock=At(datetime(2026, 12, 31, 13, 30, tzinfo=UTC))) as ctx:
        await ledger.reserve(ctx, row_of(ctx, 10))
        day, month = await service.list_budgets(ctx)
    assert day.resets_at == datetime(2027, 1, 1, 13, tzinfo=UTC)
    assert month.resets_at == datetime(2027, 1, 31, 13, tzinfo=UTC)
    async with database.open(organization_id) as ctx:
        starts = set(await ctx.session.scalars(select(BudgetPeriod.period_start)))
    assert starts == {date(2027, 1, 1)}


class At:
    """A clock that stands."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


async def test_a_next_day_has_its_whole_budget_again(database: Database, organization_id: UUID) -> None:
    async with database.open(organization_id) as ctx:
        await service.set_budget(ctx, scope="organization", agent_code=None, period="day", limit_micros=100)
    today = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for instant in (today, today + timedelta(days=1)):
        async with database.open(organization_id, clock=At(instant)) as ctx:
            await ledger.reserve(ctx, row_of(ctx, 100))
            with pytest.raises(BudgetReached):
                await ledger.reserve(ctx, row_of(ctx, 1))


async def test_scope_and_agent_must_fit_together(database: Database, organization_id: UUID) -> None:
    async with database.open(organization_id) as ctx:
        for scope, agent in (("agent", None), ("organization", "DATA-02")):
            with pytest.raises(InvalidBudget) as caught:
                await service.set_budget(ctx, scope=scope, agent_code=agent, period="day", limit_micros=1)
            assert caught.value.errors[0].pointer == "/agent_code"


async def test_another_organization_sees_neither_budgets_nor_costs(
    database: Database, organization_id: UUID, make_organization: MakeOrganization
) -> None:
    async with database.open(organization_id) as ctx:
        await ledger.reserve(ctx, row_of(ctx, 10))
    async with database.open(await make_organization()) as ctx:
        assert (await service.stats(ctx)).calls == 0
        assert all(item.reserved_micros == 0 for item in await service.list_budgets(ctx))
        assert await ctx.session.scalar(select(func.count()).select_from(CostEntry)) == 0
