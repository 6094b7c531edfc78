"""Tasks: created by people and agents, given to somebody, settled."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from directorate.inbox.models import InboxTask
from directorate.kit import registry
from directorate.kit.context import Actor, ActorKind, Context, Purpose
from directorate.kit.db import Database
from directorate.kit.events import OutboxEvent
from directorate.kit.registry import Effect, InvalidArguments
from tests.factories import identity
from tests.factories.identity import Client


@pytest.fixture
def app(database: Database) -> FastAPI:
    """Return the application."""
    return identity.make_app(database)


@pytest.fixture
async def owner(app: FastAPI) -> Client:
    """Return the browser of an organization's owner, Ana Reis."""
    return await identity.sign_up(app)


@pytest.fixture
async def agent(owner: Client, database: Database) -> AsyncIterator[Context]:
    """Return a context in which a hired agent answers in the owner's organization."""
    actor = Actor(ActorKind.AGENT, uuid4(), label="QUALIFIER-01")
    purpose = Purpose(agent_code="QUALIFIER-01", interaction_id=uuid4(), session_id=uuid4())
    async with database.open(owner.organization_id, actor=actor, purpose=purpose) as ctx:
        yield ctx


async def _events(database: Database, organization_id: UUID) -> list[tuple[str, dict[str, object]]]:
    async with database.open(organization_id) as ctx:
        rows = (await ctx.session.scalars(select(OutboxEvent).order_by(OutboxEvent.created_at))).all()
        return [(row.name, row.payload) for row in rows]


async def test_a_task_is_created_listed_and_told_of(owner: Client, database: Database) -> None:
    body = {"title": " Call Saltbush ", "body": "They wait.", "due": "2026-12-01T09:30:00+01:00", "refs": {"n": 3}}
    created = await owner.post(".../inbox", body)
    assert created.status_code == 201
    task = created.json()
    assert (task["title"], task["body"], task["status"], task["assignee"]) == (
        "Call Saltbush",
        "They wait.",
        "open",
        None,
    )
    assert datetime.fromisoformat(task["due"]) == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert task["created_by"] == {"kind": "user", "id": str(owner.user_id), "label": "Ana Reis"}
    assert task["refs"] == {"n": 3}
    assert (await owner.get(".../inbox")).json() == {"items": [task], "next_cursor": None}
    assert await _events(database, owner.organization_id) == [
        ("task.created", {"task_id": task["id"], "assignee_kind": None, "assignee": None})
    ]


async def test_a_due_day_ends_in_the_organizations_time_zone(owner: Client) -> None:
    await owner("PATCH", "...", json={"time_zone": "Australia/Sydney"})
    task = (await owner.post(".../inbox", {"title": "Call", "due": "2026-12-01"})).json()
    assert datetime.fromisoformat(task["due"]) == datetime(2026, 12, 1, 12, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": "  "}, "/title"),
        ({"title": "x" * 301}, "/title"),
        ({"body": "x" * 50_001}, "/body"),
        ({"due": "soon"}, "/due"),
        ({"refs": ["a"]}, "/refs"),
        ({"status": "done"}, "/status"),
    ],
)
async def test_a_bad_task_names_the_field(owner: Client, change: dict[str, object], pointer: str) -> None:
    answer = await owner.post(".../inbox", {"title": "Call"} | change)
    assert answer.status_code == 422
    assert all(item["pointer"].startswith(pointer) for item in answer.json()["errors"])
    assert (await owner.get(".../inbox")).json()["items"] == []


async def test_tasks_are_settled_opened_again_and_filtered(owner: Client, database: Database) -> None:
    first = (await owner.post(".../inbox", {"title": "First"})).json()
    await owner.post(".../inbox", {"title": "Second"})
    path = f".../inbox/{first['id']}/status"
    for status in ("done", "done", "open", "cancelled"):
        assert (await owner("PUT", path, json={"status": status})).json()["status"] == status
    for status, titles in (("open", ["Second"]), ("cancelled", ["First"]), ("done", [])):
        items = (await owner.get(f".../inbox?status={status}")).json()["items"]
        assert [item["title"] for item in items] == titles
    settled = [payload for name, payload in await _events(database, owner.organization_id) if name == "task.settled"]
    assert [payload["status"] for payload in settled] == ["done", "cancelled"]
    assert (await owner("PUT", path, json={"status": "lost"})).status_code == 422
    assert (await owner.get(".../inbox?status=lost")).status_code == 422


async def test_tasks_come_in_pages_newest_first(owner: Client) -> None:
    for number in range(5):
        await owner.post(".../inbox", {"title": f"Task {number}"})
    first = (await owner.get(".../inbox?limit=3")).json()
    rest = (await owner.get(".../inbox", params={"limit": 3, "cursor": first["next_cursor"]})).json()
    titles = [item["title"] for item in first["items"] + rest["items"]]
    assert titles == [f"Task {number}" for number in (4, 3, 2, 1, 0)]
    assert rest["next_cursor"] is None


