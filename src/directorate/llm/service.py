"""The verbs of the gateway's domain: budgets, statistics, spend, which models there are and which would answer."""

from dataclasses import asdict
from datetime import datetime

from directorate.integrations import service as integrations
from directorate.integrations.capabilities import ChatModel
from directorate.integrations.openai_schemas import Message
from directorate.kit.context import Context
from directorate.kit.errors import FieldError, Invalid
from directorate.llm import attempts, budgets, gateway, queries, registry
from directorate.llm.calls import Need, Tier
from directorate.llm.health import BOARD
from directorate.llm.pricing import estimated_tokens
from directorate.llm.registry import Offer
from directorate.llm.router import Candidate, Shape
from directorate.llm.schemas import (
    BudgetShown,
    CandidateShown,
    ChosenModel,
    CompletionRequest,
    CompletionShown,
    ExplainRequest,
    Explanation,
    ModelShown,
    ModelStats,
    Period,
    RouterStats,
    Scope,
    Spend,
    TokensShown,
)

MESSAGE_TOKENS = 4


async def list_budgets(ctx: Context) -> list[BudgetShown]:
    """Return every budget of the organization with its current period."""
    return await budgets.list_budgets(ctx)


async def set_budget(
    ctx: Context, *, scope: Scope, agent_code: str | None, period: Period, limit_micros: int | None
) -> BudgetShown:
    """Set a limit, or lift it with None.

    Raises:
        InvalidBudget: scope and agent do not fit together.
    """
    return await budgets.set_budget(ctx, scope=scope, agent_code=agent_code, period=period, limit_micros=limit_micros)


async def stats(ctx: Context, *, since: datetime | None = None, until: datetime | None = None) -> RouterStats:
    """Return calls, cost, cache and savings from `since` up to, not including, `until`.

    Raises:
        Invalid: the range ends before it begins.
    """
    if since is not None and until is not None and until <= since:
        errors = [FieldError("/to", "is not after `from`")]
        raise Invalid("The range ends before it begins.", fix="Choose a later end.", errors=errors)
    rows = await queries.stats(ctx, since=since, until=until)
    (total,) = (row for row in rows if row.provider is None)
    return RouterStats(
        calls=total.calls,
        failed_calls=total.failed_calls,
        cache_hits=total.cache_hits,
        cache_hit_rate=round(total.cache_hits / total.calls, 4) if total.calls else 0.0,
        cost_micros=total.cost_micros,
        unpriced_calls=total.unpriced_calls,
        savings_micros=total.savings_micros,
        p50_latency_ms=total.p50_latency_ms,
        p95_latency_ms=total.p95_latency_ms,
        by_model=[ModelStats.model_validate(asdict(row)) for row in rows if row.provider is not None],
    )


async def spend(ctx: Context) -> Spend:
    """Return what was spent on models today and this month."""
    today, month, unpriced_today, unpriced_month = await queries.spend(ctx, at=ctx.now())
    return Spend(
        today_micros=today,
        month_micros=month,
        unpriced_calls_today=unpriced_today,
        unpriced_calls_month=unpriced_month,
    )


async def explain(ctx: Context, request: ExplainRequest) -> Explanation:
    """Return which model would answer a message now and why; nothing is called and nothing is spent."""
    need = Need(tier=Tier(request.tier), model=request.model)
    size = len(request.message.encode())
    shape = Shape(
        prompt_bytes=size,
        pieces=1,
        estimated_input_tokens=estimated_tokens(size) + MESSAGE_TOKENS,
        max_output_tokens=need.max_output_tokens,
        tools=request.needs_tools,
    )
    choice = await attempts.consider(ctx, need, shape)
    first = choice.chain[0] if choice.chain else None
    return Explanation(
        choice=ChosenModel(provider=first.endpoint.provider, model=first.name) if first else None,
        reasons=choice.reasons,
        candidates=[_candidate(item) for item in choice.candidates],
    )


async def list_models(ctx: Context) -> list[ModelShown]:
    """Return every chat model the organization's endpoints offer, in the order of the connections."""
    offers = await registry.offers(await integrations.resolve(ctx, ChatModel))
    return [_model(offer) for offer in offers if offer.chat]


async def complete(ctx: Context, request: CompletionRequest) -> CompletionShown:
    """Answer a conversation with text over the plain path."""
    messages = [Message(role=message.role, content=message.content) for message in request.messages]
    need = Need(model=request.model, max_output_tokens=request.max_tokens)
    answer = await gateway.complete(ctx, messages, need)
    call = answer.call
    return CompletionShown(
        text=answer.text,
        provider=call.provider,
        model=call.model,
        finish_reason=answer.finish_reason,
        tokens=TokensShown(input=call.input_tokens, output=call.output_tokens),
        cost_micros=call.cost_micros,
        cache_hit=call.cache_hit,
        latency_ms=call.latency_ms,
    )


def _candidate(item: Candidate) -> CandidateShown:
    return CandidateShown(
        provider=item.offer.endpoint.provider,
        model=item.offer.name,
        connection=item.offer.endpoint.name,
        eligible=item.eligible,
        score=item.score,
        why=item.why,
    )


def _model(offer: Offer) -> ModelShown:
    closed_s = BOARD.closed_in_s(offer.endpoint.key)
    price = offer.price
    if closed_s > 0:
        why = f"its endpoint failed lately and is asked again in {closed_s:.0f} s"
    elif offer.preferred:
        why = f"the default model of {offer.endpoint.name}"
    else:
        why = "chosen by tier and price" if offer.known else "used only when it is named"
    return ModelShown(
        provider=offer.endpoint.provider,
        model=offer.name,
        connection=offer.endpoint.name,
        tier=offer.tier.value if offer.tier else None,
        context_window=offer.context_window,
        input_micros_per_mtok=price.input_micros_per_mtok if price else None,
        output_micros_per_mtok=price.output_micros_per_mtok if price else None,
        tools=offer.tools,
        simulated=offer.endpoint.simulated,
        available=closed_s == 0,
        why=why,
    )
