"""The models that can be had: those an endpoint lists, with what `catalog/models.yaml` knows about them."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from directorate.integrations import capabilities
from directorate.integrations.endpoints import Endpoint
from directorate.kit import http, log, paths
from directorate.kit.errors import AppError
from directorate.llm import pricing
from directorate.llm.calls import Tier
from directorate.llm.pricing import ListedPrice, Price, Step, Tokens

logger = log.get_logger(__name__)
LISTED_FOR_S = 300.0
FAILED_FOR_S = 10.0
LIST_DEADLINE_S = 6.0

VENDOR_HOSTS = {
    "OpenAI": "api.openai.com",
    "Anthropic": "api.anthropic.com",
    "Google": "generativelanguage.googleapis.com",
    "Groq": "api.groq.com",
    "Mistral": "api.mistral.ai",
    "DeepSeek": "api.deepseek.com",
    "xAI": "api.x.ai",
}
"""The hosts at which the vendors' list prices hold, from their API references."""

TYPICAL = Tokens(input=3_000, output=500)
"""The call that prices are compared on: a prompt with context and a short answer."""

NOT_CHAT = ("embed", "whisper", "tts", "dall-e", "moderation", "rerank", "transcribe", "image", "realtime")


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    above_input_tokens: int
    input_micros_per_mtok: int
    output_micros_per_mtok: int


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    provider: str
    model: str
    vendor: str
    kind: Literal["chat", "embedding"]
    context_window: int
    tier: Tier
    tools: bool
    vision: bool
    simulated: bool
    input_micros_per_mtok: int
    output_micros_per_mtok: int
    cached_micros_per_mtok: int | None = None
    steps: list[_Listed] = []

    def price(self) -> Price:
        """Return the list price."""
        steps = tuple(
            Step(step.above_input_tokens, step.input_micros_per_mtok, step.output_micros_per_mtok)
            for step in self.steps
        )
        return Price(self.input_micros_per_mtok, self.output_micros_per_mtok, self.cached_micros_per_mtok, steps)


class _Catalogue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    models: list[_Entry]


@dataclass(frozen=True, slots=True)
class Offer:
    """A model at an endpoint. What nobody told us is None; an unknown price is None too: unpriced.

    `typical_micros` is what a call of typical size costs: prices are compared on it.
    """

    endpoint: Endpoint
    name: str
    position: int = 0
    preferred: bool = False
    chat: bool = True
    tier: Tier | None = None
    context_window: int | None = None
    tools: bool | None = None
    vision: bool | None = None
    price: Price | ListedPrice | None = None
    typical_micros: int | None = None

    @property
    def known(self) -> bool:
        """Tell whether the registry describes this model."""
        return self.tier is not None


@dataclass(frozen=True, slots=True)
class _Discovered:
    at: float
    names: tuple[str, ...]
    error: AppError | None


_DISCOVERED: dict[str, _Discovered] = {}
_DESCRIBED: dict[tuple[str, int], tuple[_Discovered, list[Offer]]] = {}


@cache
def _entries() -> dict[tuple[str, str], _Entry]:
    text = (paths.catalog_dir() / "models.yaml").read_text(encoding="utf-8")
    catalogue = _Catalogue.model_validate(yaml.safe_load(text))
    return {(entry.provider, entry.model): entry for entry in catalogue.models}


@cache
def fallback_price() -> Price:
    """Return the price at which budgets count unpriced models: the dearest of the registry's standard tier.

    High on purpose: an unknown price must not let a budget pass. It is an estimate for budgets only and is never shown
    as a cost.
    """
    standard = [entry for entry in _entries().values() if entry.tier is Tier.STANDARD and entry.kind == "chat"]
    return Price(
        max(entry.input_micros_per_mtok for entry in standard), max(entry.output_micros_per_mtok for entry in standard)
    )


