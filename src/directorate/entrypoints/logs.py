"""`directorate logs` and `directorate sandbox log`: stored JSON lines as a person reads them."""

import json
import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

from directorate.entrypoints.terminal import failure
from directorate.simulator.world import RequestLog

POLL_S = 0.25
PLAIN = ("timestamp", "level", "logger", "event", "exception")


def show(path: Path, *, lines: int, follow: bool, raw: bool) -> int:
    """Print the last lines of the log, and with `follow` those that come, also across a rotation."""
    if not path.exists() and not follow:
        return failure(f"There is no log at {path} yet.", "start the product: make run")
    for line in deque(_all_lines(path), maxlen=lines):
        print(line if raw else readable(line))
    if follow:
        for line in _coming(path):
            print(line if raw else readable(line), flush=True)
    return 0


def readable(line: str) -> str:
    """Return a JSON log line as text: time, level, logger, event, fields. Other text stays as it is."""
    try:
        parsed: object = json.loads(line)
    except ValueError:
        return line
    if not isinstance(parsed, dict):
        return line
    entry = cast("dict[str, object]", parsed)
    fields = " ".join(f"{name}={value}" for name, value in entry.items() if name not in PLAIN)
    stamp, level, logger, event, trace = (str(entry.get(name, "")) for name in PLAIN)
    text = f"{stamp[:19].replace('T', ' ')} {level.upper():<8} {logger}: {event} {fields}".rstrip()
    return f"{text}\n{trace}" if trace else text


def show_sandbox(home: Path, *, provider: str | None, lines: int) -> int:
    """Print the newest requests that reached the sandbox, oldest first."""
    path = home / "sandbox" / "log.jsonl"
    if not path.exists():
        return failure("Nothing has reached the sandbox yet.", "start the product: make run")
    for record in RequestLog(path).records(provider=provider, limit=lines):
        fault = f" fault={record.fault}" if record.fault else ""
        print(
            f"{record.at:%Y-%m-%d %H:%M:%S} {record.provider} {record.method} {record.path} -> "
            f"{record.status or record.outcome} in {record.duration_ms} ms{fault}"
        )
    return 0


def _all_lines(path: Path) -> Iterator[str]:
    """Yield the lines of the newest rotated file and of the log itself."""
    for file in (path.with_name(f"{path.name}.1"), path):
        if file.exists():
            with file.open(encoding="utf-8", errors="replace") as stream:
                yield from (line.rstrip("\n") for line in stream)


def _coming(path: Path) -> Iterator[str]:
    stream = _open_at_end(path)
    part = ""
    while True:
        part += stream.readline() if stream else ""
        if part.endswith("\n"):
            yield part.rstrip("\n")
            part = ""
            continue
        time.sleep(POLL_S)
        if stream is None or _was_rotated(path, stream):
            stream = path.open(encoding="utf-8", errors="replace") if path.exists() else None


def _open_at_end(path: Path) -> TextIO | None:
    if not path.exists():
        return None
    stream = path.open(encoding="utf-8", errors="replace")
    stream.seek(0, os.SEEK_END)
    return stream


def _was_rotated(path: Path, stream: TextIO) -> bool:
    try:
        return path.stat().st_ino != os.fstat(stream.fileno()).st_ino
    except FileNotFoundError:
        return False
