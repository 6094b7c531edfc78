"""The whole product for tests: API and sandbox host, served over real HTTP on loopback from one thread."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import httpx2
import orjson
import uvicorn
from starlette.types import ASGIApp

from directorate.entrypoints import api, worker
from directorate.integrations import endpoints, providers
from directorate.kit import paths
from directorate.kit.db import Database
from directorate.kit.settings import Settings, get_settings
from directorate.simulator import host
from directorate.simulator.world import World

PASSWORD = "correct horse battery staple"
DEMO_FILES = paths.catalog_dir() / "demo" / "files"


@dataclass
class Event:
    """One server-sent event."""

    id: int
    type: str
    data: dict


class Person:
    """A signed-in browser of an organization: cookies, CSRF, and short ways to what tests do often."""

    def __init__(self, http: httpx2.AsyncClient, organization_id: UUID, slug: str) -> None:
        self.http, self.organization_id, self.slug = http, organization_id, slug
        self.base = f"/v1/organizations/{organization_id}"

    async def get(self, path: str, **params: object) -> httpx2.Response:
        return await self.http.get(self.base + path, params=params)

    async def post(self, path: str, body: object = None) -> httpx2.Response:
        return await self.http.post(self.base + path, json=body)

    async def hire(self, code: str) -> None:
        answer = await self.post(f"/agents/{code}/hire")
        assert answer.status_code in (200, 201), answer.text

    async def upload(self, name: str, content: bytes | None = None) -> dict:
        content = (DEMO_FILES / name).read_bytes() if content is None else content
        answer = await self.http.post(f"{self.base}/files", files={"file": (name, content)})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def ask(self, code: str, message: str, **more: object) -> dict:
        answer = await self.post(f"/agents/{code}/execute", {"message": message, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def stream(self, code: str, message: str, **more: object):
        """Yield the events of an answer as they come."""
        path = f"{self.base}/agents/{code}/execute/stream"
        async with self.http.stream("POST", path, json={"message": message, **more}, timeout=60) as answer:
            assert answer.status_code == 200, await answer.aread()
            async for event in read_events(answer):
                yield event

    async def follow(self, interaction_id: str, after: int = 0) -> list[Event]:
        headers = {"Last-Event-ID": str(after)}
        path = f"{self.base}/interactions/{interaction_id}/stream"
        async with self.http.stream("GET", path, headers=headers, timeout=60) as answer:
            assert answer.status_code == 200, await answer.aread()
            return [event async for event in read_events(answer)]


async def read_events(answer: httpx2.Response):
    """Yield the server-sent events of a response."""
    fields: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if not line:
            if "data" in fields:
                yield Event(int(fields.get("id", 0)), fields.get("event", ""), orjson.loads(fields["data"]))
            fields = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value


class Product:
    """A running product."""

    def __init__(self, url: str, sandbox_url: str, settings: Settings) -> None:
        self.url, self.sandbox_url, self.settings = url, sandbox_url, settings

    def http(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(base_url=self.url, timeout=60)

    async def register(self, name: str = "Test agency") -> Person:
        """Return the owner of a fresh organization."""
        http = self.http()
        person = {"email": f"{uuid4().hex}@agency.example", "password": PASSWORD, "name": "Mara Test"}
        answer = await http.post("/v1/auth/register", json={**person, "organization_name": name})
        assert answer.status_code == 201, answer.text
        http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
        organization = answer.json()["organization"]
        return Person(http, UUID(organization["id"]), organization["slug"])

    async def sandbox(self, method: str, path: str, **options: object) -> httpx2.Response:
        async with httpx2.AsyncClient(base_url=self.sandbox_url) as http:
            return await http.request(method, path, **options)

    async def faults(self, **fault: object) -> None:
        """Make a stand-in slow or broken; without arguments, mend all."""
        answer = await self.sandbox("PUT", "/_faults", json={"faults": [fault] if fault else []})
        assert answer.status_code < 300, answer.text


def _listen() -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    bound.listen(256)
    return bound


class _Quiet(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Leave signals to pytest."""


async def _serve(app: ASGIApp, bound: socket.socket, stop: asyncio.Event) -> None:
    server = _Quiet(uvicorn.Config(app, log_config=None, log_level="critical", lifespan="on"))
    task = asyncio.create_task(server._serve([bound]))
    await stop.wait()
    server.should_exit = True
    await task


@contextmanager
def running(database_url: str, home: Path, **changes: object) -> Iterator[Product]:
    """Run API, sandbox host and worker in a thread of their own, with these settings changed."""
    settings = get_settings().model_copy(update={"database_url": database_url, "home": home, **changes})
    page, sandbox = _listen(), _listen()
    url, sandbox_url = (f"http://127.0.0.1:{bound.getsockname()[1]}" for bound in (page, sandbox))
    ready, ended = threading.Event(), threading.Event()
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def main() -> None:
        stop = asyncio.Event()
        loops.append((asyncio.get_running_loop(), stop))
        world = World.open(home, catalog_dir=paths.catalog_dir(), tokens_per_second=0)
        database = Database(database_url, pool_size=10)
        endpoints.announce_sandbox(sandbox_url)
        tasks = [
            _serve(host.create_app(providers.sandboxes(), world), sandbox, stop),
            _serve(api.create_app(settings, database), page, stop),
            worker.run(database, settings, stop),
        ]
        ready.set()
        await asyncio.gather(*tasks)
        await database.close()

    def run() -> None:
        try:
            asyncio.run(main())
        finally:
            ready.set()
            ended.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(30)
    try:
        yield Product(url, sandbox_url, settings)
    finally:
        for loop, stop in loops:
            loop.call_soon_threadsafe(stop.set)
        ended.wait(15)
