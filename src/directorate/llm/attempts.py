"""One call on its way: chosen, reserved, then ended in exactly one way, with one ledger row."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from directorate.integrations import service as integrations
from directorate.integrations.capabilities import ChatModel
from directorate.kit import log
from directorate.kit.context import Context
from directorate.llm import failures, ledger, registry, router
from directorate.llm.calls import CallRecord, Need, Recorder
from directorate.llm.entries import Draft, Outcome
from directorate.llm.errors import ModelFailed, NoModel
from directorate.llm.failures import Failure
from directorate.llm.health import BOARD
from directorate.llm.pricing import Tokens, estimated_tokens
from directorate.llm.registry import Offer
from directorate.llm.router import Choice, Shape

logger = log.get_logger(__name__)
REASON_CHARACTERS = 300


async def consider(ctx: Context, need: Need, shape: Shape) -> Choice:
    """Return the router's decision for a request; its chain is empty when nothing fits."""
    endpoints = await integrations.resolve(ctx, ChatModel)
    offers = await registry.offers(endpoints)
    return router.route(offers, need, shape, health=BOARD.of, closed_in_s=BOARD.closed_in_s)


async def choose(ctx: Context, need: Need, shape: Shape) -> Choice:
    """Return the router's decision for a request that is to be made.

    Raises:
        NoModel: nothing fits; the detail says what was wrong with each.
    """
    choice = await consider(ctx, need, shape)
    if choice.chain:
        return choice
    why = [f"{item.offer.endpoint.name}/{item.offer.name} {item.why}" for item in choice.candidates if item.offer.chat]
    why += registry.trouble(await integrations.resolve(ctx, ChatModel))
    pauses = [BOARD.closed_in_s(item.offer.endpoint.key) for item in choice.candidates]
    soonest = min((pause for pause in pauses if pause > 0), default=0.0)
    raise NoModel(
        "No model can take this request: " + ("; ".join(why[:5]) or "no provider lists a model") + ".",
        fix="Choose another model in the agent's settings, or check the connections in Settings.",
        headers={"Retry-After": str(int(soonest) + 1)} if soonest else None,
    )


@dataclass(slots=True)
class Attempt:
    """A reserved call to one model. End it once: `succeeded`, `broke` or `cancelled`."""

    ctx: Context
    offer: Offer
    shape: Shape
    row: Draft
    recorder: Recorder
    started: float = field(default_factory=time.perf_counter)
    first_token_ms: int | None = None
    ended: bool = False

    def saw_first_token(self) -> None:
        """Note when the answer began."""
        if self.first_token_ms is None:
            self.first_token_ms = self._elapsed_ms()

    @property
    def overdue(self) -> bool:
        """Tell whether the call has run for longer than any may."""
        return time.perf_counter() - self.started > ledger.LONGEST_CALL_S

    async def succeeded(self, tokens: Tokens | None, streamed_bytes: int = 0) -> Outcome:
        """Settle a complete answer: by the provider's usage, else by an estimate."""
        outcome = await self._end("settled", tokens, streamed_bytes, None)
        BOARD.succeeded(self.offer.endpoint.key, outcome.first_token_ms or outcome.latency_ms or 0)
        return outcome

    async def cancelled(self, tokens: Tokens | None = None, streamed_bytes: int = 0) -> Outcome:
        """Settle an answer its reader gave up: what was used until then is paid."""
        return await self._end("cancelled", tokens, streamed_bytes, "cancelled")

    async def broke(self, failure: Failure, tokens: Tokens | None = None, streamed_bytes: int = 0) -> Outcome:
        """Settle a failure: nothing when the provider refused, what is known when it had begun, else the worst case."""
        endpoint = self.offer.endpoint
        logger.warning(
            "llm.call_failed",
            provider=endpoint.provider,
            connection=endpoint.name,
            model=self.offer.name,
            code=failure.code,
            detail=endpoint.redact(failure.detail),
        )
        if failure.falls_back:
            BOARD.failed(endpoint.key, failure.code, retry_after_s=failure.retry_after_s)
        if tokens is not None or streamed_bytes:
            return await self._end("failed", tokens, streamed_bytes, failure.code)
        outcome = Outcome("failed", latency_ms=self._elapsed_ms(), error_code=failure.code)
        if failure.may_have_run:
            outcome = ledger.at_worst(self.offer, self.row, outcome)
        return await self._settle(outcome)

    async def _end(self, status: str, tokens: Tokens | None, streamed_bytes: int, error_code: str | None) -> Outcome:
        basis = "provider" if tokens is not None else "estimate"
        used = tokens or Tokens(input=self.shape.estimated_input_tokens, output=estimated_tokens(streamed_bytes))
        outcome = Outcome(
            status, basis, latency_ms=self._elapsed_ms(), first_token_ms=self.first_token_ms, error_code=error_code
        )
        return await self._settle(ledger.priced(self.offer, used, outcome))

    async def _settle(self, outcome: Outcome) -> Outcome:
        self.ended = True
        self.recorder.add(ledger.record(self.row, outcome))
        await ledger.settle(self.ctx, self.row, outcome)
        return outcome

    def _elapsed_ms(self) -> int:
        return round((time.perf_counter() - self.started) * 1000)


async def begin(ctx: Context, offer: Offer, shape: Shape, *, reasons: Sequence[str], recorder: Recorder) -> Attempt:
    """Reserve a call's worst case and return the attempt.

    Raises:
        BudgetReached: a budget would be passed.
    """
    row = ledger.draft(
        ctx,
        offer,
        reason="; ".join(reasons)[:REASON_CHARACTERS],
        reserved_micros=ledger.worst_case(offer, shape),
    )
    await ledger.reserve(ctx, row)
    recorder.chose(offer.endpoint.provider, offer.name)
    return Attempt(ctx, offer, shape, row, recorder)


def hit(row: Draft) -> CallRecord:
    """Return the record of an answer from the cache."""
    return ledger.record(row, Outcome("settled"), cache_hit=True)


def exhausted(failed: Sequence[tuple[Offer, Failure]]) -> Exception:
    """Return the error of a request that every model of its chain failed.

    A single refusal of the address keeps its own type, since only its owner can mend it.
    """
    causes = [failure.cause for _, failure in failed if failure.cause is not None]
    if len(causes) == len(failed) == 1:
        return causes[0]
    said = [f"{offer.endpoint.name}/{offer.name}: {offer.endpoint.redact(failure.detail)}" for offer, failure in failed]
    pauses = [failure.retry_after_s for _, failure in failed if failure.retry_after_s]
    return ModelFailed(
        "; ".join(said),
        fix="Try again in a moment; if it goes on, test the connections in Settings.",
        headers={"Retry-After": str(int(min(pauses)) + 1)} if pauses else None,
    )


def reasons_after(choice: Choice, failed: Sequence[tuple[Offer, Failure]], offer: Offer) -> list[str]:
    """Return why an offer is asked: the router's reasons, or what happened to those before it."""
    if not failed:
        return choice.reasons
    why = next(item.why for item in choice.candidates if item.offer is offer)
    before = [f"{item.endpoint.name}/{item.name} failed ({failure.code})" for item, failure in failed]
    return [f"fallback: {', '.join(before)}", *why.split("; ")]


def goes_on(failure: Failure) -> bool:
    """Tell whether the next model of the chain is asked.

    Raises:
        ModelRefused: the request itself is at fault.
    """
    if not failure.falls_back:
        raise failures.refusal(failure)
    return True
