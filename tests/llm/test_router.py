"""The router: rules first, reasons always, the same facts the same choice."""

from dataclasses import dataclass, replace

import pytest

from directorate.integrations.endpoints import Endpoint
from directorate.llm import registry, router
from directorate.llm.calls import Need, Tier
from directorate.llm.health import Health
from directorate.llm.pricing import Price, Step, Tokens
from directorate.llm.registry import Offer
from directorate.llm.router import Choice, Shape

HERE = Endpoint("openai_compatible", "first", "https://a.example/v1")
THERE = Endpoint("openai_compatible", "second", "https://b.example/v1")


def offer(name: str, tier: Tier | None = Tier.STANDARD, typical: int | None = 100, **changes: object) -> Offer:
    plain = Offer(HERE, name, tier=tier, context_window=100_000, tools=True, typical_micros=typical)
    return replace(plain, **changes)


SMALL, STANDARD, LARGE = (
    offer("small", Tier.SMALL, 10),
    offer("standard", Tier.STANDARD, 100),
    offer("large", Tier.LARGE, 1_000),
)
PLAIN = Need()
SHAPE = Shape(prompt_bytes=400, pieces=1, estimated_input_tokens=110, max_output_tokens=1_000)


def decide(
    offers: list[Offer], need: Need = Need(), shape: Shape = SHAPE, closed: frozenset[str] = frozenset()
) -> Choice:
    return router.route(
        offers, need, shape, health=lambda _: Health(), closed_in_s=lambda key: 9.0 if key in closed else 0.0
    )


@dataclass(frozen=True)
class Case:
    name: str
    offers: list[Offer]
    chosen: str | None
    reason: str
    need: Need = PLAIN
    shape: Shape = SHAPE
    closed: frozenset[str] = frozenset()


CASES = [
    Case("standard work", [SMALL, STANDARD, LARGE], "standard", "fits standard work"),
    Case("small work", [SMALL, STANDARD, LARGE], "small", "fits small work", Need(tier=Tier.SMALL)),
    Case("large work", [SMALL, STANDARD, LARGE], "large", "fits large work", Need(tier=Tier.LARGE)),
    Case("stronger before weaker", [SMALL, LARGE], "large", "stronger than standard work needs"),
    Case("cheaper of two", [offer("dear", typical=200), offer("cheap", typical=100)], "cheap", "lowest price"),
    Case("default model", [LARGE, replace(SMALL, preferred=True)], "small", "default model of first"),
    Case("pinned", [STANDARD, LARGE], "large", "asked for by name", Need(model="large")),
    Case("pinned by provider", [STANDARD, LARGE], "large", "by name", Need(model="openai_compatible/large")),
    Case("pinned by connection", [STANDARD, LARGE], "large", "by name", Need(model="first/large")),
    Case("pinned and absent", [STANDARD], None, "No model fits", Need(model="gone")),
    Case("tools", [replace(STANDARD, tools=False), LARGE], "large", "stronger", shape=replace(SHAPE, tools=True)),
    Case(
        "long prompt",
        [STANDARD, replace(LARGE, context_window=500_000)],
        "large",
        "stronger",
        shape=replace(SHAPE, estimated_input_tokens=200_000),
    ),
    Case(
        "failing endpoint",
        [STANDARD, replace(STANDARD, endpoint=THERE)],
        "standard",
        "fits",
        closed=frozenset({HERE.key}),
    ),
    Case("unknown model, unnamed", [offer("mystery", tier=None, typical=None)], None, "No model fits"),
    Case(
        "unknown model, named", [offer("mystery", tier=None, typical=None)], "mystery", "by name", Need(model="mystery")
    ),
    Case("no chat model", [offer("embed", chat=False)], None, "No model fits"),
    Case("order of connections", [offer("m", endpoint=THERE, position=1), offer("m")], "m", "fits"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_choice_and_its_reason(case: Case) -> None:
    choice = decide(case.offers, case.need, case.shape, case.closed)
    assert (choice.chain[0].name if choice.chain else None) == case.chosen
    assert any(case.reason in reason for reason in choice.reasons)
    assert {item.offer.name for item in choice.candidates} == {item.name for item in case.offers}
    assert all(item.why for item in choice.candidates)
    if case.name == "failing endpoint":
        assert choice.chain[0].endpoint is THERE
    if case.name == "order of connections":
        assert choice.chain[0].endpoint is HERE


def test_the_same_facts_give_the_same_choice() -> None:
    assert decide([LARGE, SMALL, STANDARD]) == decide([STANDARD, LARGE, SMALL])


def test_a_price_rounds_up_and_knows_steps_and_cached_tokens() -> None:
    price = Price(2_000_000, 10_000_000, 200_000, (Step(100, 4_000_000, 15_000_000),))
    assert price.cost_micros(Tokens(input=1)) == 2
    assert price.cost_micros(Tokens(input=100, output=10)) == 300
    assert price.cost_micros(Tokens(input=100, cached=50)) == 110
    assert price.cost_micros(Tokens(input=101, output=10)) == 404 + 150
    assert price.cost_micros(Tokens(input=101, cached=101)) == -(-101 * 400_000 // 10**6)
    assert Price(1, 1).cost_micros(Tokens(input=1)) == 1
    assert Price(1, 1).cost_micros(Tokens()) == 0


def test_a_list_price_holds_at_the_vendors_own_address_only() -> None:
    at_home = registry.describe(Endpoint("openai_compatible", "x", "https://api.openai.com/v1"), "gpt-4o-mini")
    elsewhere = registry.describe(Endpoint("openai_compatible", "x", "http://127.0.0.1:11434/v1"), "gpt-4o-mini")
    unlisted = registry.describe(Endpoint("openai_compatible", "x", "https://api.openai.com/v1"), "gpt-3.5-turbo")
    assert at_home.price == Price(150_000, 600_000, 75_000)
    assert elsewhere.price is None
    assert unlisted.price is not None, "the genai-prices table knows what our list does not"
    assert registry.describe(elsewhere.endpoint, "text-embedding-ada-002").chat is False
