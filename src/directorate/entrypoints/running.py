"""Which Directorate processes use a home folder: each holds a locked file that says where it listens."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class Running(BaseModel):
    """One process that serves or works. `url` and `sandbox_url` are empty for a part it does not run."""

    model_config = ConfigDict(frozen=True)

    pid: int
    role: str
    url: str = ""
    sandbox_url: str = ""
    started: float

    @property
    def age_s(self) -> float:
        """Return for how long it has been running."""
        return max(0.0, time.time() - self.started)


def _folder(home: Path) -> Path:
    return home / "run"


@contextmanager
def announced(home: Path, running: Running) -> Generator[None]:
    """Let others find this process while the block runs. The lock goes with the process, however it ends."""
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{running.pid}.json"
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(running.model_dump_json())
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def found(home: Path) -> list[Running]:
    """Return the processes that run now, oldest first. Files left by killed ones are removed."""
    alive: list[Running] = []
    for path in _folder(home).glob("*.json"):
        try:
            with path.open("r+", encoding="utf-8") as file:
                if _is_locked(file.fileno()):
                    alive.append(Running.model_validate_json(file.read()))
                else:
                    path.unlink(missing_ok=True)
        except (OSError, ValidationError):
            continue  # it ended, or is just being written
    return sorted(alive, key=lambda each: each.started)


def current(*, role: str, url: str, sandbox_url: str) -> Running:
    """Return the entry of this process."""
    return Running(pid=os.getpid(), role=role, url=url, sandbox_url=sandbox_url, started=time.time())


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
