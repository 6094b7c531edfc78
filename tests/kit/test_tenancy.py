"""Tenancy holds in the database, whatever the code does."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from directorate.identity.models import ApiKey, AuditEvent
from directorate.kit.db import Database
from directorate.kit.events import Event, OutboxEvent, deliver_due, emit, subscribes

MakeOrganization = Callable[..., Awaitable[UUID]]


async def _add_key(database: Database, organization_id: UUID, name: str) -> UUID:
    async with database.open(organization_id) as ctx:
        key = ApiKey(name=name, key_digest=name, scopes=["*"])
        ctx.session.add(key)
        await ctx.session.flush()
        return key.id


async def test_a_context_sees_only_its_own_organization(
    database: Database, make_organization: MakeOrganization
) -> None:
    mine, theirs = await make_organization(), await make_organization()
    key = await _add_key(database, theirs, "theirs")
    async with database.open(mine) as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(ApiKey)) == 0
        assert await ctx.session.get(ApiKey, (theirs, key)) is None
    async with database.open(theirs) as ctx:
        assert await ctx.session.scalar(select(ApiKey.name)) == "theirs"


async def test_a_context_without_organization_sees_nothing(database: Database, organization_id: UUID) -> None:
    await _add_key(database, organization_id, "hidden")
    async with database.open() as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(ApiKey)) == 0


async def test_a_row_cannot_be_written_for_another_organization(
    database: Database, make_organization: MakeOrganization
) -> None:
    mine, theirs = await make_organization(), await make_organization()
    with pytest.raises(DBAPIError, match="row-level security"):
        async with database.open(mine) as ctx:
            ctx.session.add(ApiKey(organization_id=theirs, name="x", key_digest="x", scopes=[]))


async def test_an_error_rolls_everything_back(database: Database, organization_id: UUID) -> None:
    with pytest.raises(RuntimeError):
        async with database.open(organization_id) as ctx:
            ctx.session.add(ApiKey(name="lost", key_digest="lost", scopes=[]))
            await ctx.session.flush()
            raise RuntimeError
    async with database.open(organization_id) as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(ApiKey)) == 0


async def test_the_application_may_neither_change_roles_nor_policies(database: Database, organization_id: UUID) -> None:
    for statement in ("DROP POLICY tenant ON api_keys", "ALTER TABLE api_keys DISABLE ROW LEVEL SECURITY"):
        with pytest.raises(DBAPIError, match="must be owner"):
            async with database.open(organization_id) as ctx:
                await ctx.session.execute(text(statement))


async def test_each_change_leaves_an_audit_event_without_secrets(database: Database, organization_id: UUID) -> None:
    key = await _add_key(database, organization_id, "audited")
    async with database.open(organization_id) as ctx:
        row = await ctx.session.get_one(ApiKey, (organization_id, key))
        row.name = "renamed"
    async with database.open(organization_id) as ctx:
        query = select(AuditEvent).where(AuditEvent.entity == "api_keys").order_by(AuditEvent.at)
        created, changed = (await ctx.session.scalars(query)).all()
    assert (created.action, changed.action, changed.actor) == ("insert", "update", "system")
    assert changed.before and changed.after
    assert (changed.before["name"], changed.after["name"]) == ("audited", "renamed")
    assert "key_digest" not in changed.after


async def test_audit_events_cannot_be_changed(database: Database, organization_id: UUID) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.open(organization_id) as ctx:
            await ctx.session.execute(text("DELETE FROM audit_events"))


class SomethingHappened(Event):
    """A fact of these tests."""

    name = "test.happened"
    value: int


async def _outbox_row(database: Database, organization_id: UUID, event_id: UUID) -> OutboxEvent:
    async with database.open(organization_id) as ctx:
        return await ctx.session.get_one(OutboxEvent, (organization_id, event_id))


async def test_an_event_reaches_its_subscriber_once_and_within_its_organization(
    database: Database, organization_id: UUID
) -> None:
    seen: list[tuple[UUID, int]] = []

    @subscribes("test.happened")
    async def remember(ctx: object, payload: dict[str, int]) -> None:
        seen.append((ctx.organization_id, payload["value"]))  # pyright: ignore

    async with database.open(organization_id) as ctx:
        event_id = await emit(ctx, SomethingHappened(value=7))
    async with asyncio.timeout(20):
        while (row := await _outbox_row(database, organization_id, event_id)).state != "done":
            await deliver_due(database)
    assert seen == [(organization_id, 7)]
    assert row.attempts == 1


async def test_an_event_of_a_rolled_back_transaction_never_happened(database: Database, organization_id: UUID) -> None:
    with pytest.raises(RuntimeError):
        async with database.open(organization_id) as ctx:
            await emit(ctx, SomethingHappened(value=8))
            raise RuntimeError
    async with database.open(organization_id) as ctx:
        assert await ctx.session.scalar(select(func.count()).select_from(OutboxEvent)) == 0
