"""The runtime: runs one agent on one message, through the gateway and the tools, and tells what happens as it does.

Not durable on purpose: a person is waiting. The caller keeps the events and the outcome.
"""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from types import NoneType
from typing import Literal

from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.messages import (
    AgentStreamEvent,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model
from pydantic_ai.usage import UsageLimits

from directorate.agents.citations import Citations
from directorate.agents.referral import ReferralFilter
from directorate.agents.toolbox import Publish, Toolbox
from directorate.kit.registry import Source

BEAT_S = 0.04
"""Text is sent at most this often: 25 times a second, the pace of a page's frames and kind to the event store."""
LIMITS = UsageLimits(request_limit=16, tool_calls_limit=32)


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier message of the conversation."""

    role: Literal["user", "agent"]
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """What the agent is given."""

    instructions: str
    message: str
    history: Sequence[Turn]
    related: frozenset[str]


class Delta(BaseModel):
    """A piece of the answer's text."""

    text: str


@dataclass(slots=True)
class Progress:
    """What a run has brought so far; complete at its end, and honest when it is cut short."""

    publish: Publish
    toolbox: Toolbox
    referral: ReferralFilter
    started: float = field(default_factory=time.monotonic)
    text: str = ""
    first_token_ms: int | None = None
    citations: Citations = field(init=False)
    _told: int = 0
    _waiting: str = ""
    _sent_at: float = 0.0

    def __post_init__(self) -> None:
        """Citations are numbered as the reader meets them."""
        self.citations = Citations(self.toolbox.sources, self.toolbox.passages)

    @property
    def cited(self) -> list[Source]:
        """Return the sources the answer cites, in the order of their numbers."""
        return list(self.citations.cited.values())

    @property
    def latency_ms(self) -> int:
        """Return the time since the start, in milliseconds."""
        return round((time.monotonic() - self.started) * 1000)

    async def write(self, piece: str) -> None:
        """Take a piece of text from the model and pass it on at the beat."""
        shown = self.citations.feed(self.referral.feed(piece))
        if shown and self.first_token_ms is None:
            self.first_token_ms = self.latency_ms
        self._waiting += shown
        if self._waiting and time.monotonic() - self._sent_at >= BEAT_S:
            await self.flush()

    async def flush(self, *, last: bool = False) -> None:
        """Send the text that waits, and the citations it brought."""
        if last:
            self._waiting += self.citations.feed(self.referral.finish()) + self.citations.finish()
        if not self._waiting:
            return
        piece, self._waiting, self._sent_at = self._waiting, "", time.monotonic()
        self.text += piece
        await self.publish("delta", Delta(text=piece))
        fresh, self._told = self.cited[self._told :], len(self.cited)
        for source in fresh:
            await self.publish("citation", source)


def _history(turns: Sequence[Turn]) -> list[ModelMessage]:
    """Return earlier messages in the form the model takes."""
    return [
        ModelRequest(parts=[UserPromptPart(content=turn.text)])
        if turn.role == "user"
        else ModelResponse(parts=[TextPart(content=turn.text)])
        for turn in turns
    ]


async def run(work: Work, *, model: Model, progress: Progress) -> None:
    """Run the agent to its end; `progress` holds all it brought, also when this raises or is cancelled."""
    agent = Agent(model, deps_type=NoneType, instructions=work.instructions, tools=progress.toolbox.tools())
    try:
        async with (
            agent.run_stream_events(
                work.message, message_history=_history(work.history), usage_limits=LIMITS
            ) as events,
            aclosing(_texts(events, progress)) as pieces,
        ):
            async for piece in pieces:
                await progress.write(piece)
    finally:
        await progress.flush(last=True)


async def _texts(events: AsyncIterator[object], progress: Progress) -> AsyncGenerator[str]:
    """Yield the text pieces among the run's events, a blank line between separate passages."""
    async for event in events:
        piece = _text_of(event)  # pyright: ignore[reportArgumentType]
        starts = isinstance(event, PartStartEvent) and isinstance(event.part, TextPart)
        if starts and (progress.text or progress._waiting):
            await progress.write("\n\n")
        if piece:
            yield piece


def _text_of(event: AgentStreamEvent) -> str:
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""