async def test_assignees_are_members_agents_or_just_names(app: FastAPI, owner: Client) -> None:
    member = await identity.join(app, owner, "member", name="Bo Lind")
    bo = {"kind": "user", "id": str(member.user_id), "name": "Bo Lind"}
    task = (await owner.post(".../inbox", {"title": "Call", "assignee": member.email.upper()})).json()
    assert task["assignee"] == bo
    expected = {
        "bo lind": bo,
        "Bo": bo,
        str(member.user_id): bo,
        "qualifier-01": {"kind": "agent", "id": "QUALIFIER-01", "name": "Lead Qualifier"},
        "the printer": {"kind": "name", "id": "the printer", "name": "the printer"},
    }
    for text, assignee in expected.items():
        given = await owner("PUT", f".../inbox/{task['id']}/assign", json={"assignee": text})
        shown = given.json()["assignee"]
        assert (shown["kind"], shown["id"]) == (assignee["kind"], assignee["id"]), text
    assert (await owner("PUT", f".../inbox/{task['id']}/assign", json={"assignee": None})).json()["assignee"] is None


async def test_a_name_of_several_members_is_asked_about(app: FastAPI, owner: Client) -> None:
    emails = [(await identity.join(app, owner, "member", name="Bo Lind")).email for _ in range(2)]
    answer = await owner.post(".../inbox", {"title": "Call", "assignee": "Bo Lind"})
    assert (answer.status_code, answer.json()["code"]) == (422, "ambiguous_assignee")
    assert all(email in answer.json()["detail"] for email in emails)
    assert (await owner.post(".../inbox", {"title": "Call", "assignee": emails[0]})).status_code == 201


async def test_viewers_read_and_members_write(app: FastAPI, owner: Client) -> None:
    task = (await owner.post(".../inbox", {"title": "Call"})).json()
    viewer, member = await identity.join(app, owner, "viewer"), await identity.join(app, owner, "member")
    status, assign = f".../inbox/{task['id']}/status", f".../inbox/{task['id']}/assign"
    for client, code in ((viewer, 403), (member, 200)):
        assert (await client.get(".../inbox")).status_code == 200
        assert (await client("PUT", assign, json={"assignee": None})).status_code == code
        assert (await client("PUT", status, json={"status": "done"})).status_code == code
        assert (await client.post(".../inbox", {"title": "More"})).status_code == (201 if code == 200 else 403)


async def test_another_organization_sees_and_touches_nothing(app: FastAPI, owner: Client) -> None:
    task = (await owner.post(".../inbox", {"title": "Secret"})).json()
    stranger = await identity.sign_up(app)
    assert (await stranger.get(".../inbox")).json()["items"] == []
    for path, body in (("status", {"status": "done"}), ("assign", {"assignee": None})):
        answer = await stranger("PUT", f".../inbox/{task['id']}/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "task_not_found")
        foreign = await stranger("PUT", f"{owner.org}/inbox/{task['id']}/{path}", json=body)
        assert (foreign.status_code, foreign.json()["code"]) == (404, "organization_not_found")
    assert (await owner.get(".../inbox")).json()["items"] == [task]


async def test_an_agents_task_says_who_made_it_and_in_which_answer(
    owner: Client, agent: Context, database: Database
) -> None:
    spec = registry.find("inbox_create_task")
    assert (spec.name, spec.effect) == ("inbox.create_task", Effect.WRITE)
    arguments = {"title": "Call the first ten", "body": "In this order.", "assignee": "Ana", "due": "2026-12-01"}
    result = (await spec.call(agent, arguments)).model_dump(mode="json")
    assert set(result) == {"task_id", "title", "status", "assignee", "due"}
    assert (result["title"], result["status"], result["assignee"], result["due"]) == (
        "Call the first ten",
        "open",
        "Ana Reis",
        "2026-12-01",
    )
    await agent.session.commit()
    [task] = (await owner.get(".../inbox")).json()["items"]
    assert task["id"] == result["task_id"]
    assert task["created_by"] == {"kind": "agent", "id": "QUALIFIER-01", "label": "QUALIFIER-01"}
    assert task["assignee"]["id"] == str(owner.user_id)
    assert task["interaction_id"] == str(agent.purpose.interaction_id)
    async with database.open(owner.organization_id) as ctx:
        row = await ctx.session.scalar(select(InboxTask))
        assert row is not None
        assert row.agent_code == "QUALIFIER-01"


async def test_the_tools_bad_arguments_are_named(agent: Context) -> None:
    spec = registry.find("inbox.create_task")
    with pytest.raises(InvalidArguments) as failure:
        await spec.call(agent, {"title": "", "due": "next week", "urgent": True})
    pointers = {item.pointer.split("/")[1] for item in failure.value.errors}
    assert pointers == {"title", "due", "urgent"}
