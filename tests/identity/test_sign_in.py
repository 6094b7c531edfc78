"""Registering, signing in and out, and what protects the browser's session."""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import select, update

from directorate.identity import service
from directorate.identity.models import LoginAttempt, User, UserSession
from directorate.kit.db import Database
from tests.factories import identity
from tests.factories.identity import PASSWORD, Client


async def test_registering_signs_in_and_makes_an_owner(owner: Client) -> None:
    me = (await owner.get("/v1/me")).json()
    assert me["user"]["email"] == owner.email
    [place] = me["memberships"]
    assert place["role"] == "owner"
    assert place["organization"] == {
        "id": str(owner.organization_id),
        "name": "Harbour Agency",
        "slug": place["organization"]["slug"],
        "time_zone": "UTC",
        "currency": "USD",
        "permission_mode": "co-pilot",
    }
    assert place["organization"]["slug"].startswith("harbour-agency")


async def test_only_digests_of_secrets_are_stored(owner: Client, database: Database) -> None:
    cookies = owner.http.cookies
    async with database.open() as ctx:
        row = await ctx.session.scalar(select(UserSession).where(UserSession.user_id == owner.user_id))
        user = await ctx.session.scalar(select(User).where(User.id == owner.user_id))
    assert row is not None
    assert user is not None
    assert user.password_hash is not None
    assert user.password_hash.startswith("$argon2id$")
    stored = {row.token_digest, row.csrf_digest, user.password_hash}
    assert not stored & {cookies["directorate_session"], cookies["directorate_csrf"], PASSWORD}


async def test_session_cookie_is_hidden_from_scripts_and_the_csrf_cookie_is_not(app: FastAPI, owner: Client) -> None:
    again = identity.make_client(app)
    answer = await again.post("/v1/auth/login", {"email": owner.email.upper(), "password": PASSWORD})
    session, csrf = answer.headers.get_list("set-cookie")
    assert session.startswith("directorate_session=")
    assert "HttpOnly" in session
    assert csrf.startswith("directorate_csrf=")
    assert "HttpOnly" not in csrf
    for cookie in (session, csrf):
        assert "samesite=lax" in cookie.lower()
        assert "Path=/" in cookie
        assert "Secure" not in cookie


async def test_cookies_are_secure_behind_tls(database: Database) -> None:
    app = identity.make_app(database, public_url="https://agency.example")
    owner = await identity.sign_up(app)
    answer = await owner.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD})
    assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"email": "nobody"}, ["/email"]),
        ({"email": "a@b@c.example"}, ["/email"]),
        ({"password": "short"}, ["/password"]),
        ({"password": "passwordpassword"}, ["/password"]),
        ({"password": "aaaaaaaaaaaaaaa"}, ["/password"]),
        ({"password": "lena.fischer@harbour.example", "email": "lena.fischer@harbour.example"}, ["/password"]),
        ({"email": "nobody", "password": "short"}, ["/email", "/password"]),
        ({"name": "  "}, ["/name"]),
        ({"organization_name": ""}, ["/organization_name"]),
        ({"role": "admin"}, ["/role"]),
    ],
)
async def test_bad_registration_names_each_wrong_field(
    visitor: Client, changes: dict[str, str], pointers: list[str]
) -> None:
    body = {"email": "new@harbour.example", "password": PASSWORD, "name": "A", "organization_name": "B"}
    answer = await visitor.post("/v1/auth/register", body | changes)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [item["pointer"] for item in answer.json()["errors"]] == pointers
    assert PASSWORD not in answer.text


