"""What hired agents and their runs look like over HTTP and in streams."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from directorate.kit.registry import Effect, Source
from directorate.marketplace.schemas import DepartmentRef

OutputFormat = Literal["text", "markdown", "table", "json", "slides"]


class HiredSettings(BaseModel, extra="forbid"):
    """What an organization sets on a hired agent."""

    instructions: str = Field(default="", max_length=4000, description="Added to the agent's role, in your own words.")
    output_format: OutputFormat = "markdown"


class HireRequest(BaseModel, extra="forbid"):
    """The body of a hire."""

    settings: HiredSettings = HiredSettings()


class HiredUpdate(BaseModel, extra="forbid"):
    """What may be changed on a hired agent; `model` is `provider/model`, empty for the router's choice."""

    settings: HiredSettings | None = None
    model: str | None = Field(None, max_length=200)


class AgentStatistics(BaseModel):
    """What a hired agent did so far. Costs are in micro-dollars; the median is over finished interactions."""

    interactions: int = 0
    cost_micros: int = 0
    median_cost_micros: int | None = None
    median_latency_ms: int | None = None
    feedback_up: int = 0
    feedback_down: int = 0
    last_used_at: datetime | None = None


class HiredAgentView(BaseModel):
    """A hired agent."""

    id: UUID
    agent_code: str
    name: str
    department: DepartmentRef
    icon: str
    version: str
    hired_at: datetime
    settings: HiredSettings
    model: str | None
    price_cents_month: int
    statistics: AgentStatistics
    working_now: int


class SuggestedAgent(BaseModel):
    """The colleague an agent refers to."""

    code: str
    name: str
    reason: str
    is_hired: bool
    handoff_context: str


class ToolCallView(BaseModel):
    """One tool call of a run, as its card shows it."""

    call_id: str
    name: str
    effect: Effect
    status: Literal["running", "done", "failed", "denied"]
    arguments: dict[str, object]
    summary: str = ""
    duration_ms: int | None = None


class Tokens(BaseModel, frozen=True):
    """Tokens of a run."""

    input: int = 0
    output: int = 0


class StreamUsage(BaseModel):
    """What an answer took, known at its end. `cost_micros` is None when the model has no known price."""

    model: str | None
    provider: str | None
    simulated: bool
    tokens: Tokens
    cost_micros: int | None
    currency: str = "USD"
    latency_ms: int | None
    first_token_ms: int | None
    cache_hit: bool


class Answer(StreamUsage):
    """The outcome of a run."""

    message: str
    session_id: UUID
    interaction_id: UUID
    agent_code: str
    status: Literal["running", "done", "failed", "cancelled", "interrupted"]
    citations: list[Source]
    docs_used: int
    memories_used: int
    search_used: bool
    tool_calls: list[ToolCallView]
    referral_triggered: bool
    suggested_agent: SuggestedAgent | None
    trace_id: str


class StreamStart(BaseModel):
    """The first event of a stream."""

    interaction_id: UUID
    session_id: UUID
    agent_code: str


class ErrorView(BaseModel):
    """A failure inside a stream or a stored interaction."""

    code: str
    title: str
    detail: str
    fix: str = ""
    error_id: str
    retryable: bool = False


class InteractionView(Answer):
    """One row of the interaction log."""

    question: str
    actor: str
    file_ids: list[UUID]
    output_format: str
    error: ErrorView | None
    feedback: Literal["up", "down"] | None
    feedback_reason: str | None
    started_at: datetime
    finished_at: datetime | None


class Feedback(BaseModel, extra="forbid"):
    """A person's judgement of an answer."""

    rating: Literal["up", "down"]
    reason: str = Field("", max_length=1000)


class InteractionFilter(BaseModel):
    """How the interaction log is narrowed down."""

    agent_code: str = ""
    started_from: datetime | None = Field(None, alias="from")
    started_to: datetime | None = Field(None, alias="to")
