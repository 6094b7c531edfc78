"""Nobody sees or touches anything of another organization, through any operation of the API and in any table."""

import re
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from directorate.kit import tenancy
from directorate.kit.db import Base, Database
from tests.product import Person, Product

pytestmark = pytest.mark.journey

BODIES: dict[str, object] = {
    "assign_task": {"assignee": "DATA-02"},
    "change_member_role": {"role": "viewer"},
    "judge_interaction": {"rating": "up"},
    "rename_session": {"title": "Mine now"},
    "replace_memory": {"text": "Mine now", "scope": "organization"},
    "set_task_status": {"status": "done"},
}
"""What operations on one thing of one's own organization need as a body."""


async def _populate(owner: Person) -> dict[str, str]:
    """Make one of everything and return the ids by the name of their path parameter."""
    await owner.hire("DATA-02")
    file = await owner.upload("landing-ab.csv")
    answer = await owner.ask("DATA-02", "Did the new page help?", file_ids=[file["id"]])
    await owner.http.put(f"{owner.base}/interactions/{answer['interaction_id']}/feedback", json={"rating": "up"})
    made = {
        "memory_id": await owner.post("/memories", {"text": "We quote in AUD", "scope": "organization"}),
        "task_id": await owner.post("/inbox", {"title": "Call Parcelwise", "body": "Today"}),
        "key_id": await owner.post("/api-keys", {"name": "CI", "scopes": ["*"]}),
        "connection_id": await owner.post(
            "/integrations",
            {
                "provider": "openai_compatible",
                "name": "Elsewhere",
                "config": {"base_url": "https://8.8.8.8/v1", "default_model": "m-1"},
                "credentials": {"api_key": "canary-key-0001"},
            },
        ),
        "user_id": await owner.post("/members", {"email": "tess@agency.example", "name": "Tess", "role": "member"}),
    }
    for name, response in made.items():
        assert response.status_code == 201, (name, response.text)
    member = made.pop("user_id").json()["member"]
    ids = {name: response.json()["id"] for name, response in made.items()}
    return ids | {
        "user_id": member["user"]["id"],
        "file_id": file["id"],
        "session_id": answer["session_id"],
        "interaction_id": answer["interaction_id"],
        "agent_code": "DATA-02",
    }


def _operations(document: dict) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (method, path, operation id, path parameters) of every operation of an organization."""
    for path, operations in document["paths"].items():
        if "{org_id}" not in path:
            continue
        for method, operation in operations.items():
            names = re.findall(r"{(\w+)}", path)
            yield method.upper(), path, operation["operationId"], names


async def test_no_operation_reaches_another_organization(product: Product) -> None:
    theirs, mine = await product.register("Theirs"), await product.register("Mine")
    ids = await _populate(theirs)
    await mine.hire("DATA-02")
    document = (await product.http().get("/openapi.json")).json()
    walked = 0
    for method, path, operation, names in _operations(document):
        unknown = set(names) - set(ids) - {"org_id"}
        assert not unknown, f"{operation}: say in _populate what {unknown} is"
        there = path.format(org_id=theirs.organization_id, **ids)
        answer = await mine.http.request(method, there, json=BODIES.get(operation, {}))
        assert answer.status_code == 404, (operation, answer.status_code, answer.text)
        assert answer.json()["code"] == "organization_not_found"
        walked += 1
        of_one_thing = set(names) - {"org_id", "agent_code"}
        if of_one_thing:
            here = path.format(org_id=mine.organization_id, **ids)
            answer = await mine.http.request(method, here, json=BODIES.get(operation, {}))
            assert answer.status_code == 404, (operation, answer.status_code, answer.text)
    assert walked >= 45
    assert (await theirs.get(f"/sessions/{ids['session_id']}")).status_code == 200


async def _visible(database: Database, organization_id: UUID) -> set[str]:
    """Return the tables in which the organization sees a row of another one."""
    leaking: set[str] = set()
    async with database.open(organization_id) as ctx:
        for table in Base.metadata.sorted_tables:
            if table.name in tenancy.GLOBAL_TABLES:
                continue
            query = text(f"SELECT count(*) FROM {table.name} WHERE organization_id <> :mine")
            if await ctx.session.scalar(query, {"mine": organization_id}):
                leaking.add(table.name)
    return leaking


async def test_removing_one_policy_is_noticed_in_every_table(product: Product, database: Database) -> None:
    theirs, mine = await product.register("Theirs"), await product.register("Mine")
    await _populate(theirs)
    assert await _visible(database, mine.organization_id) == set()
    owner = make_url(database.url).render_as_string(hide_password=False)
    with psycopg.connect(owner, autocommit=True) as connection:
        filled = [
            table.name
            for table in Base.metadata.sorted_tables
            if table.name not in tenancy.GLOBAL_TABLES
            and connection.execute(
                f"SELECT 1 FROM {table.name} WHERE organization_id = %s LIMIT 1", (theirs.organization_id,)
            ).fetchone()
        ]
        assert len(filled) >= 15, filled
        for table in filled:
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            try:
                assert await _visible(database, mine.organization_id) == {table}
            finally:
                connection.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
