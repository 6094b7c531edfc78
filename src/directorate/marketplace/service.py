"""The marketplace's verbs: browse the catalogue, install, uninstall."""

from collections.abc import Sequence

from directorate.kit import cursor, events, registry
from directorate.kit.context import Context
from directorate.kit.cursor import Page
from directorate.marketplace import loader, queries
from directorate.marketplace.errors import NotHired, UnknownAgent
from directorate.marketplace.events import AgentHired
from directorate.marketplace.loader import AgentItem
from directorate.marketplace.manifests import Kind
from directorate.marketplace.models import Install
from directorate.marketplace.schemas import (
    AgentQuery,
    AgentView,
    ColleagueRef,
    DepartmentRef,
    DepartmentView,
    ToolView,
)


def departments() -> list[DepartmentView]:
    """Return every department, in its order, with the number of its agents."""
    catalogue = loader.shipped()
    counts = [item.manifest.department for item in catalogue.agents.values()]
    return [
        DepartmentView(slug=item.slug, name=item.name, icon=item.icon, agents=counts.count(item.slug))
        for item in catalogue.departments
    ]


def agent_item(code: str) -> AgentItem:
    """Return an agent of the catalogue by its code, in any capitalization.

    Raises:
        UnknownAgent: the catalogue has no such agent.
    """
    for item in loader.shipped().agents.values():
        if item.manifest.code.casefold() == code.casefold():
            return item
    raise UnknownAgent(f"The catalogue has no agent {code}.", fix="Choose one from GET /v1/agents.")


def agent_view(item: AgentItem) -> AgentView:
    """Return an agent as the API shows it."""
    catalogue, manifest = loader.shipped(), item.manifest
    names = {department.slug: department.name for department in catalogue.departments}
    return AgentView(
        **manifest.model_dump(
            include={
                "code", "slug", "version", "name", "tagline", "summary", "currency", "model_tier", "skills",
                "domain_tags", "strengths", "output", "icon", "status",
            }
        ),
        department=DepartmentRef(slug=manifest.department, name=names[manifest.department]),
        price_cents_month=manifest.price,
        tools=[_tool_view(name) for name in manifest.tools],
        out_of_scope_examples=manifest.out_of_scope_examples,
        related=[ColleagueRef(code=code, name=catalogue.agents[code].manifest.name) for code in manifest.related],
        sample_tasks=manifest.sample_tasks,
        evals_count=len(item.evals.scenarios),
    )  # fmt: skip


def _tool_view(name: str) -> ToolView:
    spec = registry.find(name)
    return ToolView(name=spec.name, effect=spec.effect, description=spec.description.split("\n\n")[0])


def list_agents(query: AgentQuery, *, limit: int, after: str | None) -> Page[AgentView]:
    """Return a page of the catalogue, by department and code."""
    order = {item.slug: item.order for item in loader.shipped().departments}
    found = [item for item in loader.shipped().agents.values() if _matches(item, query)]
    found.sort(key=lambda item: (order[item.manifest.department], item.manifest.code))
    start = int(cursor.decode(after)[0]) if after else 0
    shown = [agent_view(item) for item in found[start : start + limit]]
    more = start + limit < len(found)
    return Page(items=shown, next_cursor=cursor.encode([start + limit]) if more else None)


def _matches(item: AgentItem, query: AgentQuery) -> bool:
    manifest = item.manifest
    if query.department and manifest.department != query.department:
        return False
    if query.tag and query.tag not in manifest.domain_tags:
        return False
    words = [manifest.code, manifest.name, manifest.summary, manifest.tagline, *manifest.domain_tags]
    text = " ".join([*words, *manifest.strengths]).casefold()
    return all(word in text for word in query.q.casefold().split())


async def hire(ctx: Context, code: str, settings: dict[str, object]) -> tuple[Install, bool]:
    """Hire an agent; the second value tells whether it is new. Emits `agent.hired`."""
    item = agent_item(code)
    created = await queries.add_install(ctx, item.manifest, item.manifest.code, settings)
    if created:
        await events.emit(ctx, AgentHired(code=item.manifest.code, price=item.manifest.price, by=ctx.actor.reference))
    return await hired(ctx, item.manifest.code), created


async def hired(ctx: Context, code: str) -> Install:
    """Return the organization's install of an agent.

    Raises:
        NotHired: it has none.
    """
    manifest = agent_item(code).manifest
    row = await queries.find_install(ctx, Kind.AGENT, manifest.code)
    if row is None:
        raise NotHired(f"{manifest.code} is not hired here.", fix=f"Hire {manifest.code} first.")
    return row


async def hired_agents(ctx: Context) -> Sequence[Install]:
    """Return the organization's hired agents, oldest first."""
    return await queries.installs(ctx, Kind.AGENT)


async def let_go(ctx: Context, code: str) -> None:
    """Let a hired agent go; its conversations stay.

    Raises:
        NotHired: it is not hired.
    """
    if not await queries.end_install(ctx, Kind.AGENT, agent_item(code).manifest.code):
        raise NotHired(f"{code} is not hired here.", fix="Look at the list of hired agents.")
