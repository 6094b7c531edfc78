"""The demo organization: made once at first start through the same verbs people use, then brought to life.

Its conversations are played by the real agents against the sandbox, in the background, so that every cost, citation,
task and chart it shows is a real row. What a stop cut off goes on at the next start.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from directorate.agents import service as agents
from directorate.agents.schemas import HiredSettings
from directorate.chat import service as chat
from directorate.chat.models import ChatSession
from directorate.chat.schemas import ExecuteRequest
from directorate.identity import members
from directorate.identity import service as identity
from directorate.identity.models import Organization
from directorate.kit import log, paths
from directorate.kit.context import Actor, ActorKind, Role
from directorate.kit.db import Database
from directorate.kit.ids import uuid7
from directorate.kit.settings import Settings
from directorate.knowledge import filing, remembering
from directorate.knowledge import service as knowledge
from directorate.knowledge.models import File
from directorate.knowledge.schemas import MemoryIn
from directorate.llm import service as llm
from directorate.llm.schemas import Period

logger = log.get_logger(__name__)
LINK_LIFE = timedelta(days=7)
_BACKGROUND: set[asyncio.Task[None]] = set()


class DemoUser(BaseModel):
    """A person of the demo."""

    key: str
    role: Role
    name: str
    email: str


class DemoBudget(BaseModel):
    """The demo's limits, in micro-dollars."""

    currency: str
    day_micros: int
    month_micros: int


class DemoConversation(BaseModel):
    """A first message that is played at first start."""

    user: str
    agent: str
    ask: str
    files: list[str] = []


class DemoOrganization(BaseModel):
    """`catalog/demo/organization.yaml`."""

    model_config = ConfigDict(extra="forbid")

    slug: str
    name: str
    summary: str
    time_zone: str
    currency: str
    permission_mode: str
    budget: DemoBudget
    users: list[DemoUser]
    hired_agents: list[str]
    documents: list[str]
    files: list[str]
    conversations: list[DemoConversation]
    memories: list[MemoryIn] = []


def folder() -> Path:
    """Return the folder of the demo's data."""
    return paths.catalog_dir() / "demo"


def load() -> DemoOrganization:
    """Return the demo's description."""
    described: Any = yaml.safe_load((folder() / "organization.yaml").read_text(encoding="utf-8"))
    return DemoOrganization.model_validate(described)


async def ensure(database: Database, settings: Settings) -> str:
    """Make the demo organization if it is not there, start its life, and return a one-time sign-in link."""
    demo = load()
    organization_id = await _find(database)
    if organization_id is None:
        organization_id = await _found(database, demo)
    people = await _people(database, organization_id, demo)
    owner = people["owner"]
    async with database.open(organization_id, actor=owner) as ctx:
        token = await identity.issue_sign_in_link(ctx, _id(owner), LINK_LIFE)
    task = asyncio.create_task(_play(database, organization_id, demo, people), name="demo")
    _BACKGROUND.add(task)
    task.add_done_callback(_BACKGROUND.discard)
    return identity.link_address(settings.base_url, token)


def _id(actor: Actor) -> UUID:
    if actor.id is None:
        raise LookupError("The demo's owner is not a member of the demo organization any more.")
    return actor.id


async def _find(database: Database) -> UUID | None:
    async with database.open_system() as ctx:
        query = select(Organization.id).where(Organization.demo, Organization.deleted_at.is_(None))
        return await ctx.session.scalar(query.order_by(Organization.created_at).limit(1))


async def _found(database: Database, demo: DemoOrganization) -> UUID:
    """Create the organization with its people, documents, agents and budget, all in one transaction."""
    first = next(user for user in demo.users if user.role is Role.OWNER)
    owner_id, organization_id = uuid7(), uuid7()
    acting = Actor(ActorKind.USER, owner_id, label=first.name, role=Role.OWNER)
    async with database.open(organization_id, actor=acting) as ctx:
        await identity.create_user(ctx, email=first.email, name=first.name, user_id=owner_id)
        row = await identity.found_organization(ctx, name=demo.name, owner_id=owner_id, demo=True)
        row.slug, row.time_zone, row.currency = demo.slug, demo.time_zone, demo.currency
        row.permission_mode = demo.permission_mode
        for user in demo.users:
            if user is not first:
                await members.add_member(ctx, email=user.email, name=user.name, role=user.role)
        limits: dict[Period, int] = {"day": demo.budget.day_micros, "month": demo.budget.month_micros}
        for period, limit in limits.items():
            await llm.set_budget(ctx, scope="organization", agent_code=None, period=period, limit_micros=limit)
        for code in demo.hired_agents:
            await agents.hire(ctx, code, HiredSettings())
        await knowledge.ensure_documents(ctx, folder() / "documents")
        for memory in demo.memories:
            await remembering.add_memory(ctx, memory)
    return organization_id


async def _people(database: Database, organization_id: UUID, demo: DemoOrganization) -> dict[str, Actor]:
    """Return the demo's people as actors, by key."""
    async with database.open(organization_id) as ctx:
        found = {member.user.email: member for member in await identity.members(ctx)}
    return {
        user.key: Actor(ActorKind.USER, found[user.email].user.id, label=user.name, role=user.role)
        for user in demo.users
        if user.email in found
    }


async def _play(database: Database, organization_id: UUID, demo: DemoOrganization, people: dict[str, Actor]) -> None:
    """Play the conversations that have not been played yet, one after the other."""
    try:
        async with database.open(organization_id) as ctx:
            played = await ctx.session.scalar(select(func.count()).select_from(ChatSession)) or 0
        for conversation in demo.conversations[played:]:
            await _converse(database, organization_id, conversation, people[conversation.user])
    except Exception:
        logger.exception("demo.play_failed")


async def _converse(database: Database, organization_id: UUID, wanted: DemoConversation, actor: Actor) -> None:
    file_ids = [await _attach(name, database, organization_id, actor) for name in wanted.files]
    async with database.open(organization_id, actor=actor) as ctx:
        sent = await chat.send(ctx, wanted.agent, ExecuteRequest(message=wanted.ask, file_ids=file_ids))
    async for _ in sent.events:
        pass


async def _attach(name: str, database: Database, organization_id: UUID, actor: Actor) -> UUID:
    """Return the id of a demo file, uploaded once."""
    async with database.open(organization_id, actor=actor) as ctx:
        known = await ctx.session.scalar(select(File.id).where(File.name == name, File.deleted_at.is_(None)).limit(1))
        if known is not None:
            return known
        content = await asyncio.to_thread((folder() / "files" / name).read_bytes)
        return (await filing.add_file(ctx, name, content)).id
