"""Streams of running interactions: events are numbered, kept in memory for live readers and stored for later ones.

A reader may come late, go away and come back: it says the last number it saw and gets what followed, without gaps
or repeats, from this process's memory or, when another process runs the agent, from the database.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel

from directorate.agents import interactions
from directorate.kit.context import Actor, ContextOpener

ENDINGS = frozenset({"done", "error"})
POLL_S = 0.15


class StreamEvent(BaseModel):
    """One numbered event; `data` is what the browser gets."""

    seq: int
    type: str
    data: dict[str, object]


@dataclass(slots=True)
class LiveStream:
    """The events of one running interaction, complete from the first."""

    events: list[StreamEvent] = field(default_factory=list[StreamEvent])
    stored: int = 0
    ended: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def publish(self, type_: str, data: BaseModel) -> None:
        """Number an event and wake the readers."""
        async with self.news:
            shown = data.model_dump(mode="json")
            self.events.append(StreamEvent(seq=len(self.events) + 1, type=type_, data=shown))
            self.ended = self.ended or type_ in ENDINGS
            self.news.notify_all()

    def unstored(self) -> list[StreamEvent]:
        """Return what has not been written to the database yet."""
        return self.events[self.stored :]

    async def after(self, seq: int) -> AsyncIterator[StreamEvent]:
        """Yield the events after a number, as they come, until the last."""
        position = seq
        while True:
            async with self.news:
                while len(self.events) <= position and not self.ended:
                    await self.news.wait()
                fresh = self.events[position:]
            for event in fresh:
                yield event
            position += len(fresh)
            if self.ended and position >= len(self.events):
                return


class Hub:
    """The streams this process runs."""

    def __init__(self) -> None:
        self._streams: dict[UUID, LiveStream] = {}
        self.tasks: dict[UUID, asyncio.Task[None]] = {}

    def open(self, interaction_id: UUID) -> LiveStream:
        """Begin a stream."""
        stream = self._streams[interaction_id] = LiveStream()
        return stream

    def find(self, interaction_id: UUID) -> LiveStream | None:
        """Return the stream when this process runs it."""
        return self._streams.get(interaction_id)

    def close(self, interaction_id: UUID) -> None:
        """Forget a stream that is stored completely; readers that hold it go on."""
        self._streams.pop(interaction_id, None)
        self.tasks.pop(interaction_id, None)


async def stored_events(
    opener: ContextOpener, organization_id: UUID, actor: Actor, interaction_id: UUID, seq: int
) -> AsyncIterator[StreamEvent]:
    """Yield stored events after a number, waiting for more while another process writes them."""
    position, ended = seq, False
    while not ended:
        async with opener.open(organization_id, actor=actor) as ctx:
            rows = await interactions.events_after(ctx, interaction_id, position)
            running = (await interactions.get_interaction(ctx, interaction_id)).status == "running"
        for event in rows:
            yield StreamEvent(seq=event.seq, type=event.type, data=event.data)
            position, ended = event.seq, ended or event.type in ENDINGS
        if not rows and not running:
            return
        if not rows:
            await asyncio.sleep(POLL_S)
