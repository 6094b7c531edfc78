"""Fixtures of every test: a real PostgreSQL server, a database per worker, organizations and their contexts."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.engine import make_url

OWNS_HOME = "DIRECTORATE_TEST_HOME" not in os.environ
"""Workers and runs within a run use the home of the run that began."""
HOME = Path(os.environ.get("DIRECTORATE_TEST_HOME") or tempfile.mkdtemp(prefix="directorate-test-"))
HOME.chmod(0o711)
os.environ["DIRECTORATE_TEST_HOME"] = os.environ["DIRECTORATE_HOME"] = str(HOME)
os.environ.setdefault("DIRECTORATE_SANDBOX_TOKENS_PER_SECOND", "0")
for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL", "DIRECTORATE_DEMO"):
    os.environ.pop(name, None)

from directorate.entrypoints import discover  # noqa: E402
from directorate.kit import migrate  # noqa: E402
from directorate.kit.context import Actor, ActorKind, Context, Role  # noqa: E402
from directorate.kit.db import Database  # noqa: E402
from directorate.kit.ids import uuid7  # noqa: E402

if TYPE_CHECKING:
    from directorate.kit.postgres import EmbeddedPostgres
    from tests.product import Product

PREFIX = os.environ.get("DIRECTORATE_TEST_PREFIX", "directorate")
pytest_plugins = ["tests.process"]
TEMPLATE = f"{PREFIX}_template"
SERVER: dict[str, "EmbeddedPostgres"] = {}


def _database_url(name: str) -> str:
    url = make_url(os.environ["TEST_DATABASE_URL"]).set(database=name)
    return url.render_as_string(hide_password=False)


def _create(name: str, template: str = "template1") -> str:
    with psycopg.connect(_database_url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return _database_url(name)


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server once (unless TEST_DATABASE_URL names one) and migrate the template database."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if "TEST_DATABASE_URL" not in os.environ:
        from directorate.kit.postgres import EmbeddedPostgres

        server = EmbeddedPostgres(HOME / "postgres", durable=False)
        os.environ["TEST_DATABASE_URL"] = server.start().url
        SERVER["embedded"] = server
    migrate.upgrade(_create(TEMPLATE))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server this run started and leave nothing behind."""
    if not OWNS_HOME:
        return
    if "embedded" in SERVER:
        from directorate.kit.postgres import erase

        SERVER["embedded"].stop()
        erase(HOME / "postgres")
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> str:
    """Return the owner's address of this worker's own, freshly migrated database."""
    discover.register()
    return _create(f"{PREFIX}_{worker_id}", TEMPLATE)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Return the application's database."""
    opened = Database(database_url, pool_size=5)
    yield opened
    await opened.close()


@pytest.fixture
async def make_organization(database: Database) -> Callable[..., Awaitable[UUID]]:
    """Return a function that creates an organization and returns its id."""
    from directorate.identity.models import Organization

    async def make(name: str = "Test agency") -> UUID:
        organization_id = uuid7()
        async with database.open(organization_id) as ctx:
            ctx.session.add(Organization(id=organization_id, name=name, slug=f"test-{organization_id.hex[-12:]}"))
        return organization_id

    return make


@pytest.fixture
async def organization_id(make_organization: Callable[..., Awaitable[UUID]]) -> UUID:
    """Return the id of a fresh organization."""
    return await make_organization()


OpenContext = Callable[..., AbstractAsyncContextManager[Context]]


@pytest.fixture
def open_context(database: Database, organization_id: UUID) -> OpenContext:
    """Return a function that opens a context of the test's organization (or another), as an owner."""

    def opener(other: UUID | None = None, *, role: Role = Role.OWNER) -> AbstractAsyncContextManager[Context]:
        actor = Actor(ActorKind.USER, uuid7(), label="Test person", role=role)
        return database.open(other or organization_id, actor=actor)

    return opener


@pytest.fixture
async def ctx(open_context: OpenContext) -> AsyncIterator[Context]:
    """Return an open context of the test's organization; it commits when the test ends."""
    async with open_context() as opened:
        yield opened


@pytest.fixture(scope="session")
def product(database_url: str) -> Iterator["Product"]:
    """Return the whole product, running on loopback for this worker."""
    from tests import product as whole

    with whole.running(database_url, HOME) as running:
        yield running
