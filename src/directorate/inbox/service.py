"""The inbox's verbs: create tasks, list them, settle them, give them to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from directorate.identity import service as identity
from directorate.identity.schemas import MemberView
from directorate.inbox import queries
from directorate.inbox.errors import AmbiguousAssignee, TaskNotFound
from directorate.inbox.events import TaskCreated, TaskSettled
from directorate.inbox.models import AssigneeKind, InboxTask, TaskStatus
from directorate.inbox.schemas import AssigneeView, AuthorView, CreatedTask, TaskView
from directorate.kit import events
from directorate.kit.context import Context
from directorate.kit.errors import FieldError
from directorate.marketplace import service as marketplace
from directorate.marketplace.errors import UnknownAgent

END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who is to do a task: a user id, an agent code or a plain name, with the name to show."""

    kind: AssigneeKind
    reference: str
    name: str


def _members_called(members: Sequence[MemberView], text: str) -> list[MemberView]:
    """Return the member with this e-mail or id, else those with this name, else those with this first name."""
    wanted = text.casefold()
    exact = [item for item in members if wanted in {item.user.email.casefold(), str(item.user.id)}]
    named = [item for item in members if item.user.name.casefold() == wanted]
    return exact or named or [item for item in members if item.user.name.casefold().split(" ")[0] == wanted]


async def resolve_assignee(ctx: Context, text: str) -> Assignee:
    """Return whom a text means: a member by e-mail, name or id, an agent by code, else just that name.

    Raises:
        AmbiguousAssignee: the name fits several members.
    """
    found = _members_called(await identity.members(ctx), text)
    if len(found) > 1:
        raise AmbiguousAssignee(
            f"{len(found)} members are called {text}: {', '.join(member.user.email for member in found)}.",
            fix="Name the member by e-mail.",
            errors=[FieldError("/assignee", "fits several members")],
        )
    if found:
        return Assignee(AssigneeKind.USER, str(found[0].user.id), found[0].user.name)
    try:
        manifest = marketplace.agent_item(text).manifest
    except UnknownAgent:
        return Assignee(AssigneeKind.NAME, text, text)
    return Assignee(AssigneeKind.AGENT, manifest.code, manifest.name)


async def _due_at(ctx: Context, due: date | datetime) -> datetime:
    """Return the moment a task is due; days end, and times without a zone are, in the organization's time zone."""
    moment = due if isinstance(due, datetime) else datetime.combine(due, END_OF_DAY)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo((await identity.get_organization(ctx)).time_zone))
    return moment.astimezone(UTC)


def _give(task: InboxTask, assignee: Assignee | None) -> None:
    task.assignee_kind = assignee.kind.value if assignee else None
    task.assignee = assignee.reference if assignee else None
    task.assignee_name = assignee.name if assignee else None


async def create_task(
    ctx: Context,
    *,
    title: str,
    body: str = "",
    assignee: str | None = None,
    due: date | datetime | None = None,
    refs: dict[str, JsonValue] | None = None,
) -> InboxTask:
    """Create an open task, by the context's actor and for its purpose, and emit `task.created`.

    Raises:
        AmbiguousAssignee: the assignee's name fits several members.
    """
    task = InboxTask(
        title=title,
        body=body,
        status=TaskStatus.OPEN.value,
        due_at=await _due_at(ctx, due) if due else None,
        refs=refs or {},
        created_by=ctx.actor.reference,
        created_by_name=ctx.actor.label,
        agent_code=ctx.purpose.agent_code,
        interaction_id=ctx.purpose.interaction_id,
        session_id=ctx.purpose.session_id,
    )
    _give(task, await resolve_assignee(ctx, assignee) if assignee else None)
    ctx.session.add(task)
    await ctx.session.flush()
    await ctx.session.refresh(task)
    await events.emit(ctx, TaskCreated(task_id=task.id, assignee_kind=task.assignee_kind, assignee=task.assignee))
    return task


async def list_tasks(ctx: Context, status: TaskStatus | None, *, limit: int, cursor: str | None) -> Sequence[InboxTask]:
    """Return tasks, newest first, one more than `limit`."""
    return await queries.tasks(ctx, status, limit=limit, cursor=cursor)


async def _task(ctx: Context, task_id: UUID) -> InboxTask:
    task = await queries.locked_task(ctx, task_id)
    if task is None:
        raise TaskNotFound("There is no such task in this organization.", fix="Reload the inbox.")
    return task


async def set_status(ctx: Context, task_id: UUID, status: TaskStatus) -> InboxTask:
    """Settle a task or open it again, and emit `task.settled` when it is settled now.

    Raises:
        TaskNotFound: no such task here.
    """
    task = await _task(ctx, task_id)
    if task.status == status.value:
        return task
    task.status = status.value
    task.settled_at = None if status is TaskStatus.OPEN else ctx.now()
    await ctx.session.flush()
    if status is not TaskStatus.OPEN:
        await events.emit(ctx, TaskSettled(task_id=task.id, status=status.value))
    return task


async def assign(ctx: Context, task_id: UUID, assignee: str | None) -> InboxTask:
    """Give a task to somebody, or to anyone.

    Raises:
        TaskNotFound: no such task here.
        AmbiguousAssignee: the name fits several members.
    """
    task = await _task(ctx, task_id)
    _give(task, await resolve_assignee(ctx, assignee) if assignee else None)
    await ctx.session.flush()
    return task


def task_view(task: InboxTask) -> TaskView:
    """Return a task as the API shows it."""
    kind, _, author_id = task.created_by.partition(":")
    assignee = None
    if task.assignee_kind and task.assignee:
        name = task.assignee_name or task.assignee
        assignee = AssigneeView(kind=AssigneeKind(task.assignee_kind), id=task.assignee, name=name)
    return TaskView(
        id=task.id,
        title=task.title,
        body=task.body,
        status=TaskStatus(task.status),
        assignee=assignee,
        due=task.due_at,
        created_by=AuthorView(kind=kind, id=author_id or None, label=task.created_by_name or kind),
        refs=task.refs,
        interaction_id=task.interaction_id,
        session_id=task.session_id,
        created_at=task.created_at,
    )


async def created_view(ctx: Context, task: InboxTask) -> CreatedTask:
    """Return a task as the tool that created it tells of it; a due day stays a day."""
    due = None
    if task.due_at is not None:
        local = task.due_at.astimezone(ZoneInfo((await identity.get_organization(ctx)).time_zone))
        due = local.date().isoformat() if local.time() == END_OF_DAY else local.isoformat()
    return CreatedTask(
        task_id=task.id, title=task.title, status=TaskStatus(task.status), assignee=task.assignee_name, due=due
    )
