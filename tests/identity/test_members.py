"""Members and roles: who may do what to whom, and the owner that always stays."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI

from directorate.kit.context import Role
from tests.factories import identity
from tests.factories.identity import PASSWORD, Client

Join = Callable[..., Awaitable[Client]]


async def _roles(client: Client) -> dict[str, str]:
    items = (await client.get(".../members")).json()["items"]
    return {item["user"]["email"]: item["role"] for item in items}


async def test_a_new_person_gets_an_account_and_a_link_that_is_shown_once(owner: Client, visitor: Client) -> None:
    body = {"email": "lena@harbour.example", "name": "Lena", "role": "member"}
    answer = await owner.post(".../members", body)
    assert answer.status_code == 201
    assert answer.json()["member"]["role"] == "member"
    link = answer.json()["sign_in_link"]
    assert link.startswith("http://test.local/sign-in/link#token=")
    assert "sign_in_link" not in (await owner.get(".../members")).text
    token = link.partition("#token=")[2]
    assert (await visitor.post("/v1/auth/link", {"token": token})).json()["user"]["name"] == "Lena"
    set_password = await visitor("PATCH", "/v1/me", json={"password": PASSWORD})
    assert [item["role"] for item in set_password.json()["memberships"]] == ["member"]
    assert (await visitor.post("/v1/auth/login", {"email": body["email"], "password": PASSWORD})).status_code == 200


async def test_a_person_with_an_account_joins_without_a_link(owner: Client, stranger: Client) -> None:
    added = await owner.post(".../members", {"email": stranger.email, "name": "Ignored", "role": "viewer"})
    assert added.json()["sign_in_link"] is None
    assert added.json()["member"]["user"]["name"] == "Kit Moss"
    places = (await stranger.get("/v1/me")).json()["memberships"]
    assert {place["organization"]["name"]: place["role"] for place in places} == {
        "Harbour Agency": "viewer",
        "Other Agency": "owner",
    }
    again = await owner.post(".../members", {"email": stranger.email.upper(), "name": "Again", "role": "admin"})
    assert (again.status_code, again.json()["code"]) == (409, "already_member")
    assert (await _roles(owner))[stranger.email] == "viewer"


async def test_two_organizations_do_not_mix_their_members(owner: Client, stranger: Client) -> None:
    await owner.post(".../members", {"email": stranger.email, "name": "x", "role": "viewer"})
    for client, emails in ((stranger, [stranger.email]), (owner, [stranger.email, owner.email])):
        items = (await client.get(".../members")).json()["items"]
        assert [item["user"]["email"] for item in items] == emails


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_may_what_it_allows(join: Join, role: Role) -> None:
    client = await join(role.value)
    calls = {
        Role.VIEWER: await client.get("..."),
        Role.MEMBER: await client.post(".../inbox", {"title": "Call"}),
        Role.ADMIN: await client("PATCH", "...", json={"name": "Renamed"}),
    }
    for needed, answer in calls.items():
        assert (answer.status_code < 300) == role.allows(needed), needed
        if answer.status_code >= 300:
            assert (answer.status_code, answer.json()["code"]) == (403, "role_too_low")
            assert needed.value in answer.json()["detail"]


async def test_only_owners_make_owners(owner: Client, join: Join) -> None:
    admin, member = await join("admin"), await join("member")
    promote = f".../members/{member.user_id}"
    refused = await admin("PATCH", promote, json={"role": "owner"})
    assert (refused.status_code, refused.json()["code"]) == (403, "role_too_low")
    new = {"email": "boss@harbour.example", "name": "Boss", "role": "owner"}
    assert (await admin.post(".../members", new)).status_code == 403
    assert (await admin("PATCH", promote, json={"role": "admin"})).json()["role"] == "admin"
    assert (await owner("PATCH", promote, json={"role": "owner"})).json()["role"] == "owner"


async def test_admins_neither_change_nor_remove_owners(owner: Client, join: Join) -> None:
    admin = await join("admin")
    for answer in (
        await admin("PATCH", f".../members/{owner.user_id}", json={"role": "member"}),
        await admin("DELETE", f".../members/{owner.user_id}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "role_too_low")
    assert (await _roles(owner))[owner.email] == "owner"


async def test_the_last_owner_stays(owner: Client, join: Join) -> None:
    await join("admin")
    for answer in (
        await owner("PATCH", f".../members/{owner.user_id}", json={"role": "admin"}),
        await owner("DELETE", f".../members/{owner.user_id}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    second = await join("owner")
    assert (await owner("DELETE", f".../members/{owner.user_id}")).status_code == 204
    assert (await second.get("...")).status_code == 200


@pytest.mark.parametrize("verb", ["DELETE", "PATCH"])
@pytest.mark.parametrize("each_other", [True, False])
async def test_of_two_owners_who_leave_at_once_one_stays(
    app: FastAPI, owner: Client, verb: str, *, each_other: bool
) -> None:
    second = await identity.join(app, owner, "owner")
    options = {"json": {"role": "viewer"}} if verb == "PATCH" else {}
    first_target, second_target = (second, owner) if each_other else (owner, second)
    answers = await asyncio.gather(
        owner(verb, f".../members/{first_target.user_id}", **options),
        second(verb, f".../members/{second_target.user_id}", **options),
    )
    succeeded = [answer for answer in answers if answer.status_code < 300]
    assert len(succeeded) == 1
    gone = first_target if succeeded[0] is answers[0] else second_target
    stays = second if gone is owner else owner
    assert list((await _roles(stays)).values()).count("owner") == 1


async def test_removal_takes_effect_at_once_keys_included(app: FastAPI, owner: Client, join: Join) -> None:
    admin = await join("admin")
    key = (await admin.post(".../api-keys", {"name": "Theirs", "scopes": ["*"]})).json()["key"]
    by_key = identity.make_client(app)
    by_key.organization_id = owner.organization_id
    headers = {"authorization": f"Bearer {key}"}
    assert (await by_key.get("...", headers=headers)).status_code == 200
    assert (await owner("DELETE", f".../members/{admin.user_id}")).status_code == 204
    gone = await admin.get("...")
    assert (gone.status_code, gone.json()["code"]) == (404, "organization_not_found")
    assert (await by_key.get("...", headers=headers)).status_code == 401
    assert (await admin.get("/v1/me")).json()["memberships"] == []


async def test_everybody_may_leave_and_only_admins_remove_others(join: Join) -> None:
    viewer, member = await join("viewer"), await join("member")
    assert (await member("DELETE", f".../members/{viewer.user_id}")).status_code == 403
    assert (await viewer("DELETE", f".../members/{viewer.user_id}")).status_code == 204
    assert (await viewer.get("...")).status_code == 404


async def test_unknown_members_are_not_found(owner: Client, stranger: Client) -> None:
    path = f".../members/{stranger.user_id}"
    for answer in (await owner("PATCH", path, json={"role": "viewer"}), await owner("DELETE", path)):
        assert (answer.status_code, answer.json()["code"]) == (404, "member_not_found")


async def test_members_come_in_pages(owner: Client, join: Join) -> None:
    for _ in range(4):
        await join("viewer")
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = (await owner.get(f".../members?limit=2{cursor and '&cursor=' + cursor}")).json()
        assert len(page["items"]) <= 2
        seen += [item["user"]["email"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 5
    assert seen[-1] == owner.email
