"""The product as people start it: `directorate up` in a process of its own, with its demo and its printed link."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LINK = re.compile(r"(http://\S+)/sign-in/link#token=\S+")
STARTED = "Stop with Ctrl-C"
START_WITHIN_S, STOP_WITHIN_S = 150, 60
TOKENS_PER_SECOND = 90
"""Fast enough to wait for, slow enough to be seen growing and to be interrupted."""
UPLOAD_LIMIT_BYTES = 1_000_000
NOT_INHERITED = {"DATABASE_URL", "PORT", "DIRECTORATE_PUBLIC_URL"}


@dataclass(frozen=True)
class Served:
    """A product that serves its page: its address and the link that opens the demo organization once."""

    url: str
    link: str


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return kept | {
        "DIRECTORATE_HOME": str(home),
        "DIRECTORATE_DEMO": "true",
        "DIRECTORATE_SANDBOX_TOKENS_PER_SECOND": str(TOKENS_PER_SECOND),
        "DIRECTORATE_UPLOAD_LIMIT_BYTES": str(UPLOAD_LIMIT_BYTES),
    }


class _Output:
    """What the process prints, read as it comes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.text = ""
        self.started = threading.Event()
        self._process = process
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.text += line
            if STARTED in line:
                self.started.set()
        self.started.set()

    def link(self) -> "re.Match[str]":
        assert self.started.wait(START_WITHIN_S), f"It did not start:\n{self.text}"
        found = LINK.search(self.text)
        assert found, f"It printed no sign-in link:\n{self.text}"
        return found


@contextmanager
def running(home: Path) -> Generator[Served]:
    """Start the product in a home of its own, and stop it as a person would."""
    command = [sys.executable, "-m", "directorate.entrypoints.cli", "up", "--port", "0"]
    process = subprocess.Popen(
        command, env=_environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output = _Output(process)
    try:
        found = output.link()
        yield Served(url=found.group(1), link=found.group(0))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
