"""The spend ledger: reserve the worst case before a call, settle what was used after it, lose neither.

- A reservation is counted against every budget that applies (organization and agent, day and month) in one statement
  of one short transaction, or not at all. Days and months are those of the organization's time zone.
- A call without a known price costs "unpriced" (null) and is counted at `registry.fallback_price()`.
- Settling survives the cancellation of the task that asks for it. If the whole process dies, `release_abandoned`
  settles the row at its worst case once no call can still be running: the money may have been spent, and saying so
  may refuse a call too many but never lets a budget pass.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import anyio

from directorate.kit import log
from directorate.kit.context import Context
from directorate.kit.db import Database
from directorate.kit.ids import uuid7
from directorate.llm import budgets, queries, registry
from directorate.llm.calls import CallRecord
from directorate.llm.entries import Draft, Grant, Outcome
from directorate.llm.pricing import Tokens, most_tokens
from directorate.llm.registry import Offer
from directorate.llm.router import Shape

logger = log.get_logger(__name__)
LONGEST_CALL_S = 600.0
ABANDONED_AFTER = timedelta(seconds=LONGEST_CALL_S * 2)
"""Twice the longest call the gateway allows: by then it is over, whoever made it."""

T = TypeVar("T")
_SETTLING: set[asyncio.Task[Any]] = set()


def worst_case(offer: Offer, shape: Shape) -> int:
    """Return the most a call can cost in micro-dollars: its prompt's bytes as tokens, and all the output allowed."""
    price = offer.price or registry.fallback_price()
    return price.cost_micros(
        Tokens(input=most_tokens(shape.prompt_bytes, shape.pieces), output=shape.max_output_tokens)
    )


def draft(ctx: Context, offer: Offer, *, reason: str, reserved_micros: int) -> Draft:
    """Return the ledger row of a call about to be made, for the context's purpose."""
    purpose = ctx.purpose
    return Draft(
        id=uuid7(),
        at=ctx.now(),
        provider=offer.endpoint.provider,
        model=offer.name,
        connection=offer.endpoint.name,
        simulated=offer.endpoint.simulated,
        reason=reason,
        trace_id=ctx.trace_id,
        priced=offer.price is not None,
        reserved_micros=reserved_micros,
        user_id=purpose.user_id or ctx.actor.user_id,
        agent_code=purpose.agent_code,
        hired_agent_id=purpose.hired_agent_id,
        session_id=purpose.session_id,
        interaction_id=purpose.interaction_id,
        run_id=purpose.run_id,
        campaign_id=purpose.campaign_id,
        lead_id=purpose.lead_id,
        client_id=purpose.client_id,
        variant_id=purpose.variant_id,
    )


async def reserve(ctx: Context, row: Draft) -> None:
    """Count a call's worst case against its budgets and write its row, in a transaction of its own.

    Cancelled meanwhile, it leaves nothing held.

    Raises:
        BudgetReached: a budget would be passed; nothing was counted.
    """
    task = _started(_reserve(ctx, row))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await uninterrupted(_give_back(ctx, row, task))
        raise


async def _reserve(ctx: Context, row: Draft) -> None:
    grant = await queries.reserve(ctx, row)
    if grant is Grant.NO_BUDGETS:
        async with ctx.begin() as own:
            await budgets.create_defaults(own)
        grant = await queries.reserve(ctx, row)
    if grant is not Grant.GRANTED:
        async with ctx.begin() as own:
            raise await budgets.refusal(own, row)


async def _give_back(ctx: Context, row: Draft, reserving: asyncio.Task[None]) -> None:
    """Settle a reservation whose call will not be made, once it is known whether it was granted."""
    with suppress(Exception):
        await reserving
    await queries.settle(ctx, row.id, Outcome("cancelled", error_code="cancelled"))


async def settle(ctx: Context, row: Draft, outcome: Outcome) -> CallRecord:
    """Put a call's outcome in place of its reservation, also when the calling task is being cancelled."""
    settled = await uninterrupted(queries.settle(ctx, row.id, outcome))
    if not settled:
        logger.warning("llm.settled_twice", entry_id=str(row.id), status=outcome.status)
    return record(row, outcome)


async def uninterrupted(work: Coroutine[Any, Any, T]) -> T:
    """Finish some work even if the task that awaits it is cancelled meanwhile."""
    task = _started(work)
    with anyio.CancelScope(shield=True):
        await asyncio.shield(task)
    return task.result()


def _started(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Return some work as a task that `settled` waits for."""
    task = asyncio.get_running_loop().create_task(work)
    _SETTLING.add(task)
    task.add_done_callback(_SETTLING.discard)
    return task


async def settled() -> None:
    """Wait for settlements under way in this loop; entrypoints call it before the database closes."""
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(task for task in _SETTLING if task.get_loop() is loop), return_exceptions=True)


def record(row: Draft, outcome: Outcome, *, cache_hit: bool = False) -> CallRecord:
    """Return a call as its caller learns of it."""
    return CallRecord(
        entry_id=row.id,
        status=outcome.status,
        provider=row.provider,
        model=row.model,
        connection=row.connection,
        input_tokens=outcome.input_tokens,
        output_tokens=outcome.output_tokens,
        cached_tokens=outcome.cached_tokens,
        cost_micros=outcome.cost_micros,
        latency_ms=outcome.latency_ms or 0,
        first_token_ms=outcome.first_token_ms,
        cache_hit=cache_hit,
        simulated=row.simulated,
        reason=row.reason,
        error_code=outcome.error_code,
    )


def priced(offer: Offer, tokens: Tokens, outcome: Outcome) -> Outcome:
    """Return the outcome with tokens and cost: unpriced models cost null and count at the fallback price."""
    cost = offer.price.cost_micros(tokens) if offer.price is not None else None
    counted = registry.fallback_price().cost_micros(tokens) if cost is None else cost
    return replace(
        outcome,
        input_tokens=tokens.input,
        output_tokens=tokens.output,
        cached_tokens=tokens.cached,
        cost_micros=cost,
        counted_micros=counted,
    )


def at_worst(offer: Offer, row: Draft, outcome: Outcome) -> Outcome:
    """Return the outcome of a call that may have been billed though nothing came back: its whole reservation."""
    cost = row.reserved_micros if offer.price is not None else None
    return replace(outcome, basis="worst_case", cost_micros=cost, counted_micros=row.reserved_micros)


async def release_abandoned(database: Database) -> int:
    """Settle the rows of calls whose process died, at their worst case; return how many."""
    async with database.open_system() as ctx:
        abandoned = await queries.abandoned(ctx, before=ctx.now() - ABANDONED_AFTER)
    for organization_id, entry_id in abandoned:
        async with database.open(organization_id) as ctx:
            await queries.settle_abandoned(ctx, entry_id)
    if abandoned:
        logger.warning("llm.abandoned_calls_settled", count=len(abandoned))
    return len(abandoned)
