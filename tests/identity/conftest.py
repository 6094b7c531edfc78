"""Fixtures of identity's tests: the real application, and people with browsers."""

from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI

from directorate.kit.db import Database
from tests.factories import identity
from tests.factories.identity import Client


@pytest.fixture
def app(database: Database) -> FastAPI:
    """Return the application."""
    return identity.make_app(database)


@pytest.fixture
def visitor(app: FastAPI) -> Client:
    """Return a browser that is not signed in."""
    return identity.make_client(app)


@pytest.fixture
async def owner(app: FastAPI) -> Client:
    """Return the browser of an organization's owner."""
    return await identity.sign_up(app)


@pytest.fixture
async def stranger(app: FastAPI) -> Client:
    """Return the browser of another organization's owner."""
    return await identity.sign_up(app, name="Kit Moss", organization="Other Agency")


@pytest.fixture
def join(app: FastAPI, owner: Client) -> Callable[..., Awaitable[Client]]:
    """Return a function that adds a person of a role to the owner's organization."""

    async def added(role: str, **options: str) -> Client:
        return await identity.join(app, owner, role, **options)

    return added
