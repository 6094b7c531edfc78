"""The agents domain's verbs: hire, configure, let go, refer."""

from directorate.agents import queries
from directorate.agents.errors import NotRelated
from directorate.agents.events import AgentReferred
from directorate.agents.interactions import ALIVE_WITHIN
from directorate.agents.schemas import (
    AgentStatistics,
    HiredAgentView,
    HiredSettings,
    HiredUpdate,
    SuggestedAgent,
)
from directorate.kit import events
from directorate.kit.context import Context
from directorate.marketplace import service as marketplace
from directorate.marketplace.models import Install


async def hire(ctx: Context, code: str, settings: HiredSettings) -> tuple[HiredAgentView, bool]:
    """Hire an agent; the second value tells whether it is new."""
    row, created = await marketplace.hire(ctx, code, settings.model_dump())
    return _hired_view(row, AgentStatistics(), 0), created


async def hired(ctx: Context, code: str) -> HiredAgentView:
    """Return one hired agent with its statistics.

    Raises:
        NotHired: it is not hired here.
    """
    row = await marketplace.hired(ctx, code)
    done, working = await queries.statistics(ctx), await queries.working_now(ctx, ALIVE_WITHIN)
    return _hired_view(row, done.get(row.code, AgentStatistics()), working.get(row.code, 0))


async def list_hired(ctx: Context) -> list[HiredAgentView]:
    """Return all hired agents with their statistics, oldest first."""
    rows = await marketplace.hired_agents(ctx)
    done, working = await queries.statistics(ctx), await queries.working_now(ctx, ALIVE_WITHIN)
    return [_hired_view(row, done.get(row.code, AgentStatistics()), working.get(row.code, 0)) for row in rows]


async def configure(ctx: Context, code: str, change: HiredUpdate) -> HiredAgentView:
    """Change a hired agent's settings or model.

    Raises:
        NotHired: it is not hired here.
    """
    row = await marketplace.hired(ctx, code)
    if change.settings is not None:
        row.settings = change.settings.model_dump()
    if change.model is not None:
        row.model = change.model or None
    await ctx.session.flush()
    return await hired(ctx, code)


async def let_go(ctx: Context, code: str) -> None:
    """Let a hired agent go; conversations and log stay."""
    await marketplace.let_go(ctx, code)


async def refer(ctx: Context, *, code: str, reason: str, handoff_context: str) -> SuggestedAgent:
    """Refer a person to a colleague and emit `agent.referred`.

    Raises:
        NotRelated: the colleague is not among the acting agent's related agents.
    """
    acting = marketplace.agent_item(ctx.purpose.agent_code or "")
    related = {item.casefold(): item for item in acting.manifest.related}
    if code.casefold() not in related:
        raise NotRelated(
            f"{code} is not a colleague of {acting.manifest.code}.",
            fix=f"Refer to one of {', '.join(acting.manifest.related)}, or answer that nobody here does it.",
        )
    colleague = marketplace.agent_item(code).manifest
    codes = {row.code for row in await marketplace.hired_agents(ctx)}
    await events.emit(ctx, AgentReferred(from_code=acting.manifest.code, to_code=colleague.code, reason=reason[:300]))
    return SuggestedAgent(
        code=colleague.code,
        name=colleague.name,
        reason=reason,
        is_hired=colleague.code in codes,
        handoff_context=handoff_context,
    )


def _hired_view(row: Install, done: AgentStatistics, working: int) -> HiredAgentView:
    shown = marketplace.agent_view(marketplace.agent_item(row.code))
    return HiredAgentView(
        id=row.id,
        agent_code=row.code,
        name=shown.name,
        department=shown.department,
        icon=shown.icon,
        version=row.version,
        hired_at=row.created_at,
        settings=HiredSettings.model_validate(row.settings),
        model=row.model,
        price_cents_month=shown.price_cents_month,
        statistics=done,
        working_now=working,
    )
