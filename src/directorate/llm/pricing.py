"""What a call costs, in whole micro-dollars, rounded up. Pure: no context, no database, no network.

Order of price sources: `catalog/models.yaml`, then the `genai-prices` table for the vendors' own addresses, else the
model is unpriced: its cost is unknown, never 0.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING

MTOK = 1_000_000
PROBE = 1_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a call used. `cached` of the `input` tokens were read from the provider's own prompt cache."""

    input: int = 0
    output: int = 0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Dearer prices that hold for the whole call once its prompt is longer than `above_input_tokens`."""

    above_input_tokens: int
    input_micros_per_mtok: int
    output_micros_per_mtok: int


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-dollars per million tokens; without `cached` the provider gives no discount for its prompt cache."""

    input_micros_per_mtok: int
    output_micros_per_mtok: int
    cached_micros_per_mtok: int | None = None
    steps: tuple[Step, ...] = ()

    def cost_micros(self, tokens: Tokens) -> int:
        """Return the cost of a call, rounded up to a whole micro-dollar."""
        reached = [step for step in self.steps if tokens.input > step.above_input_tokens]
        rates = max(reached, key=lambda step: step.above_input_tokens) if reached else self
        cached = min(tokens.cached, tokens.input)
        total = (tokens.input - cached) * rates.input_micros_per_mtok
        total += cached * self._cached_rate(rates.input_micros_per_mtok)
        total += tokens.output * rates.output_micros_per_mtok
        return -(-total // MTOK)

    def _cached_rate(self, input_rate: int) -> int:
        """Return the price of a cached token; a step raises it as much as it raises the others."""
        if self.cached_micros_per_mtok is None:
            return input_rate
        return -(-self.cached_micros_per_mtok * input_rate // max(self.input_micros_per_mtok, 1))


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """A price from the `genai-prices` table, which knows steps by prompt length; found by the vendor's address."""

    model: str
    base_url: str

    def cost_micros(self, tokens: Tokens) -> int:
        """Return the cost of a call, rounded up to a whole micro-dollar."""
        from genai_prices import Usage, calc_price

        cached = min(tokens.cached, tokens.input)
        usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output, cache_read_tokens=cached)
        price = calc_price(usage, model_ref=self.model, provider_api_url=self.base_url)
        return int((price.total_price * MTOK).to_integral_value(rounding=ROUND_CEILING))

    @property
    def input_micros_per_mtok(self) -> int:
        """Return the price of a million prompt tokens at the lowest step."""
        return self.cost_micros(Tokens(input=PROBE)) * (MTOK // PROBE)

    @property
    def output_micros_per_mtok(self) -> int:
        """Return the price of a million answer tokens at the lowest step."""
        return self.cost_micros(Tokens(output=PROBE)) * (MTOK // PROBE)


def listed(model: str, base_url: str) -> ListedPrice | None:
    """Return the listed price of a vendor's model, None when the address or the model is not in the table."""
    price = ListedPrice(model, base_url)
    try:
        price.cost_micros(Tokens(input=1, output=1))
    except LookupError:
        return None
    return price


def estimated_tokens(text_bytes: int) -> int:
    """Return about how many tokens a text of this size has: 3.6 bytes each, between English prose and JSON."""
    return -(-text_bytes * 10 // 36)


def most_tokens(text_bytes: int, pieces: int) -> int:
    """Return more tokens than a prompt can have: no tokenizer makes a token of less than a byte.

    Eight for each piece (message, call, tool) cover the roles and separators that chat templates add.
    """
    return text_bytes + 8 * (pieces + 1)
