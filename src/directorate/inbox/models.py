"""Tables of the inbox."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped


class TaskStatus(StrEnum):
    """How a task stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class AssigneeKind(StrEnum):
    """Who is to do a task: a member, an agent, or somebody the inbox knows by name only."""

    USER = "user"
    AGENT = "agent"
    NAME = "name"


class InboxTask(OrgScoped, Base):
    """Something to do. `assignee` is a user id, an agent code or a name, as `assignee_kind` says."""

    __tablename__ = "inbox_tasks"
    __audited__ = True

    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[str] = mapped_column(default=TaskStatus.OPEN.value, server_default=TaskStatus.OPEN.value)
    assignee_kind: Mapped[str | None]
    assignee: Mapped[str | None]
    assignee_name: Mapped[str | None]
    due_at: Mapped[datetime | None]
    refs: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    created_by: Mapped[str]
    created_by_name: Mapped[str] = mapped_column(default="", server_default="")
    agent_code: Mapped[str | None]
    interaction_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("status IN ('open', 'done', 'cancelled')", name="status"),
        CheckConstraint("assignee_kind IN ('user', 'agent', 'name')", name="assignee_kind"),
        CheckConstraint("(assignee IS NULL) = (assignee_kind IS NULL)", name="assignee"),
        Index("ix_inbox_tasks_list", "organization_id", "status", "created_at", "id"),
    )
