"""Budgets: what an organization, or one of its agents, may spend on models in a day or a month.

A budget without a limit is counted and never refuses. Every organization has a day's and a month's, created with the
defaults of the settings at its first call.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from directorate.kit.context import Context
from directorate.kit.errors import FieldError
from directorate.kit.settings import get_settings
from directorate.llm import queries
from directorate.llm.entries import BudgetState, Draft
from directorate.llm.errors import BudgetReached, InvalidBudget
from directorate.llm.schemas import BudgetShown, Period, Scope


async def create_defaults(ctx: Context) -> None:
    """Create the organization's own budgets where they are missing."""
    settings = get_settings()
    for period, limit in (("day", settings.day_budget_micros), ("month", settings.month_budget_micros)):
        await queries.add_budget(ctx, agent_code="", period=period, limit_micros=limit)


async def set_budget(
    ctx: Context, *, scope: Scope, agent_code: str | None, period: Period, limit_micros: int | None
) -> BudgetShown:
    """Set a limit, or lift it with None. A new agent's budget counts what the agent has spent in the period already.

    Raises:
        InvalidBudget: an agent's budget without an agent, or the organization's with one.
    """
    if (scope == "agent") != bool(agent_code):
        message = "is required for an agent's budget" if scope == "agent" else "belongs to an agent's budget only"
        raise InvalidBudget(
            "Scope and agent do not fit together.",
            fix="Name an agent exactly when the scope is `agent`.",
            errors=[FieldError("/agent_code", message)],
        )
    await create_defaults(ctx)
    if not await queries.change_limit(ctx, agent_code=agent_code or "", period=period, limit_micros=limit_micros):
        await queries.add_budget(ctx, agent_code=agent_code or "", period=period, limit_micros=limit_micros)
        await queries.count_what_was_spent(ctx, agent_code=agent_code or "", period=period, at=ctx.now())
    found = [item for item in await list_budgets(ctx) if (item.agent_code, item.period) == (agent_code, period)]
    return found[0]


async def list_budgets(ctx: Context) -> list[BudgetShown]:
    """Return all budgets with what is spent and held in their current period; the organization's come first."""
    states = await queries.budget_states(ctx, at=ctx.now())
    if not states:
        await create_defaults(ctx)
        states = await queries.budget_states(ctx, at=ctx.now())
    return [_shown(state) for state in states]


async def refusal(ctx: Context, row: Draft) -> BudgetReached:
    """Return the error that names the budget which refused a call: of those that apply, the one with least left."""
    states = await queries.budget_states(ctx, at=row.at)
    limited = [(state, state.limit_micros) for state in states if state.limit_micros is not None]
    applying = [(state, limit) for state, limit in limited if state.agent_code in {"", row.agent_code}]
    # The state is read after the refusal; a budget that has room again by now still names the narrowest one.
    state, limit = min(applying, key=lambda item: item[1] - item[0].spent_micros - item[0].reserved_micros)
    return BudgetReached(
        name=_name(state),
        limit_micros=limit,
        spent_micros=state.spent_micros,
        reserved_micros=state.reserved_micros,
        needed_micros=row.reserved_micros,
        resets_at=resets_at(state.period, state.period_start, state.time_zone),
    )


def resets_at(period: str, start: date, time_zone: str) -> datetime:
    """Return the instant, in UTC, at which the period after the one begun on `start` begins."""
    if period == "day":
        following = date.fromordinal(start.toordinal() + 1)
    else:
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return datetime.combine(following, time.min, ZoneInfo(time_zone)).astimezone(UTC)


def _name(state: BudgetState) -> str:
    whose = f"The budget of {state.agent_code}" if state.agent_code else "The organization's budget"
    return f"{whose} for the {state.period}"


def _shown(state: BudgetState) -> BudgetShown:
    return BudgetShown(
        scope="agent" if state.agent_code else "organization",
        agent_code=state.agent_code or None,
        period="day" if state.period == "day" else "month",
        limit_micros=state.limit_micros,
        spent_micros=state.spent_micros,
        reserved_micros=state.reserved_micros,
        resets_at=resets_at(state.period, state.period_start, state.time_zone),
    )
