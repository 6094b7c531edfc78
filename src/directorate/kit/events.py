"""Events: facts written to the outbox in the transaction that made them true, delivered to subscribers afterwards.

Delivery is at least once a subscriber; a subscriber's own writes and the note that it ran commit together.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

import psycopg
from pydantic import BaseModel, ConfigDict
from sqlalchemy import CheckConstraint, Index, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit import log
from directorate.kit.context import Context
from directorate.kit.db import Base, Database, OrgScoped, driver_url

logger = log.get_logger(__name__)
MAX_ATTEMPTS = 12
BATCH = 50
CHANNEL = "directorate_outbox"


class Event(BaseModel):
    """A fact: ids and small values, never bodies or addresses."""

    model_config = ConfigDict(frozen=True)
    name: ClassVar[str]


class OutboxEvent(OrgScoped, Base):
    """An event on its way to its subscribers."""

    __tablename__ = "outbox_events"
    __system_access__ = True

    name: Mapped[str]
    payload: Mapped[dict[str, Any]]
    trace_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="pending", server_default="pending")
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    delivered: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    available_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    last_error: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("state IN ('pending', 'done', 'dead')", name="state"),
        Index("ix_outbox_events_due", "available_at", postgresql_where=text("state = 'pending'")),
    )


Subscriber: TypeAlias = Callable[[Context, dict[str, Any]], Awaitable[None]]
_SUBSCRIBERS: dict[str, dict[str, Subscriber]] = {}


def subscribes(event_name: str) -> Callable[[Subscriber], Subscriber]:
    """Register a function of a domain's `jobs.py` as a subscriber of an event."""

    def register(function: Subscriber) -> Subscriber:
        name = f"{function.__module__}.{function.__name__}"
        _SUBSCRIBERS.setdefault(event_name, {})[name] = function
        return function

    return register


async def emit(ctx: Context, event: Event) -> UUID:
    """Write an event to the outbox in the context's transaction and return its id."""
    row = OutboxEvent(name=event.name, payload=event.model_dump(mode="json"), trace_id=ctx.trace_id)
    ctx.session.add(row)
    await ctx.session.flush()
    await ctx.session.execute(text(f"NOTIFY {CHANNEL}"))
    return row.id


async def notifications(database: Database) -> AsyncIterator[None]:
    """Yield each time an event may have been written; ends with an error when the connection breaks."""
    address = driver_url(database.url, driver="postgresql")
    async with await psycopg.AsyncConnection[Any].connect(address, autocommit=True) as connection:
        await connection.execute(f"LISTEN {CHANNEL}".encode())
        async for _ in connection.notifies():
            yield None


async def deliver_due(database: Database) -> int:
    """Deliver a batch of due events and return how many were taken. Several workers may call it at once."""
    async with database.open_system() as ctx:
        due = (
            select(OutboxEvent.organization_id, OutboxEvent.id)
            .where(OutboxEvent.state == "pending", OutboxEvent.available_at <= ctx.now())
            .order_by(OutboxEvent.available_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        keys = (await ctx.session.execute(due)).all()
        lease = ctx.now() + timedelta(seconds=60)
        for organization_id, event_id in keys:
            await ctx.session.execute(
                update(OutboxEvent)
                .where(OutboxEvent.organization_id == organization_id, OutboxEvent.id == event_id)
                .values(available_at=lease, attempts=OutboxEvent.attempts + 1)
            )
    for organization_id, event_id in keys:
        await _deliver(database, organization_id, event_id)
    return len(keys)


async def _deliver(database: Database, organization_id: UUID, event_id: UUID) -> None:
    """Run each subscriber that has not run yet, one transaction each, and settle the row."""
    async with database.open(organization_id) as ctx:
        row = await ctx.session.get_one(OutboxEvent, (organization_id, event_id))
    error = ""
    for name, subscriber in _SUBSCRIBERS.get(row.name, {}).items():
        if name in row.delivered:
            continue
        try:
            async with database.open(organization_id, trace_id=row.trace_id) as ctx:
                await subscriber(ctx, row.payload)
                await _note_delivery(ctx, event_id, name)
        except Exception as failure:
            error = f"{name}: {type(failure).__name__}: {failure}"
            logger.exception("event.delivery_failed", event_name=row.name, subscriber=name, event_id=str(event_id))
    async with database.open(organization_id) as ctx:
        await ctx.session.execute(
            update(OutboxEvent).where(OutboxEvent.id == event_id).values(**_outcome(ctx, row.attempts, error))
        )


def _outcome(ctx: Context, attempts: int, error: str) -> dict[str, object]:
    """Return the columns that settle an attempt: done, retry with growing delay, or dead."""
    if not error:
        return {"state": "done", "last_error": None}
    if attempts >= MAX_ATTEMPTS:
        return {"state": "dead", "last_error": error}
    delay = timedelta(seconds=min(2**attempts, 900))
    return {"available_at": ctx.now() + delay, "last_error": error}


async def _note_delivery(ctx: Context, event_id: UUID, subscriber: str) -> None:
    """Remember, in the subscriber's own transaction, that it ran."""
    await ctx.session.execute(
        text("UPDATE outbox_events SET delivered = delivered || to_jsonb(CAST(:name AS text)) WHERE id = :id"),
        {"name": subscriber, "id": event_id},
    )


def kinds() -> list[type[Event]]:
    """Return every event class that is loaded."""
    return list(Event.__subclasses__())


def subscribed() -> set[str]:
    """Return the names of the events somebody subscribes to."""
    return set(_SUBSCRIBERS)
