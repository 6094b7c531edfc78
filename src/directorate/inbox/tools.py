"""The inbox's tools."""

from typing import Annotated

from pydantic import Field

from directorate.inbox import service
from directorate.inbox.schemas import AssigneeName, Body, CreatedTask, Due, Refs, Title
from directorate.kit.context import Context
from directorate.kit.registry import Effect, tool


@tool(effect=Effect.WRITE)
async def create_task(
    ctx: Context,
    *,
    title: Annotated[Title, Field(description="What is to be done, starting with a verb.")],
    body: Annotated[Body, Field(description="All that somebody needs who has read nothing else.")] = "",
    assignee: AssigneeName | None = None,
    due: Due | None = None,
    refs: Refs | None = None,
) -> CreatedTask:
    """Put a task into the organization's inbox, for a person or an agent to do.

    Use it when somebody must act; not for what you can do yourself now.
    """
    task = await service.create_task(ctx, title=title, body=body, assignee=assignee, due=due, refs=refs)
    return await service.created_view(ctx, task)
