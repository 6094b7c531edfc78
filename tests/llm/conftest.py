"""Fixtures of the gateway's tests: a sandbox host, a second one, and a gateway that remembers nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest

from directorate.integrations import endpoints, pool
from directorate.integrations import service as integrations
from directorate.kit.settings import get_settings
from directorate.llm import ledger, registry
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
    await ledger.settled()
    await pool.close()


@pytest.fixture
def other_server(sandbox: SandboxServer, second_server: SandboxServer) -> Iterator[SandboxServer]:
    """A second host, on another port."""
    second_server.reset()
    yield second_server
    second_server.reset()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A function that sets the environment and reads the settings anew."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()

    yield change
    monkeypatch.undo()
    get_settings.cache_clear()
