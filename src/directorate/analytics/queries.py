"""SQL of analytics: aggregates over interactions, costs, tasks, files and memories of the bound organization."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, case, cast, func, select

from directorate.agents.models import Interaction, Status
from directorate.inbox.models import InboxTask
from directorate.kit.context import Context
from directorate.knowledge.models import File, Memory, Origin
from directorate.llm.models import CostEntry
from directorate.marketplace.models import Install


@dataclass(frozen=True, slots=True)
class Runs:
    """Interactions of a span: all, those that ended, those that ended well, and what people said of them."""

    all: int
    finished: int
    ok: int
    referrals: int
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Spend:
    """Costs of a span, in micro-dollars."""

    cost_micros: int
    reserved_micros: int
    unpriced_calls: int
    simulated: bool


async def runs(ctx: Context, start: datetime, end: datetime) -> Runs:
    """Return how the interactions of a span went."""
    query = select(
        func.count(),
        func.count(case((Interaction.status.in_([Status.DONE, Status.FAILED, Status.INTERRUPTED]), 1))),
        func.count(case((Interaction.status == Status.DONE, 1))),
        func.count(Interaction.suggested_agent),
        func.count(case((Interaction.feedback == "up", 1))),
        func.count(case((Interaction.feedback == "down", 1))),
    ).where(Interaction.started_at >= start, Interaction.started_at < end)
    return Runs(*(await ctx.session.execute(query)).one())


async def spend(ctx: Context, start: datetime) -> Spend:
    """Return what was spent since an instant, open reservations apart."""
    query = select(
        func.coalesce(func.sum(CostEntry.cost_micros), 0),
        func.coalesce(func.sum(CostEntry.reserved_micros).filter(CostEntry.status == "reserved"), 0),
        func.count(case(((CostEntry.status == "settled") & CostEntry.cost_micros.is_(None), 1))),
        func.coalesce(func.bool_and(CostEntry.simulated), True),
    ).where(CostEntry.at >= start)
    cost, reserved, unpriced, simulated = (await ctx.session.execute(query)).one()
    return Spend(int(cost or 0), int(reserved or 0), unpriced, bool(simulated))


async def spend_by_agent(ctx: Context, start: datetime) -> dict[str, int]:
    """Return what each agent spent since an instant, by code."""
    query = (
        select(CostEntry.agent_code, func.coalesce(func.sum(CostEntry.cost_micros), 0))
        .where(CostEntry.at >= start, CostEntry.agent_code.is_not(None))
        .group_by(CostEntry.agent_code)
    )
    return {str(code): int(cost or 0) for code, cost in (await ctx.session.execute(query)).all()}


async def spend_by_day(ctx: Context, start: datetime, time_zone: str) -> dict[date, int]:
    """Return the micro-dollars of each day with costs since an instant."""
    day = cast(func.timezone(time_zone, CostEntry.at), Date)
    query = select(day, func.coalesce(func.sum(CostEntry.cost_micros), 0)).where(CostEntry.at >= start).group_by(day)
    return {row[0]: int(row[1] or 0) for row in (await ctx.session.execute(query)).all()}


async def interactions_by_day(ctx: Context, start: datetime, time_zone: str) -> dict[date, int]:
    """Return how many interactions each day began, since an instant."""
    day = cast(func.timezone(time_zone, Interaction.started_at), Date)
    query = select(day, func.count()).where(Interaction.started_at >= start).group_by(day)
    return {row[0]: row[1] for row in (await ctx.session.execute(query)).all()}


async def documents_written(ctx: Context, start: datetime) -> int:
    """Return how many files agents wrote since an instant."""
    query = select(func.count()).where(
        File.origin == Origin.WRITTEN, File.created_at >= start, File.deleted_at.is_(None)
    )
    return await ctx.session.scalar(query) or 0


async def files_uploaded(ctx: Context) -> int:
    """Return how many uploaded files there are."""
    query = select(func.count()).where(File.origin == Origin.UPLOADED, File.deleted_at.is_(None))
    return await ctx.session.scalar(query) or 0


async def tasks(ctx: Context, start: datetime) -> tuple[int, int]:
    """Return the number of tasks created since an instant, and of those open now."""
    query = select(
        func.count(case((InboxTask.created_at >= start, 1))), func.count(case((InboxTask.status == "open", 1)))
    ).where(InboxTask.deleted_at.is_(None))
    created, still_open = (await ctx.session.execute(query)).one()
    return created, still_open


async def memories(ctx: Context) -> int:
    """Return how many memories are in force."""
    query = select(func.count()).where(Memory.deleted_at.is_(None), Memory.superseded_by.is_(None))
    return await ctx.session.scalar(query) or 0


async def latest(ctx: Context, limit: int) -> Sequence[Interaction]:
    """Return the newest interactions."""
    query = select(Interaction).order_by(Interaction.started_at.desc(), Interaction.id.desc()).limit(limit)
    return (await ctx.session.scalars(query)).all()


async def latest_by_agent(ctx: Context) -> dict[str, Interaction]:
    """Return each agent's newest interaction, by code."""
    query = (
        select(Interaction)
        .distinct(Interaction.agent_code)
        .order_by(Interaction.agent_code, Interaction.started_at.desc())
    )
    return {row.agent_code: row for row in (await ctx.session.scalars(query)).all()}


async def answered_by_me(ctx: Context) -> tuple[int, int]:
    """Return how many finished answers the acting person got, and how many of them cite a source."""
    query = select(func.count(), func.count(case((func.jsonb_array_length(Interaction.citations) > 0, 1)))).where(
        Interaction.user_id == ctx.actor.user_id, Interaction.status == Status.DONE
    )
    answered, cited = (await ctx.session.execute(query)).one()
    return answered, cited


async def hired_by_me(ctx: Context) -> int:
    """Return how many agents the acting person hired."""
    return await ctx.session.scalar(select(func.count()).where(Install.installed_by == ctx.actor.reference)) or 0


async def judged_by_people(ctx: Context) -> int:
    """Return how many answers have a judgement."""
    return await ctx.session.scalar(select(func.count()).where(Interaction.feedback.is_not(None))) or 0
