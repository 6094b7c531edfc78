"""Facts of the ledger: a call before and after it is made, and the sums that are read back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Draft:
    """A ledger row as it is before the call: all that is known then."""

    id: UUID
    at: datetime
    provider: str
    model: str
    connection: str
    simulated: bool
    reason: str
    trace_id: str
    priced: bool = True
    reserved_micros: int = 0
    user_id: UUID | None = None
    agent_code: str | None = None
    hired_agent_id: UUID | None = None
    session_id: UUID | None = None
    interaction_id: UUID | None = None
    run_id: UUID | None = None
    campaign_id: UUID | None = None
    lead_id: UUID | None = None
    client_id: UUID | None = None
    variant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended."""

    status: str
    basis: str = "none"
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    cost_micros: int | None = 0
    counted_micros: int = 0
    latency_ms: int | None = None
    first_token_ms: int | None = None
    error_code: str | None = None


class Grant(Enum):
    """What came of a reservation; `NO_BUDGETS`: the organization has none yet, so nothing was written."""

    GRANTED = "granted"
    REFUSED = "refused"
    NO_BUDGETS = "no_budgets"


@dataclass(frozen=True, slots=True)
class BudgetState:
    """A budget and its counters for the period a time falls in."""

    agent_code: str
    period: str
    limit_micros: int | None
    period_start: date
    time_zone: str
    spent_micros: int
    reserved_micros: int


@dataclass(frozen=True, slots=True)
class CallTotals:
    """The calls to one model, or to all of them: then provider and model are None."""

    provider: str | None
    model: str | None
    calls: int
    failed_calls: int
    cache_hits: int
    unpriced_calls: int
    input_tokens: int
    output_tokens: int
    cost_micros: int
    savings_micros: int
    p50_latency_ms: int | None
    p95_latency_ms: int | None
