"""SQL of chat."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from directorate.chat.models import ChatSession, Message
from directorate.chat.schemas import SessionFilter
from directorate.kit import cursor
from directorate.kit.context import Context


async def find_session(ctx: Context, session_id: UUID, *, lock: bool = False) -> ChatSession | None:
    """Return a live conversation, locked until the transaction ends when asked to."""
    query = select(ChatSession).where(ChatSession.id == session_id, ChatSession.deleted_at.is_(None))
    return await ctx.session.scalar(query.with_for_update() if lock else query)


async def sessions(ctx: Context, wanted: SessionFilter, *, limit: int, after: str | None) -> Sequence[ChatSession]:
    """Return `limit + 1` conversations after the cursor, last used first."""
    query = select(ChatSession).where(ChatSession.deleted_at.is_(None))
    if wanted.agent_code:
        query = query.where(ChatSession.agent_code == wanted.agent_code)
    if wanted.q:
        query = query.where(ChatSession.title_key.contains(wanted.q.casefold(), autoescape=True))
    query = cursor.newest_first(query, ChatSession.updated_at, ChatSession.id, after, limit)
    return (await ctx.session.scalars(query)).all()


async def messages(ctx: Context, session_id: UUID, *, limit: int = 500) -> Sequence[Message]:
    """Return the newest messages of a conversation, oldest first (ids are in the order of time)."""
    query = select(Message).where(Message.session_id == session_id).order_by(Message.id.desc()).limit(limit)
    return list(reversed((await ctx.session.scalars(query)).all()))


async def touch(ctx: Context, session_id: UUID, at: datetime) -> None:
    """Note that a conversation was used."""
    await ctx.session.execute(update(ChatSession).where(ChatSession.id == session_id).values(updated_at=at))


async def set_text(ctx: Context, interaction_id: UUID, text: str) -> None:
    """Keep the answer's text on the agent's message."""
    statement = update(Message).where(Message.interaction_id == interaction_id, Message.role == "agent")
    await ctx.session.execute(statement.values(text=text))
