"""Fixtures of the command line's tests: homes that every account can reach, and products really started in them."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

STARTED = re.compile(r"Directorate is running: (http://\S+)")
START_WITHIN_S, STOP_WITHIN_S = 90, 30


def environment(home: Path, **changes: str) -> dict[str, str]:
    """The environment of a product with a home of its own and no database named."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORT"}}
    return kept | {"DIRECTORATE_HOME": str(home), "DIRECTORATE_DEMO": "false"} | changes


class Product:
    """`directorate up` in a process of its own, listening on a free port."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "directorate.entrypoints.cli", "up", "--port", "0"]
        self.home = home
        self.output = ""
        self.process = subprocess.Popen(
            command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._url = ""
        self._known = threading.Event()
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line
            if found := STARTED.search(line):
                self._url = found.group(1)
                self._known.set()
        self._known.set()

    @property
    def url(self) -> str:
        """The address of the page, once it is served."""
        assert self._known.wait(START_WITHIN_S), f"it did not start:\n{self.output}"
        assert self._url, f"it ended:\n{self.output}"
        return self._url

    @property
    def postgres_pid(self) -> int:
        """The process id of its database server."""
        return int((self.home / "postgres" / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])

    def is_ready(self) -> bool:
        """Tell whether it says that work may be sent to it."""
        try:
            with urllib.request.urlopen(f"{self.url}/v1/health/ready", timeout=10) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(STOP_WITHIN_S)
        self._reader.join(STOP_WITHIN_S)
        return code


@pytest.fixture
def home() -> Iterator[Path]:
    """A home in a short place that every account can reach, as a checkout usually is."""
    with tempfile.TemporaryDirectory(prefix="up-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made) / "home"


@pytest.fixture
def start(home: Path) -> Generator[Callable[[], Product]]:
    """Start products in the home; those left over are killed."""
    started: list[Product] = []

    def begin() -> Product:
        started.append(Product(home))
        return started[-1]

    yield begin
    for product in started:
        product.process.kill()
        product.process.wait()
