"""The migrated database protects every table the models hold, and a gap is noticed."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table

from directorate.kit import tenancy
from directorate.kit.db import APP_ROLE, SYSTEM_ROLE, Base, OrgScoped, driver_url

Connection = psycopg.Connection[tuple[Any, ...]]
BOUND = "organization_id = (current_setting('app.org'::text))::uuid"
PERSONS = tenancy.GLOBAL_TABLES - {"organizations"}


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """The owner's connection, in a transaction that is rolled back."""
    with psycopg.connect(driver_url(database_url, driver="postgresql")) as opened:
        yield opened
        opened.rollback()


def gaps(connection: Connection) -> list[str]:
    """Return the tables whose rows another organization could reach, each with the reason."""
    tables = connection.execute(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    policies = connection.execute(
        "SELECT tablename, policyname, roles::text[], cmd, qual, with_check"
        " FROM pg_policies WHERE schemaname = 'public'"
    ).fetchall()
    found: list[str] = []
    for name, enabled, forced in tables:
        if name in PERSONS:
            continue
        if not (enabled and forced):
            found.append(f"{name}: row-level security is not forced")
        own = [policy for policy in policies if policy[0] == name]
        if not any(policy[1] == "tenant" and policy[2] == [APP_ROLE] for policy in own):
            found.append(f"{name}: no tenant policy")
        found += [f"{name}: policy {policy[1]} lets rows of others through" for policy in own if _is_open(*policy)]
    return found


def _is_open(table: str, name: str, roles: list[str], command: str, using: str, check: str | None) -> bool:
    if name == "system":
        return roles != [SYSTEM_ROLE]
    if name == "own":
        return command != "SELECT" or "app.person" not in using
    if table == "organizations":
        return "app.org" not in using or "app.org" not in (check or "")
    return roles != [APP_ROLE] or BOUND not in using or BOUND not in (check or "")


def test_no_table_of_the_migrated_database_has_a_gap(connection: Connection) -> None:
    assert gaps(connection) == []


def test_the_migrated_database_has_exactly_the_tables_of_the_models(connection: Connection) -> None:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert {name for (name,) in rows} - {"alembic_version"} == set(Base.metadata.tables)


PLANT = "CREATE TABLE planted (organization_id uuid, id uuid, PRIMARY KEY (organization_id, id))"


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ([PLANT], "planted: row-level security is not forced"),
        ([PLANT, "ALTER TABLE planted ENABLE ROW LEVEL SECURITY"], "planted: row-level security is not forced"),
        ([PLANT, *tenancy.protect_sql("planted")[:2]], "planted: no tenant policy"),
        (["DROP POLICY tenant ON files"], "files: no tenant policy"),
        (["ALTER TABLE messages NO FORCE ROW LEVEL SECURITY"], "messages: row-level security is not forced"),
        (
            [f"CREATE POLICY wide ON files TO {APP_ROLE} USING (true)"],
            "files: policy wide lets rows of others through",
        ),
        (
            ["DROP POLICY tenant ON files", f"CREATE POLICY tenant ON files TO {APP_ROLE} USING ({tenancy.TENANT})"],
            "files: policy tenant lets rows of others through",
        ),
    ],
)
def test_a_planted_gap_is_reported(connection: Connection, statements: list[str], reason: str) -> None:
    for statement in statements:
        connection.execute(statement.encode())
    assert reason in gaps(connection)


def test_what_the_scaffold_and_migrations_call_protects_a_table(connection: Connection) -> None:
    for statement in (PLANT, *tenancy.protect_sql("planted")):
        connection.execute(statement.encode())
    assert gaps(connection) == []


def test_only_tables_that_ask_for_it_are_reached_across_organizations(connection: Connection) -> None:
    rows = connection.execute("SELECT tablename FROM pg_policies WHERE policyname = 'system'").fetchall()
    asked = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table)
        and issubclass(mapper.class_, OrgScoped)
        and mapper.class_.__system_access__
    }
    assert {name for (name,) in rows} - {"organizations"} == asked


def test_every_audited_table_has_its_trigger(connection: Connection) -> None:
    rows = connection.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_change'").fetchall()
    asked = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table) and issubclass(mapper.class_, OrgScoped) and mapper.class_.__audited__
    }
    assert asked <= {name for (name,) in rows}


def test_a_foreign_key_between_tenant_tables_carries_the_organization(connection: Connection) -> None:
    plain = connection.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid::regclass::text <> ALL(%s)"
        " AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey)"
        " AND attname = 'organization_id')",
        (sorted(tenancy.GLOBAL_TABLES),),
    ).fetchall()
    assert plain == []


def test_the_applications_roles_own_nothing_and_cannot_pass_the_policies(connection: Connection) -> None:
    roles = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)", ([APP_ROLE, SYSTEM_ROLE],)
    ).fetchall()
    assert sorted(roles) == [(APP_ROLE, False, False), (SYSTEM_ROLE, False, False)]
    owned = connection.execute(
        "SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = ANY(%s)",
        ([APP_ROLE, SYSTEM_ROLE],),
    ).fetchall()
    assert owned == []


def test_no_function_runs_with_its_owners_rights_and_no_view_hides_a_tenant_table(connection: Connection) -> None:
    definers = connection.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()
    views = connection.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public'").fetchall()
    assert (definers, views) == ([], [])
