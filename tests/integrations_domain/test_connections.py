"""Connections: validated against the provider's schema, guarded, sealed, tested, and resolved in one place."""

import base64
import logging
import os
from collections.abc import Callable
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from directorate.identity.models import AuditEvent
from directorate.integrations import endpoints, service
from directorate.integrations.capabilities import ChatModel
from directorate.integrations.errors import NoEndpoint
from directorate.integrations.models import Connection
from directorate.kit import crypto
from directorate.kit.db import Database
from directorate.kit.settings import get_settings
from tests.factories import identity
from tests.factories.identity import Client
from tests.llm.sandbox_server import SandboxServer

CANARY = "sk-canary-7f3a9c51d2e84b60"
ChangeSettings = Callable[..., None]


@pytest.fixture
async def owner(database: Database, sandbox: SandboxServer) -> Client:
    """A signed-in owner of a fresh organization in sandbox mode."""
    return await identity.sign_up(identity.make_app(database))


def body(base_url: str, **changes: object) -> dict[str, object]:
    return {
        "provider": "openai_compatible",
        "name": "Our server",
        "config": {"base_url": base_url, "default_model": "sandbox-1"},
        "credentials": {"api_key": CANARY},
        **changes,
    }


def stand_in(sandbox: SandboxServer) -> str:
    return f"{sandbox.url}/openai_compatible/v1"


async def test_a_connection_is_listed_tested_and_removed_and_its_key_never_shown(
    owner: Client,
    database: Database,
    sandbox: SandboxServer,
    settings: ChangeSettings,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    settings(DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    answers = [await owner.post(".../integrations", body(stand_in(sandbox)))]
    assert answers[0].status_code == 201, answers[0].text
    assert (answers[0].json()["mode"], answers[0].json()["last_test"]) == ("live", None)
    path = f".../integrations/{answers[0].json()['id']}"
    answers.append(await owner.post(f"{path}/test"))
    assert answers[-1].json()["ok"] is True, answers[-1].text
    sandbox.fault("openai_compatible", path="/v1/models", status=401)
    answers.append(await owner.post(f"{path}/test"))
    assert answers[-1].json()["ok"] is False
    answers.append(await owner.get(".../integrations"))
    assert answers[-1].json()["items"][0]["status"] == "failing"
    answers.append(await owner("DELETE", path))
    assert answers[-1].status_code == 204
    answers += [await owner.get(".../integrations"), await owner.get(".../audit"), await owner.post(f"{path}/test")]
    assert answers[-3].json()["items"] == []
    assert answers[-1].status_code == 404
    assert all(CANARY not in answer.text for answer in answers)
    assert CANARY not in caplog.text + "".join(capsys.readouterr())
    async with database.open(owner.organization_id) as ctx:
        (row,) = await ctx.session.scalars(select(Connection))
        events = list(
            await ctx.session.scalars(select(AuditEvent).where(AuditEvent.entity == "integration_connections"))
        )
    assert row.sealed_credentials == ""
    assert [event.action for event in events] == ["insert", "update", "update"]
    assert all("sealed_credentials" not in (event.after or {}) for event in events)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "http://[::1]:8000/v1",
        "http://10.0.0.1/v1",
        "http://127.0.0.1:5432",
        "http://localhost/v1",
        "http://192.168.1.10/v1",
        "http://[::ffff:10.0.0.1]/v1",
        "http://[64:ff9b::a00:1]/v1",
        "http://2130706433/v1",
        "http://0.0.0.0/v1",
    ],
)
async def test_a_private_address_is_refused(owner: Client, address: str) -> None:
    answer = await owner.post(".../integrations", body(address))
    assert (answer.status_code, answer.json()["code"]) == (422, "refused_address"), answer.text
    assert answer.json()["errors"][0]["pointer"] == "/config/base_url"
    assert (await owner.get(".../integrations")).json()["items"] == []


async def test_a_name_that_turns_private_later_is_refused_when_it_is_called(
    owner: Client, database: Database, sandbox: SandboxServer, settings: ChangeSettings
) -> None:
    settings(DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    made = (await owner.post(".../integrations", body(stand_in(sandbox)))).json()
    settings(DIRECTORATE_ALLOWED_HOSTS="")
    test = (await owner.post(f".../integrations/{made['id']}/test")).json()
    assert test["ok"] is False
    assert "private network" in test["detail"]
    answer = await owner.post(".../llm/completions", {"messages": [{"role": "user", "content": "Hello"}]})
    assert answer.json()["code"] == "refused_address"
    assert sandbox.calls("openai_compatible") == []


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"provider": "nobody"}, "/provider"),
        ({"config": {"default_model": "m"}}, "/config/base_url"),
        ({"config": {"base_url": "https://a.example/v1"}}, "/config/default_model"),
        ({"config": {"base_url": "https://a.example/v1", "default_model": 7}}, "/config/default_model"),
        ({"config": {"base_url": "https://a.example/v1", "default_model": "m", "api_key": CANARY}}, "/config/api_key"),
        ({"config": {"base_url": "ftp://a.example/v1", "default_model": "m"}}, "/config/base_url"),
        ({"config": {"base_url": "https://key@a.example/v1", "default_model": "m"}}, "/config/base_url"),
        ({"credentials": {"password": CANARY}}, "/credentials/password"),
        ({"name": ""}, "/name"),
    ],
)
async def test_each_wrong_field_is_named(owner: Client, changes: dict[str, object], pointer: str) -> None:
    answer = await owner.post(".../integrations", body("https://a.example/v1", **changes))
    assert answer.status_code in (404, 422), answer.text
    assert pointer in [error["pointer"] for error in answer.json()["errors"]], answer.text
    assert CANARY not in answer.text


