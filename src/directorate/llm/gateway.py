"""The gateway: `gateway_model` for agents (a Pydantic AI model), `complete` for plain text."""

import asyncio
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directorate.integrations import capabilities, pool
from directorate.integrations.openai_schemas import ChatCompletion, ChatRequest, Message
from directorate.kit.context import Context
from directorate.kit.errors import AppError
from directorate.llm import attempts, cache, failures, ledger
from directorate.llm.attempts import Attempt
from directorate.llm.calls import CallRecord, Need, Recorder
from directorate.llm.entries import Outcome
from directorate.llm.failures import Failure
from directorate.llm.pricing import Tokens, estimated_tokens
from directorate.llm.registry import Offer
from directorate.llm.router import Choice, Shape

if TYPE_CHECKING:
    from pydantic_ai.models import Model


@dataclass(frozen=True, slots=True)
class Completion:
    """A plain answer and the call that gave it."""

    text: str
    finish_reason: str | None
    call: CallRecord


_FLIGHTS: dict[str, asyncio.Future[None]] = {}
"""The calls under way whose answers will be kept: whoever asks the same meanwhile waits for them."""


def gateway_model(ctx: Context, need: Need, recorder: Recorder) -> "Model":
    """Return a Pydantic AI model whose every request goes budget -> cache -> route -> call -> record.

    `ctx` gives organization, actor, trace and purpose (`ctx.with_purpose(...)` first: its fields become the ledger's
    columns); the gateway opens its own short transactions with `ctx.begin()` and never touches `ctx.session`, so no
    transaction need be open while a model answers. `recorder` collects a `CallRecord` for each call; its
    `provider` and `model` are known before the first token.

    A request raises `BudgetReached` (402), `NoModel` (503), `ModelFailed` (502: nothing answered, before the first
    token), `StreamBroken` (502: after it) or `ModelRefused` (422). Closing the stream early settles what was used.
    """
    from directorate.llm.agent_model import GatewayModel

    return GatewayModel(ctx, need, recorder)


async def warm_up() -> None:
    """Load the vendors' SDKs in a thread, so that the first answer does not hold up the event loop."""
    await asyncio.to_thread(importlib.import_module, "directorate.llm.agent_model")


async def close() -> None:
    """Wait for settlements under way and close the connections to providers; before the database closes."""
    await ledger.settled()
    await pool.close()


async def complete(
    ctx: Context, messages: Sequence[Message], need: Need, recorder: Recorder | None = None
) -> Completion:
    """Answer a conversation with text, by the same way as an agent's requests and with the same errors.

    The same request that is under way in this process already is not made twice: its answer serves both.
    """
    recorder = recorder or Recorder()
    shape = _shape(messages, need)
    choice = await attempts.choose(ctx, need, shape)
    if not need.cache:
        return await _answer(ctx, _Asked(messages, need, shape, choice), recorder)
    digest = _digest(ctx, choice.chain[0], messages, need)
    while True:
        kept = await _kept(ctx, digest, choice.chain[0], recorder)
        if kept is not None:
            return kept
        flight = _FLIGHTS.get(digest)
        if flight is None or flight.get_loop() is not asyncio.get_running_loop():
            break
        await asyncio.wait([flight])
    landed = _FLIGHTS[digest] = asyncio.get_running_loop().create_future()
    try:
        return await _answer(ctx, _Asked(messages, need, shape, choice, digest), recorder)
    finally:
        _FLIGHTS.pop(digest, None)
        landed.set_result(None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request on its way; `digest` is the key its answer is kept under, None when it is not kept."""

    messages: Sequence[Message]
    need: Need
    shape: Shape
    choice: Choice
    digest: str | None = None


async def _answer(ctx: Context, asked: _Asked, recorder: Recorder) -> Completion:
    """Call down the chain until a model answers."""
    failed: list[tuple[Offer, Failure]] = []
    for offer in asked.choice.chain:
        reasons = attempts.reasons_after(asked.choice, failed, offer)
        attempt = await attempts.begin(ctx, offer, asked.shape, reasons=reasons, recorder=recorder)
        try:
            answer = await _call(offer, asked.messages, asked.need)
        except AppError as error:
            failure = failures.classify(error)
            await attempt.broke(failure)
            failed.append((offer, failure))
            attempts.goes_on(failure)
            continue
        except BaseException:
            await attempt.cancelled()
            raise
        outcome = await _settled(attempt, answer)
        text, reason = answer.choices[0].message.content or "", answer.choices[0].finish_reason
        if asked.digest is not None and offer is asked.choice.chain[0]:
            await cache.keep(ctx, asked.digest, attempt.row, {"text": text, "finish_reason": reason}, outcome)
        return Completion(text, reason, recorder.calls[-1])
    raise attempts.exhausted(failed)


async def _call(offer: Offer, messages: Sequence[Message], need: Need) -> ChatCompletion:
    request = ChatRequest(model=offer.name, messages=list(messages), max_completion_tokens=need.max_output_tokens)
    return await capabilities.chat_model(offer.endpoint).chat(request, deadline_s=need.timeout_s)


async def _settled(attempt: Attempt, answer: ChatCompletion) -> Outcome:
    usage = answer.usage
    tokens = Tokens(input=usage.prompt_tokens, output=usage.completion_tokens) if usage else None
    return await attempt.succeeded(tokens, len((answer.choices[0].message.content or "").encode()))


async def _kept(ctx: Context, digest: str, offer: Offer, recorder: Recorder) -> Completion | None:
    """Return the answer in the cache, its use written to the ledger; None when there is none."""
    row = ledger.draft(ctx, offer, reason="the same request was answered before", reserved_micros=0)
    answer = await cache.find(ctx, digest, row)
    if answer is None:
        return None
    recorder.chose(row.provider, row.model)
    recorder.add(attempts.hit(row))
    return Completion(answer["text"], answer["finish_reason"], recorder.calls[-1])


def _digest(ctx: Context, offer: Offer, messages: Sequence[Message], need: Need) -> str:
    prompt = [message.model_dump(exclude_none=True) for message in messages]
    return cache.key_digest(ctx.organization_id, offer, prompt, {"max_tokens": need.max_output_tokens, "path": "plain"})


def _shape(messages: Sequence[Message], need: Need) -> Shape:
    size = sum(len((message.content or "").encode()) for message in messages)
    return Shape(
        prompt_bytes=size,
        pieces=len(messages),
        estimated_input_tokens=estimated_tokens(size) + 4 * len(messages),
        max_output_tokens=need.max_output_tokens,
    )
