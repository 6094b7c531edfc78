"""What the inbox takes and gives over HTTP and to tools."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from directorate.inbox.models import AssigneeKind, TaskStatus

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Body = Annotated[str, StringConstraints(max_length=50_000)]
AssigneeName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=254),
    Field(description="A member's e-mail, name or id, an agent's code, or any other name."),
]
Due = Annotated[
    date | datetime,
    Field(description="A day (2026-11-24), until whose end there is time, or a moment (2026-11-24T15:00:00Z)."),
]
Refs = Annotated[
    dict[str, JsonValue], Field(description="What the task is about, such as a file's id or a client's name.")
]


class TaskInput(BaseModel):
    """A task to create."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    body: Body = ""
    assignee: AssigneeName | None = None
    due: Due | None = None
    refs: Refs | None = None


class StatusInput(BaseModel):
    """A task's new status."""

    model_config = ConfigDict(extra="forbid")

    status: TaskStatus


class AssignInput(BaseModel):
    """Who is to do a task; null for anyone."""

    model_config = ConfigDict(extra="forbid")

    assignee: AssigneeName | None


class AssigneeView(BaseModel):
    """Who is to do a task: `id` is a user id, an agent code, or the name itself."""

    kind: AssigneeKind
    id: str
    name: str


class AuthorView(BaseModel):
    """Who created a task."""

    kind: str
    id: str | None
    label: str


class TaskView(BaseModel):
    """A task of the inbox."""

    id: UUID
    title: str
    body: str
    status: TaskStatus
    assignee: AssigneeView | None
    due: datetime | None
    created_by: AuthorView
    refs: dict[str, Any]
    interaction_id: UUID | None
    session_id: UUID | None
    created_at: datetime


class CreatedTask(BaseModel):
    """A task that was created: who is to do it, and until when in the organization's time zone."""

    task_id: UUID
    title: str
    status: TaskStatus
    assignee: str | None
    due: str | None
