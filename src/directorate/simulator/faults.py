"""Faults on demand: a stand-in that is slow, answers with an error, or breaks off in the middle."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field
from starlette.types import Message, Send

_DRIP_BYTES = 8


class Fault(BaseModel):
    """One rule. It applies to every `every`-th call of `provider` (and of `path`, when given), `calls` times.

    `delay_s` waits before anything is sent; `status` answers an error instead of the real answer;
    `cut_after_chunks` drops the connection after that many body chunks; `drip_s` sends the body in pieces
    of eight bytes with that pause between them (a slow-loris server).
    """

    model_config = ConfigDict(extra="forbid")

    provider: str
    path: str = ""
    every: int = Field(default=1, ge=1)
    calls: int | None = Field(default=None, ge=1)
    status: int | None = Field(default=None, ge=400, le=599)
    retry_after_s: int | None = Field(default=None, ge=0)
    delay_s: float = Field(default=0, ge=0, le=600)
    cut_after_chunks: int | None = Field(default=None, ge=0)
    drip_s: float = Field(default=0, ge=0, le=60)

    def describe(self) -> str:
        """The rule in a few words, for the request log."""
        return ", ".join(
            f"{name}={value}"
            for name, value in self.model_dump(exclude_defaults=True, exclude={"provider", "path", "calls"}).items()
        )


class FaultRules(BaseModel):
    """The body of `PUT /_faults`: the rules that replace all earlier ones."""

    model_config = ConfigDict(extra="forbid")

    faults: list[Fault]


@dataclass
class _Armed:
    fault: Fault
    seen: int = 0
    used: int = 0


class FaultBoard:
    """The rules in force, with how often each has been seen and used. The first rule that is due applies."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def replace(self, faults: list[Fault]) -> None:
        """Put these rules in force, counted from zero."""
        self._armed = [_Armed(fault) for fault in faults]

    def take(self, provider: str, path: str) -> Fault | None:
        """The fault this call meets, or None."""
        for armed in self._matching(provider, path):
            armed.seen += 1
            if armed.seen % armed.fault.every == 0:
                armed.used += 1
                return armed.fault
        return None

    def status(self) -> list[dict[str, object]]:
        """Each rule with its counters."""
        return [{**armed.fault.model_dump(), "seen": armed.seen, "used": armed.used} for armed in self._armed]

    def _matching(self, provider: str, path: str) -> Iterator[_Armed]:
        for armed in self._armed:
            fault = armed.fault
            spent = fault.calls is not None and armed.used >= fault.calls
            if fault.provider == provider and path.startswith(fault.path) and not spent:
                yield armed


class ConnectionCut(Exception):
    """Raised into a stand-in when an injected fault has ended its answer."""


class FaultySend:
    """Wraps an ASGI `send` so that the answer drips or is cut as the fault says."""

    def __init__(self, send: Send, fault: Fault) -> None:
        self._send = send
        self._fault = fault
        self._chunks = 0

    async def __call__(self, message: Message) -> None:
        """Send a message as the fault lets it through."""
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        limit = self._fault.cut_after_chunks
        if limit is not None and self._chunks >= limit:
            raise ConnectionCut
        self._chunks += 1
        if self._fault.drip_s:
            await self._drip(message)
        else:
            await self._send(message)

    async def _drip(self, message: Message) -> None:
        body: bytes = message.get("body", b"")
        for start in range(0, len(body), _DRIP_BYTES):
            piece = body[start : start + _DRIP_BYTES]
            await self._send({"type": "http.response.body", "body": piece, "more_body": True})
            await asyncio.sleep(self._fault.drip_s)
        await self._send({"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)})
