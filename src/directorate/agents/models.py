"""Tables of running agents."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped, org_fk


class Status(StrEnum):
    """How an interaction stands. `interrupted` means that its process died; it may be retried."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


class Interaction(OrgScoped, Base):
    """One run of an agent: what was asked, what came of it, its cost in micro-dollars (NULL when unpriced)."""

    __tablename__ = "interactions"
    __system_access__ = True

    agent_code: Mapped[str]
    hired_agent_id: Mapped[UUID]
    session_id: Mapped[UUID]
    user_id: Mapped[UUID | None]
    actor: Mapped[str]
    question: Mapped[str]
    file_ids: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    output_format: Mapped[str] = mapped_column(default="markdown", server_default="markdown")
    status: Mapped[str] = mapped_column(default="running", server_default="running")
    answer: Mapped[str] = mapped_column(default="", server_default="")
    model: Mapped[str | None]
    provider: Mapped[str | None]
    simulated: Mapped[bool] = mapped_column(default=False, server_default="false")
    input_tokens: Mapped[int] = mapped_column(default=0, server_default="0")
    output_tokens: Mapped[int] = mapped_column(default=0, server_default="0")
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    latency_ms: Mapped[int | None]
    first_token_ms: Mapped[int | None]
    cache_hit: Mapped[bool] = mapped_column(default=False, server_default="false")
    citations: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    tool_calls: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    docs_used: Mapped[int] = mapped_column(default=0, server_default="0")
    memories_used: Mapped[int] = mapped_column(default=0, server_default="0")
    search_used: Mapped[bool] = mapped_column(default=False, server_default="false")
    suggested_agent: Mapped[dict[str, Any] | None]
    error: Mapped[dict[str, Any] | None]
    trace_id: Mapped[str]
    feedback: Mapped[str | None]
    feedback_reason: Mapped[str | None]
    owner: Mapped[str]
    heartbeat_at: Mapped[datetime]
    cancel_requested: Mapped[bool] = mapped_column(default=False, server_default="false")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("status IN ('running', 'done', 'failed', 'cancelled', 'interrupted')", name="status"),
        CheckConstraint("feedback IN ('up', 'down')", name="feedback"),
        Index("ix_interactions_started_at", "organization_id", "started_at", "id"),
        Index("ix_interactions_agent_code", "organization_id", "agent_code", "started_at"),
        Index("ix_interactions_session_id", "organization_id", "session_id"),
        Index("ix_interactions_running", "heartbeat_at", postgresql_where=text("status = 'running'")),
    )


class InteractionEvent(OrgScoped, Base):
    """One event of an interaction's stream, kept so that a reader can resume; `seq` counts from 1."""

    __tablename__ = "interaction_events"
    __system_access__ = True

    interaction_id: Mapped[UUID]
    seq: Mapped[int]
    type: Mapped[str]
    data: Mapped[dict[str, Any]]

    __table_args__ = (
        org_fk("interaction_id", "interactions"),
        Index("uq_interaction_events_seq", "organization_id", "interaction_id", "seq", unique=True),
        Index("ix_interaction_events_created_at", "created_at"),
    )
