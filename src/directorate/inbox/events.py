"""Facts the inbox emits."""

from uuid import UUID

from directorate.kit.events import Event


class TaskCreated(Event):
    """Somebody was given something to do. `assignee` is a user id or an agent code, when it is known."""

    name = "task.created"
    task_id: UUID
    assignee_kind: str | None
    assignee: str | None


class TaskSettled(Event):
    """A task was done or cancelled."""

    name = "task.settled"
    task_id: UUID
    status: str
