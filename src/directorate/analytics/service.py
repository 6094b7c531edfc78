"""Analytics' verbs: the dashboard's figures, each a sum over rows."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from directorate.agents import service as agents
from directorate.agents.models import Interaction
from directorate.agents.schemas import ToolCallView
from directorate.analytics import queries
from directorate.analytics.queries import Runs
from directorate.analytics.schemas import (
    Activity,
    Cost,
    DashboardStats,
    Day,
    Done,
    Happened,
    Learned,
    Step,
    Worker,
)
from directorate.identity import service as identity
from directorate.kit.context import Context
from directorate.kit.registry import Effect
from directorate.llm import service as llm

WEEK = timedelta(days=7)
CHART_DAYS = 14
FEED_LENGTH = 20
REACH = [Effect.READ, Effect.WRITE, Effect.SPEND, Effect.SEND]
"""Effects from the least to the furthest reaching."""


async def dashboard(ctx: Context) -> DashboardStats:
    """Return what the dashboard shows, as of now."""
    organization = await identity.get_organization(ctx)
    zone = ZoneInfo(organization.time_zone)
    midnight = ctx.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    week_ago = ctx.now() - WEEK
    runs = await queries.runs(ctx, week_ago, ctx.now())
    before = await queries.runs(ctx, week_ago - WEEK, week_ago)
    created, still_open = await queries.tasks(ctx, week_ago)
    return DashboardStats(
        time_zone=organization.time_zone,
        done=_done(runs, before),
        cost=await _cost(ctx, midnight),
        happened=Happened(
            documents_written=await queries.documents_written(ctx, week_ago),
            tasks_created=created,
            tasks_open=still_open,
            referrals=runs.referrals,
        ),
        learned=Learned(feedback_up=runs.up, feedback_down=runs.down, memories=await queries.memories(ctx)),
        spend_by_day=await _days(ctx, midnight, organization.time_zone),
        activity=[_activity(row) for row in await queries.latest(ctx, FEED_LENGTH)],
        workforce=await _workforce(ctx, midnight),
        checklist=await _checklist(ctx, organization.slug),
    )


def _done(runs: Runs, before: Runs) -> Done:
    return Done(
        interactions=runs.all,
        finished=runs.finished,
        ok_rate=runs.ok / runs.finished if runs.finished else None,
        previous_interactions=before.all,
        previous_ok_rate=before.ok / before.finished if before.finished else None,
    )


async def _cost(ctx: Context, midnight: datetime) -> Cost:
    today = await queries.spend(ctx, midnight)
    month = await queries.spend(ctx, midnight.replace(day=1))
    limits = {
        budget.period: budget.limit_micros for budget in await llm.list_budgets(ctx) if budget.scope == "organization"
    }
    return Cost(
        spent_micros=today.cost_micros,
        limit_micros=limits.get("day"),
        reserved_micros=today.reserved_micros,
        month_micros=month.cost_micros,
        month_limit_micros=limits.get("month"),
        unpriced_calls=month.unpriced_calls,
        simulated=month.simulated,
    )


async def _days(ctx: Context, midnight: datetime, time_zone: str) -> list[Day]:
    """Return one entry a day, also for days without costs, oldest first."""
    days = [(midnight - timedelta(days=back)).date() for back in reversed(range(CHART_DAYS))]
    start = midnight - timedelta(days=CHART_DAYS - 1)
    costs = await queries.spend_by_day(ctx, start, time_zone)
    counts = await queries.interactions_by_day(ctx, start, time_zone)
    return [Day(day=day, cost_micros=costs.get(day, 0), interactions=counts.get(day, 0)) for day in days]


def _activity(row: Interaction) -> Activity:
    calls = [ToolCallView.model_validate(item) for item in row.tool_calls]
    reached = [call.effect for call in calls if call.status == "done"]
    return Activity(
        at=row.started_at,
        agent_code=row.agent_code,
        question=row.question[:200],
        status=row.status,
        effect=max(reached, key=REACH.index, default=Effect.READ),
        tools=list(dict.fromkeys(call.name for call in calls)),
        sources=len(row.citations),
        cost_micros=row.cost_micros,
        latency_ms=row.latency_ms,
        interaction_id=row.id,
        session_id=row.session_id,
    )


async def _workforce(ctx: Context, midnight: datetime) -> list[Worker]:
    costs, last = await queries.spend_by_agent(ctx, midnight), await queries.latest_by_agent(ctx)
    workers: list[Worker] = []
    for hired in await agents.list_hired(ctx):
        newest = last.get(hired.agent_code)
        workers.append(
            Worker(
                agent_code=hired.agent_code,
                name=hired.name,
                icon=hired.icon,
                working_now=hired.working_now,
                cost_today_micros=costs.get(hired.agent_code, 0),
                last_question=newest.question[:120] if newest else None,
                last_at=newest.started_at if newest else None,
            )
        )
    return workers


async def _checklist(ctx: Context, slug: str) -> list[Step]:
    """Return the first steps of the acting person, each done when the data says so."""
    answered, cited = await queries.answered_by_me(ctx)
    hired, files = await queries.hired_by_me(ctx), await queries.files_uploaded(ctx)
    judged = await queries.judged_by_people(ctx)
    base = f"/o/{slug}"
    return [
        Step(id="hire", label="Hire an agent", done=hired > 0, href=f"{base}/agents"),
        Step(id="ask", label="Give it work", done=answered > 0, href=f"{base}/chat"),
        Step(id="attach", label="Attach a file", done=files > 0, href=f"{base}/chat"),
        Step(id="sources", label="Get an answer with sources", done=cited > 0, href=f"{base}/chat"),
        Step(id="judge", label="Judge an answer", done=judged > 0, href=f"{base}/log"),
    ]
