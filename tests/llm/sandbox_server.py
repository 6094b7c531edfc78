"""A sandbox host for tests: the real stand-ins, over real HTTP on loopback, in a thread of its own."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import uvicorn

from directorate.integrations import providers
from directorate.kit import paths
from directorate.simulator import host
from directorate.simulator.world import World


@dataclass
class SandboxServer:
    """A running sandbox host."""

    url: str
    http: httpx2.Client = field(repr=False)

    @property
    def origin(self) -> str:
        return self.url.removeprefix("http://")

    def fault(self, provider: str = "sandbox_model", path: str = "/v1/chat", **rule: object) -> None:
        """Replace all faults by one."""
        answer = self.http.put("/_faults", json={"faults": [{"provider": provider, "path": path, **rule}]})
        assert answer.status_code == 200, answer.text

    def calls(self, provider: str = "sandbox_model", path: str = "/v1/chat/completions") -> list[dict]:
        """Return the requests it has had, oldest first: the referee of what was really called."""
        items = self.http.get("/_log", params={"provider": provider}).json()["items"]
        return [item for item in items if item["path"] == path]

    def wait_for_calls(self, provider: str, *, seconds: float = 10) -> list[dict]:
        """Return the calls once there is one: the host notices a caller's leaving a moment after it."""
        end = time.monotonic() + seconds
        while not (found := self.calls(provider)) and time.monotonic() < end:
            time.sleep(0.02)
        return found

    def reset(self) -> None:
        self.http.delete("/_faults")
        self.http.delete("/_log")


class _Quiet(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Leave signals to pytest."""


@contextmanager
def running(home: Path, *, tokens_per_second: float = 0) -> Iterator[SandboxServer]:
    # The protocol is named because asyncio switches Nagle's algorithm off (40 ms a request) only then.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    bound.listen(512)
    url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    world = World.open(home, catalog_dir=paths.catalog_dir(), tokens_per_second=tokens_per_second)
    app = host.create_app(providers.sandboxes(), world)
    server = _Quiet(uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server._serve([bound])), daemon=True)
    thread.start()
    try:
        with httpx2.Client(base_url=url, timeout=20) as http:
            yield SandboxServer(url, http)
    finally:
        server.should_exit = True
        thread.join(10)
