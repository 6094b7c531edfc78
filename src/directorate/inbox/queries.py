"""The SQL of the inbox."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from directorate.inbox.models import InboxTask, TaskStatus
from directorate.kit import cursor as pages
from directorate.kit.context import Context


async def tasks(ctx: Context, status: TaskStatus | None, *, limit: int, cursor: str | None) -> Sequence[InboxTask]:
    """Return tasks, newest first, one more than `limit`."""
    statement = select(InboxTask).where(InboxTask.deleted_at.is_(None))
    if status is not None:
        statement = statement.where(InboxTask.status == status.value)
    return (
        await ctx.session.scalars(pages.newest_first(statement, InboxTask.created_at, InboxTask.id, cursor, limit))
    ).all()


async def locked_task(ctx: Context, task_id: UUID) -> InboxTask | None:
    """Return a task that nobody else changes until the transaction ends."""
    statement = select(InboxTask).where(InboxTask.id == task_id, InboxTask.deleted_at.is_(None))
    return await ctx.session.scalar(statement.with_for_update())
