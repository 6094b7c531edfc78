"""SQL of integrations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from directorate.integrations.models import Connection
from directorate.kit import cursor
from directorate.kit.context import Context


async def live_connections(ctx: Context) -> Sequence[Connection]:
    """Return the organization's connections, oldest first: the order they are tried in."""
    query = select(Connection).where(Connection.deleted_at.is_(None)).order_by(Connection.id)
    return (await ctx.session.scalars(query)).all()


async def connection_page(ctx: Context, position: str | None, limit: int) -> Sequence[Connection]:
    """Return up to `limit + 1` connections, newest first."""
    query = select(Connection).where(Connection.deleted_at.is_(None))
    query = cursor.newest_first(query, Connection.created_at, Connection.id, position, limit)
    return (await ctx.session.scalars(query)).all()


async def find(ctx: Context, connection_id: UUID) -> Connection | None:
    """Return a connection that is not deleted, None when there is none."""
    found = await ctx.session.get(Connection, (ctx.organization_id, connection_id))
    return found if found is not None and found.deleted_at is None else None


async def name_taken(ctx: Context, name_key: str) -> bool:
    """Tell whether a connection of this name exists."""
    query = select(Connection.id).where(Connection.name_key == name_key, Connection.deleted_at.is_(None))
    return await ctx.session.scalar(query) is not None


async def add(ctx: Context, connection: Connection) -> Connection:
    """Store a new connection."""
    ctx.session.add(connection)
    await ctx.session.flush()
    await ctx.session.refresh(connection, ["created_at"])
    return connection


async def note_test(
    ctx: Context, connection: Connection, *, at: datetime, ok: bool, latency_ms: int, detail: str
) -> None:
    """Keep the outcome of a connection's newest test."""
    connection.status = "connected" if ok else "failing"
    connection.last_test_at, connection.last_test_ok = at, ok
    connection.last_test_latency_ms, connection.last_test_detail = latency_ms, detail
    await ctx.session.flush()
