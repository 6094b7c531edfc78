"""SQL of the agents domain."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import case, delete, func, insert, select, update

from directorate.agents.models import Interaction, InteractionEvent, Status
from directorate.agents.schemas import AgentStatistics, InteractionFilter
from directorate.kit import cursor
from directorate.kit.context import Context


async def interaction(ctx: Context, interaction_id: UUID) -> Interaction | None:
    """Return one interaction, or None."""
    return await ctx.session.get(Interaction, (ctx.organization_id, interaction_id))


async def interactions_of(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, Interaction]:
    """Return the interactions with these ids."""
    rows = await ctx.session.scalars(select(Interaction).where(Interaction.id.in_(ids)))
    return {row.id: row for row in rows}


async def interaction_log(
    ctx: Context, wanted: InteractionFilter, *, limit: int, after: str | None
) -> Sequence[Interaction]:
    """Return `limit + 1` interactions after the cursor, newest first."""
    query = select(Interaction)
    if wanted.agent_code:
        query = query.where(Interaction.agent_code == wanted.agent_code)
    if wanted.started_from:
        query = query.where(Interaction.started_at >= wanted.started_from)
    if wanted.started_to:
        query = query.where(Interaction.started_at < wanted.started_to)
    query = cursor.newest_first(query, Interaction.started_at, Interaction.id, after, limit)
    return (await ctx.session.scalars(query)).all()


async def running_in_session(ctx: Context, session_id: UUID, alive_since: datetime) -> UUID | None:
    """Return the id of an interaction that is being answered in a session, or None."""
    return await ctx.session.scalar(
        select(Interaction.id).where(
            Interaction.session_id == session_id,
            Interaction.status == Status.RUNNING,
            Interaction.heartbeat_at >= alive_since,
        )
    )


async def running_in_sessions(ctx: Context, session_ids: Sequence[UUID], alive_since: datetime) -> frozenset[UUID]:
    """Return those of the sessions in which an interaction is being answered."""
    query = select(Interaction.session_id).where(
        Interaction.session_id.in_(session_ids),
        Interaction.status == Status.RUNNING,
        Interaction.heartbeat_at >= alive_since,
    )
    return frozenset((await ctx.session.scalars(query)).all())


async def append_events(ctx: Context, interaction_id: UUID, rows: Sequence[dict[str, object]]) -> bool:
    """Store stream events, beat the heart, and return whether somebody asked to stop."""
    if rows:
        await ctx.session.execute(insert(InteractionEvent), [{**row, "interaction_id": interaction_id} for row in rows])
    beat = (
        update(Interaction)
        .where(Interaction.id == interaction_id)
        .values(heartbeat_at=ctx.now())
        .returning(Interaction.cancel_requested)
    )
    return bool(await ctx.session.scalar(beat))


async def events_after(ctx: Context, interaction_id: UUID, seq: int) -> Sequence[InteractionEvent]:
    """Return the stored events of an interaction after a sequence number, in order."""
    query = (
        select(InteractionEvent)
        .where(InteractionEvent.interaction_id == interaction_id, InteractionEvent.seq > seq)
        .order_by(InteractionEvent.seq)
        .limit(2000)
    )
    return (await ctx.session.scalars(query)).all()


async def ask_to_stop(ctx: Context, interaction_id: UUID) -> bool:
    """Ask a running interaction to stop; False when it is not running."""
    statement = (
        update(Interaction)
        .where(Interaction.id == interaction_id, Interaction.status == Status.RUNNING)
        .values(cancel_requested=True)
        .returning(Interaction.id)
    )
    return await ctx.session.scalar(statement) is not None


async def abandoned(ctx: Context, dead_since: datetime) -> Sequence[tuple[UUID, UUID]]:
    """Return (organization, interaction) of runs whose process stopped beating. For a system context."""
    query = (
        select(Interaction.organization_id, Interaction.id)
        .where(Interaction.status == Status.RUNNING, Interaction.heartbeat_at < dead_since)
        .limit(200)
    )
    return [(organization_id, id_) for organization_id, id_ in (await ctx.session.execute(query)).all()]


async def mark_interrupted(ctx: Context, interaction_id: UUID, dead_since: datetime) -> bool:
    """End a run that stopped beating; False when it lives or has ended."""
    statement = (
        update(Interaction)
        .where(
            Interaction.id == interaction_id,
            Interaction.status == Status.RUNNING,
            Interaction.heartbeat_at < dead_since,
        )
        .values(status=Status.INTERRUPTED, finished_at=ctx.now())
        .returning(Interaction.id)
    )
    return await ctx.session.scalar(statement) is not None


async def forget_events(ctx: Context, older_than: datetime) -> None:
    """Delete stored stream events of long ended interactions. For a system context."""
    await ctx.session.execute(delete(InteractionEvent).where(InteractionEvent.created_at < older_than))


async def statistics(ctx: Context) -> dict[str, AgentStatistics]:
    """Return what each agent of the organization did, by code."""
    done = Interaction.status == Status.DONE
    query = select(
        Interaction.agent_code,
        func.count(),
        func.coalesce(func.sum(Interaction.cost_micros), 0),
        func.percentile_cont(0.5).within_group(Interaction.cost_micros).filter(done),
        func.percentile_cont(0.5).within_group(Interaction.latency_ms).filter(done),
        func.count(case((Interaction.feedback == "up", 1))),
        func.count(case((Interaction.feedback == "down", 1))),
        func.max(Interaction.started_at),
    ).group_by(Interaction.agent_code)
    return {
        code: AgentStatistics(
            interactions=count,
            cost_micros=int(cost or 0),
            median_cost_micros=None if median_cost is None else round(median_cost),
            median_latency_ms=None if median_latency is None else round(median_latency),
            feedback_up=up,
            feedback_down=down,
            last_used_at=last,
        )
        for code, count, cost, median_cost, median_latency, up, down, last in (await ctx.session.execute(query)).all()
    }


async def working_now(ctx: Context, alive_within: timedelta) -> dict[str, int]:
    """Return how many interactions each agent is answering at this moment, by code."""
    query = (
        select(Interaction.agent_code, func.count())
        .where(Interaction.status == Status.RUNNING, Interaction.heartbeat_at >= ctx.now() - alive_within)
        .group_by(Interaction.agent_code)
    )
    return {row[0]: row[1] for row in (await ctx.session.execute(query)).all()}
