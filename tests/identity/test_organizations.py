"""Organizations, the wall between them, and the audit list."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from sqlalchemy import text

from directorate.kit.db import Database
from tests.factories.identity import Client

Join = Callable[..., Awaitable[Client]]


async def test_a_person_may_own_several_organizations(owner: Client) -> None:
    made = await owner.post("/v1/organizations", {"name": "Second Agency"})
    assert made.status_code == 201
    places = (await owner.get("/v1/me")).json()["memberships"]
    assert [(place["organization"]["name"], place["role"]) for place in places] == [
        ("Harbour Agency", "owner"),
        ("Second Agency", "owner"),
    ]
    assert (await owner.get(f"/v1/organizations/{made.json()['id']}")).json() == made.json()


async def test_changes_of_an_organization_are_kept_and_its_address_stays(owner: Client) -> None:
    slug = (await owner.get("...")).json()["slug"]
    change = {"name": "Quay", "time_zone": "Europe/Lisbon", "currency": "EUR", "permission_mode": "manual"}
    assert (await owner("PATCH", "...", json=change)).status_code == 200
    assert (await owner.get("...")).json() == {"id": str(owner.organization_id), "slug": slug, **change}
    await owner("PATCH", "...", json={"currency": "GBP"})
    assert (await owner.get("...")).json()["time_zone"] == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"time_zone": "../../etc/passwd"}, "/time_zone"),
        ({"currency": "XXX"}, "/currency"),
        ({"currency": "eur"}, "/currency"),
        ({"permission_mode": "yolo"}, "/permission_mode"),
        ({"name": " "}, "/name"),
        ({"slug": "mine"}, "/slug"),
    ],
)
async def test_bad_changes_name_the_field(owner: Client, change: dict[str, str], pointer: str) -> None:
    answer = await owner("PATCH", "...", json=change)
    assert answer.status_code == 422
    assert [item["pointer"] for item in answer.json()["errors"]] == [pointer]


ROUTES = [
    ("GET", "...", None),
    ("PATCH", "...", {"name": "Mine now"}),
    ("GET", ".../members", None),
    ("POST", ".../members", {"email": "spy@harbour.example", "name": "Spy", "role": "viewer"}),
    ("PATCH", ".../members/{user}", {"role": "viewer"}),
    ("DELETE", ".../members/{user}", None),
    ("GET", ".../api-keys", None),
    ("POST", ".../api-keys", {"name": "Spy", "scopes": ["*"]}),
    ("DELETE", ".../api-keys/{user}", None),
    ("GET", ".../audit", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
async def test_another_organizations_owner_finds_nothing(
    owner: Client, stranger: Client, method: str, path: str, body: object
) -> None:
    stranger.organization_id = owner.organization_id
    answer = await stranger(method, path.format(user=owner.user_id), json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "organization_not_found")
    stranger.organization_id = uuid4()
    missing = await stranger(method, path.format(user=owner.user_id), json=body)
    assert missing.json()["detail"] == answer.json()["detail"]


@pytest.mark.parametrize(("method", "path", "body"), [*ROUTES, ("GET", "/v1/me", None)])
async def test_nobody_gets_in_without_signing_in(
    owner: Client, visitor: Client, method: str, path: str, body: object
) -> None:
    visitor.organization_id = owner.organization_id
    answer = await visitor(method, path.format(user=owner.user_id), json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_audit_list_tells_who_changed_what(owner: Client, join: Join) -> None:
    admin = await join("admin", name="Bo Lind")
    await admin("PATCH", "...", json={"name": "Quay Agency"})
    [event, *_] = (await owner.get(".../audit")).json()["items"]
    assert event["actor"] == {"kind": "user", "id": str(admin.user_id), "label": "Bo Lind"}
    assert (event["action"], event["entity"], event["entity_id"]) == (
        "update",
        "organizations",
        str(owner.organization_id),
    )
    assert (event["before"]["name"], event["after"]["name"]) == ("Harbour Agency", "Quay Agency")


async def test_the_audit_list_names_keys_and_hides_digests(owner: Client, visitor: Client) -> None:
    made = (await owner.post(".../api-keys", {"name": "Nightly", "scopes": ["identity:admin"]})).json()
    visitor.organization_id = owner.organization_id
    await visitor("PATCH", "...", json={"name": "By key"}, headers={"authorization": f"Bearer {made['key']}"})
    page = (await owner.get(".../audit")).json()["items"]
    assert page[0]["actor"] == {"kind": "api_key", "id": made["id"], "label": "Nightly"}
    [created] = [item for item in page if item["entity"] == "api_keys"]
    assert created["after"]["name"] == "Nightly"
    assert "digest" not in str(created)


async def test_the_audit_list_filters_and_pages(owner: Client, join: Join) -> None:
    await join("viewer")
    admin = await join("admin")
    for name in ("One", "Two", "Three"):
        await admin("PATCH", "...", json={"name": name})
    only = (await owner.get(".../audit?entity=organizations&action=update")).json()["items"]
    assert [item["after"]["name"] for item in only] == ["Three", "Two", "One"]
    mine = (await owner.get(f".../audit?actor=user:{owner.user_id}&entity=memberships")).json()["items"]
    assert len(mine) == 3
    since = {"from": only[1]["at"], "to": only[0]["at"], "entity": "organizations"}
    assert [item["after"]["name"] for item in (await owner.get(".../audit", params=since)).json()["items"]] == ["Two"]
    first = (await owner.get(".../audit?limit=4")).json()
    rest = (await owner.get(".../audit", params={"limit": 200, "cursor": first["next_cursor"]})).json()
    whole = (await owner.get(".../audit?limit=200")).json()
    assert first["items"] + rest["items"] == whole["items"]
    assert rest["next_cursor"] is None


async def test_only_admins_read_the_audit_list(join: Join) -> None:
    assert (await (await join("member")).get(".../audit")).status_code == 403
    assert (await (await join("admin")).get(".../audit")).status_code == 200


async def test_a_refused_change_leaves_nothing_behind(owner: Client, join: Join, database: Database) -> None:
    await join("viewer")
    before = len((await owner.get(".../audit?limit=200")).json()["items"])
    taken = {"email": owner.email, "name": "Twice", "role": "viewer"}
    assert (await owner.post(".../members", taken)).status_code == 409
    assert len((await owner.get(".../audit?limit=200")).json()["items"]) == before
    async with database.open(owner.organization_id) as ctx:
        assert await ctx.session.scalar(text("SELECT count(*) FROM memberships")) == 2
