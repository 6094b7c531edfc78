"""What a caller asks of the gateway, and what it learns about each call afterwards."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Tier(StrEnum):
    """How demanding the work is; agents name theirs as `model_tier`."""

    SMALL = "small"
    STANDARD = "standard"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Need:
    """What a call needs of a model.

    `model` pins one: a model's name, or `provider/name`. `max_output_tokens` bounds each answer and the reservation.
    `cache` allows the exact cache for calls without tools. `timeout_s` bounds each silence of the provider.
    """

    tier: Tier = Tier.STANDARD
    model: str | None = None
    max_output_tokens: int = 4096
    cache: bool = True
    timeout_s: float = 120.0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call as the ledger has it. `cost_micros` is None when the model has no known price."""

    entry_id: UUID
    status: str
    provider: str
    model: str
    connection: str
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    cost_micros: int | None
    latency_ms: int
    first_token_ms: int | None
    cache_hit: bool
    simulated: bool
    reason: str
    error_code: str | None = None


@dataclass(slots=True)
class Recorder:
    """Collects the calls of one run, in order. Totals leave nothing out: failed attempts that cost money count."""

    calls: list[CallRecord] = field(default_factory=list[CallRecord])
    provider: str = ""
    model: str = ""

    def chose(self, provider: str, model: str) -> None:
        """Note the model that is being called now; known before its first token."""
        self.provider, self.model = provider, model

    def add(self, call: CallRecord) -> None:
        """Note a finished call."""
        self.calls.append(call)

    @property
    def input_tokens(self) -> int:
        """Return the prompt tokens of all calls."""
        return sum(call.input_tokens for call in self.calls)

    @property
    def output_tokens(self) -> int:
        """Return the answer tokens of all calls."""
        return sum(call.output_tokens for call in self.calls)

    @property
    def cost_micros(self) -> int | None:
        """Return the cost of all calls in micro-dollars; None when any of them is unpriced."""
        costs = [call.cost_micros for call in self.calls]
        return None if any(cost is None for cost in costs) else sum(cost or 0 for cost in costs)

    @property
    def latency_ms(self) -> int:
        """Return the time spent waiting for models."""
        return sum(call.latency_ms for call in self.calls)

    @property
    def cache_hit(self) -> bool:
        """Tell whether every answer came from the cache."""
        return bool(self.calls) and all(call.cache_hit for call in self.calls)
