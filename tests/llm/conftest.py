"""Fixtures of the gateway's tests: a sandbox host, a second one, and a gateway that remembers nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from uuid import UUID

import pytest
from pydantic import SecretStr

from directorate.integrations import endpoints
from directorate.integrations import service as integrations
from directorate.kit.db import Database
from directorate.kit.settings import get_settings
from directorate.llm import gateway, registry
from directorate.llm.health import BOARD
from tests.llm.sandbox_server import SandboxServer, running


@pytest.fixture(scope="session")
def first_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with running(tmp_path_factory.mktemp("sandbox-1")) as server:
        yield server


@pytest.fixture(scope="session")
def second_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    with running(tmp_path_factory.mktemp("sandbox-2")) as server:
        yield server


@pytest.fixture
async def sandbox(first_server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SandboxServer]:
    """The sandbox of an installation without any key: empty log, no faults, no memory of earlier tests."""
    first_server.reset()
    endpoints.announce_sandbox(first_server.url)
    BOARD.forget()
    registry.forget()
    integrations.forget()
    yield first_server
    first_server.reset()
    endpoints.announce_sandbox("")
    await gateway.close()


@pytest.fixture
def other_server(sandbox: SandboxServer, second_server: SandboxServer) -> Iterator[SandboxServer]:
    """A second host, on another port."""
    second_server.reset()
    yield second_server
    second_server.reset()


ChangeSettings = Callable[..., None]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChangeSettings]:
    """A function that sets the environment and reads the settings anew."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    yield change
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def unhurried_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    """A host whose model answers 60 tokens a second, so that an answer can be given up in the middle."""
    with running(tmp_path_factory.mktemp("sandbox-3"), tokens_per_second=60) as server:
        yield server


Connect = Callable[..., Awaitable[None]]


@pytest.fixture
def connect(database: Database, organization_id: UUID, sandbox: SandboxServer, settings: ChangeSettings) -> Connect:
    """A function that connects the organization to the OpenAI-compatible stand-in of some hosts, in this order."""

    async def make(*servers: SandboxServer | str, model: str = "sandbox-1") -> None:
        origins = [server if isinstance(server, str) else server.origin for server in servers]
        settings(DIRECTORATE_ALLOWED_HOSTS=",".join(origins))
        for number, origin in enumerate(origins, start=1):
            async with database.open(organization_id) as ctx:
                await integrations.connect(
                    ctx,
                    provider="openai_compatible",
                    name=f"server {number}",
                    config={"base_url": f"http://{origin}/openai_compatible/v1", "default_model": model},
                    credentials={"api_key": SecretStr("sk-any-key-that-is-not-empty")},
                )

    return make
