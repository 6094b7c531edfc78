"""Timed steps with a line each, the next command on a failure, and stamps that let an unchanged step be skipped."""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".stamps"
TAIL_LINES = 40


class StepFailed(Exception):
    """A step that cannot go on; says why and what to do next."""

    def __init__(self, why: str, following: str) -> None:
        super().__init__(why)
        self.why, self.following = why, following


@contextlib.contextmanager
def step(name: str) -> Generator[None]:
    """Print a step's name when it begins and its time when it ends."""
    print(f"  {name:<44}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except StepFailed as failure:
        print(f"failed after {time.monotonic() - started:.1f} s\n\n{failure.why}\n\nNext: {failure.following}")
        sys.exit(1)
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def run(
    command: Iterable[str | Path], *, following: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> str:
    """Run a command quietly and return what it printed. Raises: StepFailed with the end of its output."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-TAIL_LINES:])
        raise StepFailed(tail or f"exit code {done.returncode}", following)
    return done.stdout


def digest(paths: Iterable[Path], *extra: str) -> str:
    """Return a hash of the content of files and folders, and of some texts."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        files = sorted(entry for entry in path.rglob("*") if entry.is_file()) if path.is_dir() else [path]
        for file in files:
            total.update(os.fsencode(file.relative_to(ROOT)) + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def is_current(name: str, value: str) -> bool:
    """Tell whether a step ran with exactly these inputs."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == value


def mark_current(name: str, value: str) -> None:
    """Remember the inputs a step ran with."""
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(value)


def forget(name: str) -> None:
    """Forget a step, before it changes anything, so that a broken one is done again."""
    (STAMPS / name).unlink(missing_ok=True)