async def test_an_email_registers_once_whatever_its_case(owner: Client, visitor: Client) -> None:
    body = {"email": owner.email.upper(), "password": PASSWORD, "name": "A", "organization_name": "B"}
    answer = await visitor.post("/v1/auth/register", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert answer.json()["errors"][0]["pointer"] == "/email"
    assert not visitor.http.cookies


async def test_of_concurrent_registrations_of_one_email_one_wins(app: FastAPI) -> None:
    body = {"email": "race@harbour.example", "password": PASSWORD, "name": "A", "organization_name": "B"}
    answers = await asyncio.gather(*(identity.make_client(app).post("/v1/auth/register", body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_organizations_of_one_name_get_different_slugs(app: FastAPI) -> None:
    slugs: set[str] = set()
    for _ in range(3):
        client = await identity.sign_up(app, organization="Çédille & Søn")
        slugs.add((await client.get("...")).json()["slug"])
    assert len(slugs) == 3
    assert all(slug.startswith("cedille-s") for slug in slugs)


@pytest.mark.parametrize("changes", [{"password": "not the right password"}, {"email": "unknown@harbour.example"}])
async def test_wrong_credentials_say_the_same_whatever_was_wrong(
    owner: Client, visitor: Client, changes: dict[str, str]
) -> None:
    answer = await visitor.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD} | changes)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")
    assert answer.json()["detail"] == "No account has this e-mail and password."
    assert not visitor.http.cookies


async def test_signing_in_rotates_the_session(owner: Client) -> None:
    before = dict(owner.http.cookies)
    await owner.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD})
    after = dict(owner.http.cookies)
    assert before["directorate_session"] != after["directorate_session"]
    assert (await owner.get("/v1/me")).status_code == 200
    owner.http.cookies.clear()
    stale = {"cookie": f"directorate_session={before['directorate_session']}"}
    assert (await owner.get("/v1/me", headers=stale)).status_code == 401


