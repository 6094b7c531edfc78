"""Who looks at the page: people with organizations of their own, made over the API before a browser opens."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
from playwright.async_api import StorageState

from tests.product import PASSWORD, Person


@dataclass(frozen=True)
class Visitor:
    """A signed-in person: what the browser has to hold, and the same person over the API."""

    person: Person
    storage_state: StorageState
    session_id: str = ""
    interaction_id: str = ""

    @property
    def home(self) -> str:
        """The path of the organization."""
        return f"/o/{self.person.slug}"


def storage_state(http: httpx2.AsyncClient, url: str) -> StorageState:
    """Return the cookies of a client as a browser holds them."""
    host = urlsplit(url).hostname or ""
    cookies = [
        {"name": cookie.name, "value": cookie.value or "", "domain": host, "path": "/", "sameSite": "Lax"}
        for cookie in http.cookies.jar
    ]
    return {"cookies": cookies, "origins": []}  # pyright: ignore[reportReturnType]


def client(url: str) -> httpx2.AsyncClient:
    """Return a client that keeps cookies."""
    return httpx2.AsyncClient(base_url=url, timeout=90)


async def found_organization(url: str, name: str = "Harbour Lane Studio") -> Visitor:
    """Register a person and the organization they own."""
    http = client(url)
    body = {"email": f"{uuid4().hex}@agency.example", "password": PASSWORD, "name": "Mara Whitlock"}
    answer = await http.post("/v1/auth/register", json={**body, "organization_name": name})
    assert answer.status_code == 201, answer.text
    http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
    organization = answer.json()["organization"]
    person = Person(http, UUID(organization["id"]), organization["slug"])
    return Visitor(person, storage_state(http, url))


async def found_busy_organization(url: str) -> Visitor:
    """Register an owner whose organization has a bit of everything the pages show."""
    owner = await found_organization(url)
    person = owner.person
    for code in ("DATA-02", "QUALIFIER-01"):
        await person.hire(code)
    note = cast("dict[str, str]", await person.upload("energy-market-note.pdf"))
    await person.upload("landing-ab.csv")
    question = "What does this note say about battery prices?"
    asked: Awaitable[object] = person.ask("DATA-02", question, file_ids=[note["id"]])
    answered = cast("dict[str, str]", await asked)
    for path, body in (
        ("/inbox", {"title": "Call Parcelwise", "body": "Before noon"}),
        ("/memories", {"text": "Fees are quoted in Australian dollars", "scope": "organization"}),
        ("/api-keys", {"name": "Reporting", "scopes": ["*"]}),
        ("/members", {"email": f"{uuid4().hex}@agency.example", "name": "Tess Okafor", "role": "member"}),
    ):
        made = await person.post(path, body)
        assert made.status_code == 201, made.text
    rated = await person.http.put(
        f"{person.base}/interactions/{answered['interaction_id']}/feedback", json={"rating": "up"}
    )
    assert rated.status_code < 300, rated.text
    return Visitor(person, owner.storage_state, answered["session_id"], answered["interaction_id"])


async def add_viewer(owner: Visitor, url: str) -> Visitor:
    """Add a viewer to the owner's organization and sign them in by their link."""
    body = {"email": f"{uuid4().hex}@agency.example", "name": "Jun Halloran", "role": "viewer"}
    added = await owner.person.post("/members", body)
    assert added.status_code == 201, added.text
    token = added.json()["sign_in_link"].partition("token=")[2]
    http = client(url)
    signed_in = await http.post("/v1/auth/link", json={"token": token})
    assert signed_in.status_code == 200, signed_in.text
    http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
    return Visitor(Person(http, owner.person.organization_id, owner.person.slug), storage_state(http, url))