def describe(endpoint: Endpoint, name: str, *, position: int = 0, preferred: bool = False) -> Offer:
    """Return what is known about a model at an endpoint."""
    offer = _described(endpoint, name, position, preferred=preferred)
    return offer if offer.price is None else replace(offer, typical_micros=offer.price.cost_micros(TYPICAL))


def _described(endpoint: Endpoint, name: str, position: int, *, preferred: bool) -> Offer:
    entry = _entries().get((endpoint.provider, name))
    if entry is None:
        chat = not any(word in name.lower() for word in NOT_CHAT)
        return Offer(endpoint, name, position, preferred, chat=chat, price=pricing.listed(name, endpoint.base_url))
    at_home = entry.simulated or VENDOR_HOSTS.get(entry.vendor) == http.origin_of(endpoint.base_url)[0]
    return Offer(
        endpoint,
        name,
        position,
        preferred,
        chat=entry.kind == "chat",
        tier=entry.tier,
        context_window=entry.context_window,
        tools=entry.tools,
        vision=entry.vision,
        price=entry.price() if at_home else pricing.listed(name, endpoint.base_url),
    )


async def offers(endpoints: Sequence[Endpoint]) -> list[Offer]:
    """Return every model of some endpoints, in their order. An endpoint that lists none offers its default model."""
    fresh = [_fresh(endpoint) for endpoint in endpoints]
    listed = [item for item in fresh if item is not None]
    if len(listed) < len(endpoints):
        listed = await asyncio.gather(*(_discover(endpoint) for endpoint in endpoints))
    found: list[Offer] = []
    for position, (endpoint, names) in enumerate(zip(endpoints, listed, strict=True)):
        found += _offers_of(endpoint, position, names)
    return found


def forget() -> None:
    """Forget what endpoints listed, so that they are asked again."""
    _DISCOVERED.clear()


def trouble(endpoints: Sequence[Endpoint]) -> list[str]:
    """Return why endpoints could not list their models when last asked."""
    known = [(endpoint, _DISCOVERED.get(endpoint.key)) for endpoint in endpoints]
    return [f"{endpoint.name}: {item.error.detail}" for endpoint, item in known if item and item.error]


def _offers_of(endpoint: Endpoint, position: int, listed: _Discovered) -> list[Offer]:
    """Return an endpoint's offers, described once for each time it listed its models."""
    known = _DESCRIBED.get((endpoint.key, position))
    if known is None or known[0] is not listed:
        known = (listed, _describe_all(endpoint, position, listed.names))
        _DESCRIBED[endpoint.key, position] = known
    return known[1]


def _describe_all(endpoint: Endpoint, position: int, names: tuple[str, ...]) -> list[Offer]:
    default = endpoint.default_model
    every = dict.fromkeys([default, *names] if default else names)
    described = [describe(endpoint, name, position=position, preferred=name == default) for name in every]
    if default or any(offer.known and offer.chat for offer in described):
        return described
    first = next((offer.name for offer in described if offer.chat), "")
    return [replace(offer, preferred=offer.name == first) for offer in described]


def _fresh(endpoint: Endpoint) -> _Discovered | None:
    known = _DISCOVERED.get(endpoint.key)
    if known is None:
        return None
    life = FAILED_FOR_S if known.error else LISTED_FOR_S
    return known if time.monotonic() - known.at < life else None


async def _discover(endpoint: Endpoint) -> _Discovered:
    known = _fresh(endpoint)
    if known is not None:
        return known
    error, names = None, ()
    try:
        listed = await capabilities.chat_model(endpoint).list_models(deadline_s=LIST_DEADLINE_S)
        names = tuple(model.id for model in listed.data)
    except AppError as failure:
        logger.warning("llm.models_not_listed", provider=endpoint.provider, connection=endpoint.name, code=failure.code)
        error = failure
    found = _Discovered(time.monotonic(), names, error)
    _DISCOVERED[endpoint.key] = found
    return found