async def test_two_connections_do_not_share_a_name(
    owner: Client, sandbox: SandboxServer, settings: ChangeSettings
) -> None:
    settings(DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    assert (await owner.post(".../integrations", body(stand_in(sandbox)))).status_code == 201
    again = await owner.post(".../integrations", body(stand_in(sandbox), name="OUR SERVER"))
    assert (again.status_code, again.json()["code"]) == (409, "connection_name_taken")


async def test_providers_come_with_the_schema_of_their_form(owner: Client) -> None:
    items = {item["slug"]: item for item in (await owner.get(".../integrations/providers")).json()["items"]}
    assert set(items) >= {"openai_compatible", "sandbox_model"}
    assert items["openai_compatible"]["connection_schema"]["properties"]["api_key"]["writeOnly"] is True
    assert "chat" in items["openai_compatible"]["capabilities"]


async def test_the_sandbox_serves_until_something_live_does(
    owner: Client, database: Database, sandbox: SandboxServer, settings: ChangeSettings
) -> None:
    async with database.open(owner.organization_id) as ctx:
        (endpoint,) = await service.resolve(ctx, ChatModel)
        assert (endpoint.name, endpoint.simulated, (await service.mode(ctx)).mode) == ("sandbox", True, "sandbox")
    settings(OPENAI_BASE_URL="https://models.example/v1", OPENAI_API_KEY=CANARY, OPENAI_MODEL="m-1")
    async with database.open(owner.organization_id) as ctx:
        (endpoint,) = await service.resolve(ctx, ChatModel)
        assert (endpoint.name, endpoint.simulated, endpoint.default_model) == ("environment", False, "m-1")
        assert endpoint.api_key == CANARY
        assert CANARY not in repr(endpoint)
        assert (await service.mode(ctx)).live["chat"] == "environment"
    settings(DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    assert (await owner.post(".../integrations", body(stand_in(sandbox)))).status_code == 201
    async with database.open(owner.organization_id) as ctx:
        (endpoint,) = await service.resolve(ctx, ChatModel)
        assert (endpoint.name, endpoint.api_key) == ("Our server", CANARY)
        assert (await service.mode(ctx)).mode == "live"


async def test_without_sandbox_and_key_the_error_says_what_to_do(database: Database, organization_id: UUID) -> None:
    endpoints.announce_sandbox("")
    async with database.open(organization_id) as ctx:
        with pytest.raises(NoEndpoint) as caught:
            await service.resolve(ctx, ChatModel)
    assert "Connect one in Settings" in caught.value.fix


async def test_rotating_keys_rewraps_and_the_old_key_may_go(
    database: Database, organization_id: UUID, sandbox: SandboxServer, settings: ChangeSettings
) -> None:
    old, new = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    settings(DIRECTORATE_ENCRYPTION_KEYS=old, DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    async with database.open(organization_id) as ctx:
        await service.connect(
            ctx,
            provider="openai_compatible",
            name="Ours",
            config={"base_url": stand_in(sandbox), "default_model": "sandbox-1"},
            credentials={"api_key": SecretStr(CANARY)},
        )
    settings(DIRECTORATE_ENCRYPTION_KEYS=f"{new},{old}")
    async with database.open(organization_id) as ctx:
        assert await service.rotate_credentials(ctx) == 1
    settings(DIRECTORATE_ENCRYPTION_KEYS=new)
    async with database.open(organization_id) as ctx:
        (endpoint,) = await service.resolve(ctx, ChatModel)
        (row,) = await ctx.session.scalars(select(Connection))
    assert endpoint.api_key == CANARY
    assert crypto.KeyRing.identify(base64.b64decode(new)) in row.sealed_credentials
    assert get_settings().encryption_keys.get_secret_value() == new


async def test_another_organization_sees_no_connection(
    owner: Client, database: Database, sandbox: SandboxServer, settings: ChangeSettings
) -> None:
    settings(DIRECTORATE_ALLOWED_HOSTS=sandbox.origin)
    made = (await owner.post(".../integrations", body(stand_in(sandbox)))).json()
    stranger = await identity.sign_up(identity.make_app(database))
    assert (await stranger.get(".../integrations")).json()["items"] == []
    assert (await stranger.post(f".../integrations/{made['id']}/test")).status_code == 404
    assert (await stranger("DELETE", f".../integrations/{made['id']}")).status_code == 404
    async with database.open(stranger.organization_id) as ctx:
        (endpoint,) = await service.resolve(ctx, ChatModel)
    assert endpoint.name == "sandbox"


async def test_a_member_may_not_connect(owner: Client, database: Database) -> None:
    member = await identity.join(identity.make_app(database), owner, "member")
    assert (await member.post(".../integrations", body("https://a.example/v1"))).status_code == 403
