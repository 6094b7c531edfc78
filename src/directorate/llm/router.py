"""Which model answers, and why. Pure: rules over offers; the same facts give the same choice.

An offer that breaks a rule is out, with the rule as its reason. The rest are scored: a pinned or preferred model first,
then the tier asked for, then price, the organization's order of connections, and how the endpoint has been doing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from directorate.llm.calls import Need, Tier
from directorate.llm.health import Health
from directorate.llm.registry import Offer

CHAIN_LENGTH = 4
"""At most so many models are asked for one answer."""

PREFERRED, TIER_FITS, TIER_ABOVE, TIER_BELOW = 100.0, 40.0, 25.0, 5.0
PRICE_WEIGHT, ORDER_WEIGHT, LATENCY_WEIGHT, FAILURE_PENALTY = 20.0, 10.0, 5.0, 15.0
SLOW_MS = 5_000.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The size and kind of a request: upper bound and estimate of its prompt, and what it needs."""

    prompt_bytes: int
    pieces: int
    estimated_input_tokens: int
    max_output_tokens: int
    tools: bool = False
    vision: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer as the router sees it. Higher scores come first; `why` says what made or broke it."""

    offer: Offer
    eligible: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The decision: the chain to try in order (empty: none fits), the reasons for its first, and all candidates."""

    chain: list[Offer]
    reasons: list[str]
    candidates: list[Candidate] = field(default_factory=list[Candidate])


def route(
    offers: Sequence[Offer],
    need: Need,
    shape: Shape,
    *,
    health: Callable[[str], Health],
    closed_in_s: Callable[[str], float],
) -> Choice:
    """Return the chain of models to try and why."""
    cheapest = min(
        (offer.typical_micros for offer in offers if offer.typical_micros is not None and offer.chat), default=0
    )
    candidates: list[Candidate] = []
    for offer in offers:
        broken = _broken_rule(offer, need, shape, closed_in_s(offer.endpoint.key))
        if broken:
            candidates.append(Candidate(offer, eligible=False, score=0.0, why=broken))
            continue
        score, reasons = _score(offer, need, cheapest, health(offer.endpoint.key))
        candidates.append(Candidate(offer, eligible=True, score=round(score, 1), why="; ".join(reasons)))
    candidates.sort(key=lambda item: (not item.eligible, -item.score, item.offer.position, item.offer.name))
    chain = [item.offer for item in candidates if item.eligible][:CHAIN_LENGTH]
    reasons = candidates[0].why.split("; ") if chain else ["No model fits."]
    return Choice(chain, reasons, candidates)


def names(offer: Offer) -> set[str]:
    """Return the names by which a model may be pinned."""
    return {offer.name, f"{offer.endpoint.provider}/{offer.name}", f"{offer.endpoint.name}/{offer.name}"}


def _broken_rule(offer: Offer, need: Need, shape: Shape, closed_in_s: float) -> str:
    """Return the first rule an offer breaks, empty when it breaks none."""
    needed = shape.estimated_input_tokens + shape.max_output_tokens
    rules = (
        (not offer.chat, "is not a chat model"),
        (need.model is not None and need.model not in names(offer), f"is not {need.model}, which was asked for"),
        (
            need.model is None and not offer.preferred and not offer.known,
            "is not in the registry: used only when it is named",
        ),
        (shape.tools and offer.tools is False, "takes no tools"),
        (shape.vision and offer.vision is False, "sees no images"),
        (
            offer.context_window is not None and needed > offer.context_window,
            f"holds {offer.context_window} tokens and about {needed} are needed",
        ),
        (closed_in_s > 0, f"its endpoint failed lately and is asked again in {closed_in_s:.0f} s"),
    )
    return next((why for broken, why in rules if broken), "")


def _score(offer: Offer, need: Need, cheapest: int, health: Health) -> tuple[float, list[str]]:
    """Return an offer's score with the reasons, the strongest first."""
    reasons: list[str] = []
    score = 0.0
    if need.model is not None:
        reasons.append("it was asked for by name")
    elif offer.preferred:
        score += PREFERRED
        reasons.append(f"it is the default model of {offer.endpoint.name}")
    points, why = _tier_points(offer.tier, need.tier)
    score += points
    reasons.append(why)
    if offer.typical_micros is None:
        reasons.append("unpriced")
    else:
        cost = offer.typical_micros
        score += PRICE_WEIGHT * (cheapest / cost if cost else 1.0)
        reasons.append("lowest price" if cost == cheapest else f"{cost / max(cheapest, 1):.1f} times the lowest price")
    score += ORDER_WEIGHT / (1 + offer.position)
    if health.latency_ms is not None:
        score += LATENCY_WEIGHT * max(0.0, 1 - health.latency_ms / SLOW_MS)
    if health.failures:
        score -= FAILURE_PENALTY * health.failures
        reasons.append(f"{health.failures} recent failures ({health.last_error})")
    return score, reasons


def _tier_points(tier: Tier | None, wanted: Tier) -> tuple[float, str]:
    if tier is None:
        return TIER_BELOW, "tier unknown"
    if tier is wanted:
        return TIER_FITS, f"fits {wanted} work"
    order = list(Tier)
    steps = order.index(tier) - order.index(wanted)
    if steps > 0:
        return TIER_ABOVE - steps, f"stronger than {wanted} work needs"
    return TIER_BELOW + steps, f"weaker than {wanted} work needs"
