"""Programs: access tokens and API keys with scopes."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from sqlalchemy import select

from directorate.identity import keys, tokens
from directorate.identity.models import ApiKey
from directorate.kit import crypto
from directorate.kit.context import Role
from directorate.kit.db import Database
from tests.factories.identity import PASSWORD, Client

Join = Callable[..., Awaitable[Client]]


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def _token(client: Client, who: Client, password: str = PASSWORD) -> str:
    answer = await client("POST", "/v1/auth/token", data={"username": who.email, "password": password})
    assert answer.status_code == 200, answer.text
    assert answer.json()["token_type"] == "bearer"
    assert answer.json()["expires_in"] == 30 * 60
    return answer.json()["access_token"]


async def _key(owner: Client, *scopes: str) -> str:
    answer = await owner.post(".../api-keys", {"name": "Reporting", "scopes": list(scopes)})
    assert answer.status_code == 201, answer.text
    return answer.json()["key"]


async def test_an_access_token_acts_for_its_person_without_csrf(owner: Client, visitor: Client) -> None:
    headers = _bearer(await _token(visitor, owner))
    assert not visitor.http.cookies
    visitor.organization_id = owner.organization_id
    assert (await visitor.get("/v1/me", headers=headers)).json()["user"]["email"] == owner.email
    renamed = await visitor("PATCH", "...", json={"name": "By program"}, headers=headers)
    assert renamed.json()["name"] == "By program"


async def test_wrong_credentials_give_no_token(owner: Client, visitor: Client) -> None:
    form = {"username": owner.email, "password": "not the right password"}
    answer = await visitor("POST", "/v1/auth/token", data=form)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")


async def test_forged_expired_and_foreign_tokens_are_refused(owner: Client, visitor: Client) -> None:
    now = datetime.now(UTC)
    claims = {"iss": "directorate", "sub": str(owner.user_id), "iat": now.timestamp(), "exp": now.timestamp() + 60}
    forged = [
        jwt.encode(claims, "x" * 32, algorithm="HS256"),
        jwt.encode(claims, crypto.signing_key(), algorithm="HS256"),
        jwt.encode(claims, "", algorithm="none"),
        tokens.issue_access_token(owner.user_id, now=now - timedelta(hours=1), life=timedelta(minutes=30)),
        "nonsense",
        "",
    ]
    for token in forged:
        answer = await visitor.get("/v1/me", headers=_bearer(token))
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in"), token
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_new_password_ends_other_sessions_tokens_and_links(owner: Client, visitor: Client) -> None:
    token = await _token(visitor, owner)
    assert (await visitor.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD})).status_code == 200
    change = {"password": "another harbour, more lanterns", "current_password": PASSWORD}
    assert (await owner("PATCH", "/v1/me", json=change)).status_code == 200
    assert (await owner.get("/v1/me")).status_code == 200
    assert (await visitor.get("/v1/me")).status_code == 401
    assert (await visitor.get("/v1/me", headers=_bearer(token))).status_code == 401
    await _token(visitor, owner, password=change["password"])


async def test_a_new_password_needs_the_current_one_and_keeps_the_rule(owner: Client) -> None:
    for body, pointer in (
        ({"password": "another harbour, more lanterns"}, "/current_password"),
        ({"password": "another harbour, more lanterns", "current_password": "guess"}, "/current_password"),
        ({"password": "short", "current_password": PASSWORD}, "/password"),
    ):
        answer = await owner("PATCH", "/v1/me", json=body)
        assert answer.status_code == 422
        assert [item["pointer"] for item in answer.json()["errors"]] == [pointer]
    assert (await owner.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD})).status_code == 200


async def test_guessing_at_the_current_password_is_throttled(owner: Client) -> None:
    guess = {"password": "another harbour, more lanterns", "current_password": "guess"}
    answers = [(await owner("PATCH", "/v1/me", json=guess)).status_code for _ in range(10)]
    assert answers == [422] * 8 + [429] * 2


async def test_a_key_is_shown_once_names_its_organization_and_is_stored_as_a_digest(
    owner: Client, database: Database
) -> None:
    key = await _key(owner, "*")
    assert key.startswith(f"dk_{owner.organization_id.hex}_")
    listed = (await owner.get(".../api-keys")).json()["items"]
    assert [(item["name"], item["scopes"], item["last_used_at"]) for item in listed] == [("Reporting", ["*"], None)]
    assert key not in (await owner.get(".../api-keys")).text
    async with database.open(owner.organization_id) as ctx:
        row = await ctx.session.scalar(select(ApiKey))
        assert row is not None
        assert row.key_digest == crypto.digest(key)
        assert row.created_by == owner.user_id


async def test_scopes_decide_what_a_key_may_do(owner: Client, visitor: Client) -> None:
    visitor.organization_id = owner.organization_id
    expected = {
        "identity:read": (200, 403, 403, 403),
        "identity:write": (200, 403, 403, 403),
        "identity:admin": (200, 200, 200, 403),
        "inbox:read": (403, 403, 403, 200),
        "*": (200, 403, 403, 200),
    }
    for scope, statuses in expected.items():
        headers = _bearer(await _key(owner, scope))
        calls = (
            await visitor.get("...", headers=headers),
            await visitor("PATCH", "...", json={"name": "By key"}, headers=headers),
            await visitor.get(".../audit", headers=headers),
            await visitor.get(".../inbox", headers=headers),
        )
        assert tuple(answer.status_code for answer in calls) == statuses, scope


async def test_a_key_writes_only_with_a_write_scope(owner: Client, visitor: Client) -> None:
    visitor.organization_id = owner.organization_id
    task = {"title": "Call the harbour"}
    refused = await visitor.post(".../inbox", task, headers=_bearer(await _key(owner, "inbox:read")))
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert "inbox:write" in refused.json()["detail"]
    written = await visitor.post(".../inbox", task, headers=_bearer(await _key(owner, "inbox:write")))
    assert written.status_code == 201
    assert written.json()["created_by"]["kind"] == "api_key"
    assert written.json()["created_by"]["label"] == "Reporting"


@pytest.mark.parametrize(
    ("scopes", "area", "writes", "role"),
    [
        ({"inbox:read"}, "inbox", False, Role.VIEWER),
        ({"inbox:read"}, "inbox", True, None),
        ({"inbox:write"}, "inbox", False, Role.MEMBER),
        ({"inbox:admin"}, "inbox", True, Role.ADMIN),
        ({"inbox:admin"}, "llm", False, None),
        ({"*"}, "llm", True, Role.MEMBER),
        ({"*", "llm:admin"}, "llm", True, Role.ADMIN),
        (set[str](), "llm", False, None),
    ],
)
def test_scopes_give_roles(scopes: set[str], area: str, writes: bool, role: Role | None) -> None:
    assert keys.role_for(scopes, area, writes=writes) is role


async def test_a_key_is_limited_to_its_organization(owner: Client, stranger: Client, visitor: Client) -> None:
    headers = _bearer(await _key(owner, "*"))
    visitor.organization_id = stranger.organization_id
    answer = await visitor.get("...", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "organization_not_found")


async def test_a_key_is_not_a_person(owner: Client, visitor: Client) -> None:
    visitor.organization_id = owner.organization_id
    headers = _bearer(await _key(owner, "*", "identity:admin"))
    member = {"email": "new@harbour.example", "name": "New", "role": "viewer"}
    for answer in (
        await visitor.get("/v1/me", headers=headers),
        await visitor.post("/v1/organizations", {"name": "By key"}, headers=headers),
        await visitor.post(".../api-keys", {"name": "Child", "scopes": ["*"]}, headers=headers),
        await visitor.post(".../members", member, headers=headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "person_needed")


async def test_a_revoked_or_invented_key_is_refused_at_once(owner: Client, visitor: Client) -> None:
    visitor.organization_id = owner.organization_id
    key = await _key(owner, "*")
    headers = _bearer(key)
    assert (await visitor.get("...", headers=headers)).status_code == 200
    [listed] = (await owner.get(".../api-keys")).json()["items"]
    assert listed["last_used_at"] is not None
    assert (await owner("DELETE", f".../api-keys/{listed['id']}")).status_code == 204
    for refused in (key, key[:-1], f"dk_{owner.organization_id.hex}_invented", "dk_x_y"):
        assert (await visitor.get("...", headers=_bearer(refused))).status_code == 401
    assert (await owner("DELETE", f".../api-keys/{listed['id']}")).status_code == 404
    assert (await owner.get(".../api-keys")).json()["items"] == []


@pytest.mark.parametrize("scope", ["knowlege:read", "inbox", "inbox:everything", "", "*:read", "INBOX:read"])
async def test_unknown_scopes_are_named(owner: Client, scope: str) -> None:
    answer = await owner.post(".../api-keys", {"name": "Typo", "scopes": ["inbox:read", scope]})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_scope")
    assert [item["pointer"] for item in answer.json()["errors"]] == ["/scopes/1"]
    assert "inbox" in answer.json()["fix"]


async def test_only_admins_see_and_make_keys(join: Join) -> None:
    for role, status in (("viewer", 403), ("member", 403), ("admin", 200)):
        client = await join(role)
        assert (await client.get(".../api-keys")).status_code == status
        made = await client.post(".../api-keys", {"name": "Mine", "scopes": ["*"]})
        assert made.status_code == (201 if status == 200 else 403)
