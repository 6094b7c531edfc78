"""What all stand-ins share: where the simulated world is kept, and the log of every request made to it."""

import os
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

LOG_RECORDS_KEPT = 5_000
BODY_CHARACTERS_KEPT = 8_192
TOKENS_PER_SECOND = 90.0
"""Default pace of the sandbox model; hosted models of this class stream 60 to 120 tokens a second."""

_LINES_TO_FIND_LAST = 500
"""Requests are written when they end, so the highest id may stand a little before the last line."""
_SECRET_HEADER = re.compile(r"authorization|cookie|token|secret|password|api-?key|signature", re.IGNORECASE)

Outcome = Literal["complete", "cut", "aborted"]


class RequestRecord(BaseModel):
    """One request that reached the sandbox, with how it was answered.

    `outcome` is `complete`, `cut` (an injected fault ended the answer early) or `aborted` (the caller left).
    """

    model_config = ConfigDict(frozen=True)

    id: int
    at: datetime
    provider: str
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str
    body_bytes: int
    idempotency_key: str | None
    status: int | None
    outcome: Outcome
    fault: str | None
    duration_ms: int


class RequestLog:
    """An append-only JSONL file of requests, bounded, that survives a restart; ids only ever grow."""

    def __init__(self, path: Path, *, keep: int = LOG_RECORDS_KEPT) -> None:
        self._path = path
        self._keep = keep
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._end_half_written_line()
        lines = deque(enumerate(self._lines(), start=1), maxlen=_LINES_TO_FIND_LAST)
        self._count = lines[-1][0] if lines else 0
        self._last_id = max((record.id for record in _parsed(line for _, line in lines)), default=0)

    def next_id(self) -> int:
        """Reserve the id of a request that has just arrived."""
        with self._lock:
            self._last_id += 1
            return self._last_id

    def append(self, record: RequestRecord) -> None:
        """Write one finished request; the oldest half goes when the file holds twice what is kept."""
        with self._lock:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(record.model_dump_json() + "\n")
            self._count += 1
            if self._count > 2 * self._keep:
                self._rewrite(list(deque(self._lines(), maxlen=self._keep)))

    def records(self, *, provider: str | None = None, since: int = 0, limit: int = 1000) -> list[RequestRecord]:
        """The newest `limit` requests with an id above `since`, oldest first."""
        with self._lock:
            found = (
                record
                for record in _parsed(self._lines())
                if record.id > since and (provider is None or record.provider == provider)
            )
            return sorted(deque(found, maxlen=limit), key=lambda record: record.id)

    def clear(self) -> None:
        """Forget every request; ids go on from where they were."""
        with self._lock:
            self._rewrite([])

    def _end_half_written_line(self) -> None:
        if not self._path.exists() or not self._path.stat().st_size:
            return
        with self._path.open("rb+") as file:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")

    def _lines(self) -> Iterator[str]:
        if self._path.exists():
            with self._path.open(encoding="utf-8", errors="replace") as file:
                yield from file

    def _rewrite(self, lines: list[str]) -> None:
        draft = self._path.with_suffix(".tmp")
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(self._path)
        self._count = len(lines)


def _parsed(lines: Iterable[str]) -> Iterator[RequestRecord]:
    """The records of some lines. A crash may leave a line half written; the requests around it still count."""
    for line in lines:
        try:
            yield RequestRecord.model_validate_json(line)
        except ValidationError:
            continue


@dataclass(frozen=True)
class World:
    """The simulated world one sandbox host serves.

    `catalog_dir` is read for the agents' worked examples; `tokens_per_second` of 0 means "do not wait".
    """

    catalog_dir: Path
    log: RequestLog
    tokens_per_second: float = TOKENS_PER_SECOND

    @classmethod
    def open(cls, home: Path, *, catalog_dir: Path, tokens_per_second: float = TOKENS_PER_SECOND) -> "World":
        """The world kept under `home`/sandbox; the folder is made when it is missing."""
        return cls(
            catalog_dir=catalog_dir,
            log=RequestLog(home / "sandbox" / "log.jsonl"),
            tokens_per_second=tokens_per_second,
        )


def redacted(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers as they may be logged: the values of those that carry secrets are replaced."""
    return {name: "[redacted]" if _SECRET_HEADER.search(name) else value for name, value in headers.items()}


def bounded(body: bytes) -> str:
    """A body as it may be logged: text, at most `BODY_CHARACTERS_KEPT` characters."""
    return body[: BODY_CHARACTERS_KEPT * 4].decode("utf-8", errors="replace")[:BODY_CHARACTERS_KEPT]


def utc_now() -> datetime:
    """The real time: the log says when a request arrived, whatever the simulated clock shows."""
    return datetime.now(UTC)
