"""What the model gateway's API takes and answers. Money is micro-dollars (USD)."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Scope: TypeAlias = Literal["organization", "agent"]
Period: TypeAlias = Literal["day", "month"]


class BudgetShown(BaseModel):
    """A budget with its current period. `spent_micros` counts unpriced calls at an estimate; no limit never refuses."""

    scope: Scope
    agent_code: str | None
    period: Period
    limit_micros: int | None
    spent_micros: int
    reserved_micros: int
    resets_at: datetime


class BudgetList(BaseModel):
    """Every budget of the organization."""

    items: list[BudgetShown]
    next_cursor: str | None = None


class BudgetRequest(BaseModel):
    """A limit to set; null lifts it."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope
    agent_code: Annotated[str | None, Field(max_length=80)] = None
    period: Period
    limit_micros: Annotated[int | None, Field(ge=0, le=10**15)]


class ModelStats(BaseModel):
    """The calls to one model."""

    provider: str
    model: str
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


class RouterStats(BaseModel):
    """Calls in a range of time. `calls` counts answers, cached ones too; failed attempts stand apart.

    `cost_micros` leaves out the calls without a known price, which `unpriced_calls` counts. Savings are the cost of the
    calls that the cache made needless.
    """

    calls: int
    failed_calls: int
    cache_hits: int
    cache_hit_rate: float
    cost_micros: int
    currency: Literal["USD"] = "USD"
    unpriced_calls: int
    savings_micros: int
    p50_latency_ms: int | None
    p95_latency_ms: int | None
    by_model: list[ModelStats]


class Spend(BaseModel):
    """What was spent on models today and this month, in the organization's time zone."""

    today_micros: int
    month_micros: int
    unpriced_calls_today: int
    unpriced_calls_month: int
    currency: Literal["USD"] = "USD"


class ChosenModel(BaseModel):
    """A model that was chosen."""

    provider: str
    model: str


class CandidateShown(BaseModel):
    """A model that was considered."""

    provider: str
    model: str
    connection: str
    eligible: bool
    score: float
    why: str


class Explanation(BaseModel):
    """Which model would answer and why; no choice when none fits."""

    choice: ChosenModel | None
    reasons: list[str]
    candidates: list[CandidateShown]


class ExplainRequest(BaseModel):
    """A message as it would be sent."""

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=1_000_000)]
    agent_code: Annotated[str | None, Field(max_length=80)] = None
    tier: Literal["small", "standard", "large"] = "standard"
    model: Annotated[str | None, Field(max_length=200)] = None
    needs_tools: bool = False


class ModelShown(BaseModel):
    """A model that can be had; unknown facts are null."""

    provider: str
    model: str
    connection: str
    tier: Literal["small", "standard", "large"] | None
    context_window: int | None
    input_micros_per_mtok: int | None
    output_micros_per_mtok: int | None
    tools: bool | None
    simulated: bool
    available: bool
    why: str


class ModelListShown(BaseModel):
    """Every model the organization can use."""

    items: list[ModelShown]
    next_cursor: str | None = None


class CompletionMessage(BaseModel):
    """One message of a conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["system", "user", "assistant"]
    content: Annotated[str, Field(max_length=1_000_000)]


class CompletionRequest(BaseModel):
    """A conversation to complete with text."""

    model_config = ConfigDict(extra="forbid")

    messages: Annotated[list[CompletionMessage], Field(min_length=1, max_length=200)]
    model: Annotated[str | None, Field(max_length=200)] = None
    max_tokens: Annotated[int, Field(ge=1, le=32_000)] = 1024


class TokensShown(BaseModel):
    """Tokens as the provider counted them; none for an answer from the cache."""

    input: int
    output: int


class CompletionShown(BaseModel):
    """The answer, with what it cost; null when the model has no known price."""

    text: str
    provider: str
    model: str
    finish_reason: str | None
    tokens: TokensShown
    cost_micros: int | None
    currency: Literal["USD"] = "USD"
    cache_hit: bool
    latency_ms: int
