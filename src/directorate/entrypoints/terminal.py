"""What commands print: timed steps, and errors with their fix."""

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager

NAME_WIDTH = 46


@contextmanager
def step(name: str) -> Generator[None]:
    """Print a step's name when it begins and its time when it ends."""
    print(f"  {name:<{NAME_WIDTH}}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def failure(detail: str, fix: str = "") -> int:
    """Print what went wrong and what to do. Returns the exit code of a failure."""
    print(f"\n{detail}", file=sys.stderr)
    if fix:
        print(f"Next: {fix}", file=sys.stderr)
    return 1


def duration(seconds: float) -> str:
    """Return a time span as a person reads it: `3 s`, `12 min`, `5 h`, `3 d`."""
    for unit, size, limit in (("s", 1, 120), ("min", 60, 120), ("h", 3600, 48)):
        if seconds < size * limit:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds / 86400:.0f} d"


def size(count: float) -> str:
    """Return a number of bytes as a person reads it."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
