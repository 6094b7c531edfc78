"""The inbox over HTTP."""

from uuid import UUID

from fastapi import APIRouter, status

from directorate.identity.access import PROBLEMS, Member, Viewer
from directorate.inbox import service
from directorate.inbox.models import TaskStatus
from directorate.inbox.schemas import AssignInput, StatusInput, TaskInput, TaskView
from directorate.kit import cursor as pages
from directorate.kit.cursor import Limit, Page

router = APIRouter(prefix="/v1/organizations/{org_id}/inbox", tags=["inbox"], responses=PROBLEMS)


@router.get("", operation_id="list_tasks")
async def list_tasks(
    ctx: Viewer, status: TaskStatus | None = None, limit: Limit = 50, cursor: str | None = None
) -> Page[TaskView]:
    """List the organization's tasks, newest first."""
    rows = await service.list_tasks(ctx, status, limit=limit, cursor=cursor)
    return pages.page(rows, limit, lambda task: (task.created_at, task.id), service.task_view)


@router.post("", operation_id="create_task", status_code=status.HTTP_201_CREATED)
async def create_task(ctx: Member, body: TaskInput) -> TaskView:
    """Create a task for a member, an agent or anyone."""
    task = await service.create_task(
        ctx, title=body.title, body=body.body, assignee=body.assignee, due=body.due, refs=body.refs
    )
    return service.task_view(task)


@router.put("/{task_id}/status", operation_id="set_task_status")
async def set_task_status(ctx: Member, task_id: UUID, body: StatusInput) -> TaskView:
    """Settle a task or open it again."""
    return service.task_view(await service.set_status(ctx, task_id, body.status))


@router.put("/{task_id}/assign", operation_id="assign_task")
async def assign_task(ctx: Member, task_id: UUID, body: AssignInput) -> TaskView:
    """Give a task to a member or an agent, or to anyone."""
    return service.task_view(await service.assign(ctx, task_id, body.assignee))
