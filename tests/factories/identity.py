"""Persons, organizations and signed-in clients for tests of any domain."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
from fastapi import FastAPI

from directorate.entrypoints.api import create_app
from directorate.kit.db import Database
from directorate.kit.settings import Settings

PASSWORD = "a harbour full of lanterns"


def make_app(database: Database, **settings: object) -> FastAPI:
    """Return the real application on the test's database."""
    return create_app(Settings(**settings), database)  # pyright: ignore


def make_client(app: FastAPI, *, address: str = "", **options: object) -> "Client":
    """Return a browser at an address of its own, not signed in."""
    address = address or f"10.{secrets.randbelow(250)}.{secrets.randbelow(250)}.{secrets.randbelow(250)}"
    transport = httpx2.ASGITransport(app=app, client=(address, 40_000))
    return Client(httpx2.AsyncClient(transport=transport, base_url="http://test.local", **options))  # pyright: ignore


@dataclass
class Client:
    """A browser: keeps cookies, and sends the CSRF token on unsafe methods as the page does."""

    http: httpx2.AsyncClient
    user_id: UUID = field(default=UUID(int=0))
    organization_id: UUID = field(default=UUID(int=0))
    email: str = ""

    @property
    def org(self) -> str:
        """Return the path of the client's organization."""
        return f"/v1/organizations/{self.organization_id}"

    async def __call__(self, method: str, path: str, **options: object) -> httpx2.Response:
        """Send a request; `...` at its start stands for the organization's path."""
        headers = dict(options.pop("headers", None) or {})  # pyright: ignore
        csrf = self.http.cookies.get("directorate_csrf")
        if csrf and method not in {"GET", "HEAD"} and "authorization" not in headers:
            headers.setdefault("X-CSRF-Token", csrf)
        return await self.http.request(method, path.replace("...", self.org, 1), headers=headers, **options)  # pyright: ignore

    async def get(self, path: str, **options: object) -> httpx2.Response:
        """Send a GET."""
        return await self("GET", path, **options)

    async def post(self, path: str, json: object = None, **options: object) -> httpx2.Response:
        """Send a POST with a JSON body."""
        return await self("POST", path, json=json, **options)


SignUp = Callable[..., Awaitable[Client]]


async def sign_up(app: FastAPI, *, name: str = "Ana Reis", organization: str = "Harbour Agency") -> Client:
    """Return the browser of a fresh person who owns a fresh organization."""
    client = make_client(app)
    client.email = f"{secrets.token_hex(6)}@harbour.example"
    body = {"email": client.email, "password": PASSWORD, "name": name, "organization_name": organization}
    answer = await client.post("/v1/auth/register", body)
    assert answer.status_code == 201, answer.text
    client.user_id = UUID(answer.json()["user"]["id"])
    client.organization_id = UUID(answer.json()["organization"]["id"])
    return client


async def join(app: FastAPI, host: Client, role: str, *, name: str = "Bo Lind") -> Client:
    """Return the browser of a fresh person whom `host` added to their organization, signed in by the link."""
    client = make_client(app)
    client.email = f"{secrets.token_hex(6)}@harbour.example"
    added = await host.post(".../members", {"email": client.email, "name": name, "role": role})
    assert added.status_code == 201, added.text
    client.user_id, client.organization_id = UUID(added.json()["member"]["user"]["id"]), host.organization_id
    token = added.json()["sign_in_link"].partition("#token=")[2]
    assert (await client.post("/v1/auth/link", {"token": token})).status_code == 200
    return client
