"""Tables that break the rules of tenancy in the models are reported."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Table, Uuid

from directorate.checks import tables
from directorate.entrypoints import discover
from directorate.kit.db import Base

Add = Callable[..., Table]


@pytest.fixture(autouse=True)
def _registered() -> None:
    discover.register()


@pytest.fixture
def planted() -> Iterator[Add]:
    """Add a table to the models for as long as the test runs."""
    added: list[Table] = []

    def add(*parts: Column[object] | ForeignKeyConstraint, name: str = "planted") -> Table:
        added.append(Table(name, Base.metadata, *parts))
        return added[-1]

    yield add
    for table in added:
        Base.metadata.remove(table)


def key(name: str) -> Column[object]:
    return Column(name, Uuid, primary_key=True)


def messages(root: Path) -> list[str]:
    return [finding.message for finding in tables.check(root) if finding.place == "planted"]


def migrated(root: Path) -> Path:
    """A checkout whose migrations name the table."""
    folder = root / "migrations" / "versions"
    folder.mkdir(parents=True)
    (folder / "0001_all.py").write_text('op.create_table("planted")\n')
    return root


def test_a_tenant_table_in_a_migration_is_fine(tmp_path: Path, planted: Add) -> None:
    planted(key("organization_id"), key("id"))
    assert messages(migrated(tmp_path)) == []


def test_a_table_without_an_organization_is_reported(tmp_path: Path, planted: Add) -> None:
    planted(key("id"))
    assert messages(migrated(tmp_path)) == ["is neither OrgScoped nor global"]


def test_a_table_in_no_migration_is_reported(tmp_path: Path, planted: Add) -> None:
    planted(key("organization_id"), key("id"))
    assert messages(tmp_path) == ["is in no migration"]


def test_a_plain_foreign_key_between_tenants_is_reported(tmp_path: Path, planted: Add) -> None:
    planted(key("organization_id"), key("id"), Column("install_id", Uuid, ForeignKey("installs.id")))
    assert messages(migrated(tmp_path)) == ["refers to installs across tenants"]


def test_a_composite_foreign_key_and_one_to_a_global_table_are_fine(tmp_path: Path, planted: Add) -> None:
    planted(
        Column("organization_id", Uuid, ForeignKey("organizations.id"), primary_key=True),
        key("id"),
        Column("install_id", Uuid),
        ForeignKeyConstraint(["organization_id", "install_id"], ["installs.organization_id", "installs.id"]),
    )
    assert messages(migrated(tmp_path)) == []
