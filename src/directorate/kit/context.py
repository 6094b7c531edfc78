"""The context: who acts, for which organization, in which transaction, at what time.

A verb takes `ctx` first. There is one context a request, workflow step or tool call, and one transaction a context.
"""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from directorate.kit.clock import Clock, SystemClock
from directorate.kit.errors import Forbidden


class ActorKind(StrEnum):
    """What kind of being performs an action."""

    USER = "user"
    API_KEY = "api_key"
    AGENT = "agent"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class Role(StrEnum):
    """A member's role; each allows what those before it allow."""

    VIEWER = "viewer"
    MEMBER = "member"
    ADMIN = "admin"
    OWNER = "owner"

    def allows(self, needed: "Role") -> bool:
        """Tell whether this role may do what `needed` may do."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, program, agent or system task that acts."""

    kind: ActorKind
    id: UUID | None = None
    label: str = ""
    role: Role | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def user_id(self) -> UUID | None:
        """Return the person's id when a person acts, else None."""
        return self.id if self.kind is ActorKind.USER else None

    @property
    def reference(self) -> str:
        """Return the form audit rows carry: `kind:id`, for an agent `agent:CODE`, for the system just the kind."""
        if self.kind is ActorKind.AGENT:
            return f"{self.kind}:{self.label}"
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


SYSTEM = Actor(ActorKind.SYSTEM, label="system")
ANONYMOUS = Actor(ActorKind.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a cost, a log line or an effect was for (rule 11 of the product)."""

    agent_code: str | None = None
    hired_agent_id: UUID | None = None
    user_id: UUID | None = None
    session_id: UUID | None = None
    interaction_id: UUID | None = None
    run_id: UUID | None = None
    campaign_id: UUID | None = None
    lead_id: UUID | None = None
    client_id: UUID | None = None
    variant_id: UUID | None = None


class ContextOpener(Protocol):
    """Opens contexts in transactions of their own; `kit.db.Database` is the one in use."""

    def open(
        self,
        organization_id: UUID | None = None,
        *,
        actor: Actor = SYSTEM,
        purpose: Purpose = Purpose(),
        trace_id: str | None = None,
        clock: Clock | None = None,
    ) -> AbstractAsyncContextManager["Context"]:
        """Open a context; it commits at exit and rolls back on an error."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """One unit of work: an open transaction bound to an organization and an actor."""

    session: AsyncSession
    opener: ContextOpener
    bound_organization_id: UUID | None
    actor: Actor
    purpose: Purpose = field(default_factory=Purpose)
    trace_id: str = field(default_factory=lambda: uuid4().hex)
    clock: Clock = field(default_factory=SystemClock)

    @property
    def organization_id(self) -> UUID:
        """Return the organization this context is bound to.

        Raises:
            Forbidden: the context belongs to no organization.
        """
        if self.bound_organization_id is None:
            raise Forbidden("This action belongs to an organization, and none was chosen.")
        return self.bound_organization_id

    def now(self) -> datetime:
        """Return the business time, aware, in UTC."""
        return self.clock.now()

    def with_purpose(self, **changes: str | UUID | None) -> Self:
        """Return the same unit of work, for a purpose with these fields replaced."""
        return replace(self, purpose=replace(self.purpose, **changes))  # pyright: ignore[reportArgumentType]

    @asynccontextmanager
    async def begin(
        self,
        *,
        organization_id: UUID | None = None,
        actor: Actor | None = None,
        purpose: Purpose | None = None,
    ) -> AsyncGenerator["Context"]:
        """Open a sibling in its own transaction: committed at exit, rolled back on an error."""
        async with self.opener.open(
            organization_id or self.bound_organization_id,
            actor=actor or self.actor,
            purpose=purpose or self.purpose,
            trace_id=self.trace_id,
            clock=self.clock,
        ) as sibling:
            yield sibling
