"""Serves the sandbox host on a loopback port, as the product does, for tests that speak real HTTP to it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn

from directorate.integrations.providers import sandboxes
from directorate.kit import paths
from directorate.simulator.host import create_app
from directorate.simulator.world import World


@dataclass
class Sandboxed:
    """A running sandbox host: its address, its world, and a plain HTTP client to it."""

    url: str
    world: World
    http: httpx2.Client

    def provider(self, slug: str) -> str:
        """The base URL of a provider's OpenAI wire."""
        return f"{self.url}/{slug}/v1"

    def log(self, **query: str | int) -> list[dict[str, object]]:
        items: list[dict[str, object]] = self.http.get("/_log", params=query).json()["items"]
        return items

    def inject(self, *faults: dict[str, object]) -> None:
        assert self.http.put("/_faults", json={"faults": list(faults)}).status_code == 200


@contextmanager
def serving(home: Path, *, catalog_dir: Path | None = None) -> Iterator[Sandboxed]:
    """Run the host in a thread until the block ends."""
    world = World.open(home, catalog_dir=catalog_dir or paths.catalog_dir(), tokens_per_second=0)
    app = create_app(sandboxes(), world)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    server = _Announcing(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.listening.wait(10)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        with httpx2.Client(base_url=url, timeout=10) as http:
            yield Sandboxed(url, world, http)
    finally:
        server.should_exit = True
        thread.join(10)


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        self.listening.set()
