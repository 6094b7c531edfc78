"""Answers on the wire: a whole completion, or the chunks of a streamed one.

Reference: https://platform.openai.com/docs/api-reference/chat/object and .../chat/streaming
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from directorate.simulator.mind.decide import PlannedCall, Reply
from directorate.simulator.model_api import tokens

Json = dict[str, JsonValue]


@dataclass(frozen=True)
class Head:
    """What every chunk of one completion repeats."""

    id: str
    created: int
    model: str


@dataclass(frozen=True)
class Answer:
    """A reply cut to what the request allows, with the usage to report."""

    reply: Reply
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int

    def usage(self) -> Json:
        """The `usage` member."""
        total = self.prompt_tokens + self.completion_tokens
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": total,
        }


def bounded(reply: Reply, *, limit: int | None, stop: tuple[str, ...], prompt_tokens: int) -> Answer:
    """The reply ended at the first stop sequence or at the token limit."""
    if reply.call is not None:
        arguments = tokens.count(reply.call.name + reply.call.arguments)
        return Answer(reply, "tool_calls", prompt_tokens, arguments)
    ends = [reply.text.find(mark) for mark in stop if mark and mark in reply.text]
    text = reply.text[: min(ends)] if ends else reply.text
    pieces = tokens.pieces(text)
    reason = "stop"
    if limit is not None and len(pieces) > limit:
        pieces, reason = pieces[:limit], "length"
    cut = Reply(text="".join(pieces), refusal=reply.refusal)
    return Answer(cut, reason, prompt_tokens, len(pieces) + tokens.count(reply.refusal))


def completion(head: Head, answer: Answer) -> Json:
    """The body of an answer that is not streamed."""
    reply = answer.reply
    message: Json = {"role": "assistant", "content": reply.text or None, "refusal": reply.refusal or None}
    if reply.call is not None:
        message["tool_calls"] = [_call(reply.call)]
    choice: Json = {"index": 0, "message": message, "logprobs": None, "finish_reason": answer.finish_reason}
    return {**_head(head, "chat.completion"), "choices": [choice], "usage": answer.usage()}


def chunks(head: Head, answer: Answer, *, include_usage: bool) -> Iterator[Json]:
    """The chunks of a streamed answer, in order; one token each."""
    for delta in _deltas(answer.reply):
        yield _chunk(head, delta, None, include_usage=include_usage)
    yield _chunk(head, {}, answer.finish_reason, include_usage=include_usage)
    if include_usage:
        yield {**_head(head, "chat.completion.chunk"), "choices": [], "usage": answer.usage()}


def _deltas(reply: Reply) -> Iterator[Json]:
    if reply.call is not None:
        yield {"role": "assistant", "content": None, "tool_calls": [{"index": 0, **_call(reply.call, arguments="")}]}
        for piece in tokens.pieces(reply.call.arguments):
            yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
        return
    yield {"role": "assistant", "content": ""}
    for piece in tokens.pieces(reply.text):
        yield {"content": piece}
    for piece in tokens.pieces(reply.refusal):
        yield {"refusal": piece}


def _chunk(head: Head, delta: Json, finish_reason: str | None, *, include_usage: bool) -> Json:
    choice: Json = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    chunk: Json = {**_head(head, "chat.completion.chunk"), "choices": [choice]}
    return {**chunk, "usage": None} if include_usage else chunk


def _head(head: Head, kind: str) -> Json:
    return {
        "id": head.id,
        "object": kind,
        "created": head.created,
        "model": head.model,
        "system_fingerprint": "sandbox",
    }


def _call(call: PlannedCall, *, arguments: str | None = None) -> Json:
    function: Json = {"name": call.name, "arguments": call.arguments if arguments is None else arguments}
    return {"id": call.id, "type": "function", "function": function}
