"""Tables of the gateway: the ledger of costs, budgets with their counters, and the cache of answers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped, org_fk


class CostEntry(OrgScoped, Base):
    """One cost and what it was for (rule 11). Every total shown anywhere is a sum over these rows.

    `cost_micros` is null while a call runs and when its model has no known price ("unpriced").
    `counted_micros` is what budgets counted: the cost, or for an unpriced model the estimate at the fallback price.
    `basis` says where the tokens come from: the provider, our estimate, or the worst case that had been reserved.
    """

    __tablename__ = "cost_entries"
    __system_access__ = True

    kind: Mapped[str] = mapped_column(default="model_call", server_default="model_call")
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    status: Mapped[str]
    basis: Mapped[str] = mapped_column(default="none", server_default="none")
    provider: Mapped[str]
    model: Mapped[str]
    connection: Mapped[str]
    simulated: Mapped[bool]
    priced: Mapped[bool]
    input_tokens: Mapped[int] = mapped_column(default=0, server_default="0")
    output_tokens: Mapped[int] = mapped_column(default=0, server_default="0")
    cached_tokens: Mapped[int] = mapped_column(default=0, server_default="0")
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    counted_micros: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    reserved_micros: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    saved_micros: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    currency: Mapped[str] = mapped_column(default="USD", server_default="USD")
    period_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    latency_ms: Mapped[int | None]
    first_token_ms: Mapped[int | None]
    cache_hit: Mapped[bool] = mapped_column(default=False, server_default="false")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    error_code: Mapped[str | None]
    trace_id: Mapped[str]
    user_id: Mapped[UUID | None]
    agent_code: Mapped[str | None]
    hired_agent_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    interaction_id: Mapped[UUID | None]
    run_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    variant_id: Mapped[UUID | None]

    __table_args__ = (
        CheckConstraint("status IN ('reserved', 'settled', 'cancelled', 'failed')", name="status"),
        CheckConstraint("basis IN ('none', 'provider', 'estimate', 'worst_case')", name="basis"),
        CheckConstraint("counted_micros >= 0 AND reserved_micros >= 0 AND cost_micros >= 0", name="not_negative"),
        Index("ix_cost_entries_at", "organization_id", "at"),
        Index("ix_cost_entries_interaction_id", "organization_id", "interaction_id"),
        Index("ix_cost_entries_reserved", "created_at", postgresql_where=text("status = 'reserved'")),
    )


class Budget(OrgScoped, Base):
    """A limit on model spend: of the organization or of one agent, a day or a month. No limit: counted, not held."""

    __tablename__ = "budgets"
    __audited__ = True

    scope: Mapped[str]
    agent_code: Mapped[str] = mapped_column(default="", server_default="")
    period: Mapped[str]
    limit_micros: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        CheckConstraint("scope IN ('organization', 'agent')", name="scope"),
        CheckConstraint("period IN ('day', 'month')", name="period"),
        CheckConstraint("(scope = 'agent') = (agent_code <> '')", name="agent_code"),
        CheckConstraint("limit_micros >= 0", name="limit_micros"),
        Index("uq_budgets_agent_code_period", "organization_id", "agent_code", "period", unique=True),
    )


class BudgetPeriod(OrgScoped, Base):
    """A budget's counters for one day or month: `period_start` is a date in the organization's time zone."""

    __tablename__ = "budget_periods"

    budget_id: Mapped[UUID]
    period_start: Mapped[date]
    spent_micros: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    reserved_micros: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    limit_micros: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        org_fk("budget_id", "budgets"),
        CheckConstraint("spent_micros >= 0 AND reserved_micros >= 0", name="not_negative"),
        Index("uq_budget_periods_budget_id_period_start", "organization_id", "budget_id", "period_start", unique=True),
    )


class CachedResponse(OrgScoped, Base):
    """An answer kept for exactly the same request. The key's digest covers the organization too."""

    __tablename__ = "response_cache"
    __system_access__ = True

    key_digest: Mapped[str]
    provider: Mapped[str]
    model: Mapped[str]
    answer: Mapped[dict[str, Any]]
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[datetime]

    __table_args__ = (
        Index("uq_response_cache_key_digest", "organization_id", "key_digest", unique=True),
        Index("ix_response_cache_expires_at", "expires_at"),
    )