async def test_signing_out_ends_the_session_and_clears_the_cookies(owner: Client) -> None:
    token = owner.http.cookies["directorate_session"]
    assert (await owner.post("/v1/auth/logout")).status_code == 204
    assert not owner.http.cookies
    answer = await owner.get("/v1/me", headers={"cookie": f"directorate_session={token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert (await owner.post("/v1/auth/logout")).status_code == 204


@pytest.mark.parametrize("headers", [{"X-CSRF-Token": ""}, {"X-CSRF-Token": "forged"}])
async def test_a_write_without_the_sessions_csrf_token_is_refused(owner: Client, headers: dict[str, str]) -> None:
    answer = await owner("PATCH", "...", json={"name": "Changed"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_token_wrong")
    assert (await owner.get("...")).json()["name"] == "Harbour Agency"
    assert (await owner("PATCH", "...", json={"name": "Changed"})).json()["name"] == "Changed"


async def test_another_sessions_csrf_token_is_refused(owner: Client, stranger: Client) -> None:
    foreign = {"X-CSRF-Token": stranger.http.cookies["directorate_csrf"]}
    assert (await owner("PATCH", "...", json={"name": "Changed"}, headers=foreign)).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_requests_of_other_sites_are_refused(owner: Client, visitor: Client, headers: dict[str, str]) -> None:
    answer = await owner("PATCH", "...", json={"name": "Changed"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
    login = {"email": owner.email, "password": PASSWORD}
    assert (await visitor.post("/v1/auth/login", login, headers=headers)).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://test.local"}, {}])
async def test_requests_of_our_own_page_pass(owner: Client, headers: dict[str, str]) -> None:
    assert (await owner("PATCH", "...", json={"name": "Changed"}, headers=headers)).status_code == 200


@pytest.mark.parametrize("column", ["last_seen_at", "expires_at"])
async def test_a_session_ends_when_idle_and_when_old(owner: Client, database: Database, column: str) -> None:
    age = timedelta(days=3, minutes=1) if column == "last_seen_at" else timedelta(seconds=1)
    async with database.open() as ctx:
        change = {column: ctx.now() - age}
        await ctx.session.execute(update(UserSession).where(UserSession.user_id == owner.user_id).values(**change))
    assert (await owner.get("/v1/me")).status_code == 401


async def test_use_keeps_a_session_from_being_idle(owner: Client, database: Database) -> None:
    mine = UserSession.user_id == owner.user_id
    async with database.open() as ctx:
        old = ctx.now() - timedelta(days=2)
        await ctx.session.execute(update(UserSession).where(mine).values(last_seen_at=old))
    assert (await owner.get("/v1/me")).status_code == 200
    async with database.open() as ctx:
        seen = await ctx.session.scalar(select(UserSession.last_seen_at).where(mine))
        assert seen is not None
        assert ctx.now() - seen < timedelta(minutes=1)


async def _guess(client: Client, email: str, times: int) -> list[int]:
    body = {"email": email, "password": "guess after guess"}
    return [(await client.post("/v1/auth/login", body)).status_code for _ in range(times)]


async def test_an_old_digest_is_renewed_at_sign_in(owner: Client, visitor: Client, database: Database) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    mine = User.id == owner.user_id
    async with database.open() as ctx:
        await ctx.session.execute(update(User).where(mine).values(password_hash=weak))
    assert (await visitor.post("/v1/auth/login", {"email": owner.email, "password": PASSWORD})).status_code == 200
    async with database.open() as ctx:
        stored = await ctx.session.scalar(select(User.password_hash).where(mine))
    assert stored is not None
    assert "m=19456,t=2,p=1" in stored
    assert (await owner.get("/v1/me")).status_code == 200


async def test_too_many_failures_make_an_account_wait_at_that_address_only(database: Database) -> None:
    app = identity.make_app(database, login_attempts=3)
    owner, attacker = await identity.sign_up(app), identity.make_client(app)
    assert await _guess(attacker, owner.email, 5) == [401, 401, 401, 429, 429]
    login = {"email": owner.email, "password": PASSWORD}
    refused = await attacker.post("/v1/auth/login", login)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(refused.headers["retry-after"]) <= 15 * 60 + 1
    assert (await identity.make_client(app).post("/v1/auth/login", login)).status_code == 200


async def test_an_address_that_guesses_at_many_accounts_waits(database: Database) -> None:
    app = identity.make_app(database, login_attempts=1)
    attacker = identity.make_client(app)
    answers = [(await _guess(attacker, f"victim-{n}@harbour.example", 1))[0] for n in range(7)]
    assert answers == [401] * 5 + [429] * 2


async def test_concurrent_guesses_do_not_slip_past_the_limit(database: Database) -> None:
    app = identity.make_app(database, login_attempts=3)
    attacker = identity.make_client(app)
    answers = await asyncio.gather(*(_guess(attacker, "crowd@harbour.example", 1) for _ in range(12)))
    assert sorted(status for [status] in answers) == [401] * 3 + [429] * 9


async def test_waiting_is_over_with_the_window_and_success_forgets_failures(database: Database) -> None:
    app = identity.make_app(database, login_attempts=2)
    owner, client = await identity.sign_up(app), identity.make_client(app)
    login = {"email": owner.email, "password": PASSWORD}
    assert await _guess(client, owner.email, 3) == [401, 401, 429]
    async with database.open() as ctx:
        await ctx.session.execute(update(LoginAttempt).values(window_start=ctx.now() - timedelta(minutes=16)))
    assert await _guess(client, owner.email, 1) == [401]
    assert (await client.post("/v1/auth/login", login)).status_code == 200
    assert await _guess(client, owner.email, 2) == [401, 401]


async def _link(database: Database, user: Client, life: timedelta = timedelta(minutes=15)) -> str:
    async with database.open() as ctx:
        return await service.issue_sign_in_link(ctx, user.user_id, life)


async def test_a_link_signs_in_once(owner: Client, visitor: Client, database: Database) -> None:
    token = await _link(database, owner)
    answer = await visitor.post("/v1/auth/link", {"token": token})
    assert answer.json()["user"]["id"] == str(owner.user_id)
    assert (await visitor.get("/v1/me")).json()["user"]["email"] == owner.email
    again = await visitor.post("/v1/auth/link", {"token": token})
    assert (again.status_code, again.json()["code"]) == (410, "link_not_valid")


async def test_of_concurrent_uses_of_a_link_one_wins(app: FastAPI, owner: Client, database: Database) -> None:
    token = await _link(database, owner)
    uses = (identity.make_client(app).post("/v1/auth/link", {"token": token}) for _ in range(4))
    assert sorted(answer.status_code for answer in await asyncio.gather(*uses)) == [200, 410, 410, 410]


async def test_an_expired_or_invented_link_signs_nobody_in(owner: Client, visitor: Client, database: Database) -> None:
    for token in (await _link(database, owner, timedelta(seconds=-1)), "invented"):
        assert (await visitor.post("/v1/auth/link", {"token": token})).status_code == 410
    assert not visitor.http.cookies
