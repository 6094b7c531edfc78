"""Every table is a tenant's or on the short global list, and no foreign key can cross tenants."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table

from directorate.checks.finding import Finding
from directorate.kit import tenancy
from directorate.kit.db import Base

ORGANIZATION = "organization_id"


def check(root: Path) -> Iterator[Finding]:
    """Yield tables that break the rules of tenancy. What a migrated database holds is tested in tests/architecture."""
    migrations = "\n".join(path.read_text() for path in sorted((root / "migrations" / "versions").glob("*.py")))
    for table in Base.metadata.sorted_tables:
        if table.name in tenancy.GLOBAL_TABLES:
            continue
        if ORGANIZATION not in table.primary_key.columns:
            yield Finding(table.name, "is neither OrgScoped nor global", "use OrgScoped, or argue for GLOBAL_TABLES")
        yield from _foreign_keys(table)
        if not any(f"{quote}{table.name}{quote}" in migrations for quote in "\"'"):
            fix = 'run make migration NAME="..." and put it under protection there'
            yield Finding(table.name, "is in no migration", fix)


def _foreign_keys(table: Table) -> Iterator[Finding]:
    for constraint in table.foreign_key_constraints:
        to_tenant = constraint.referred_table.name not in tenancy.GLOBAL_TABLES
        if to_tenant and ORGANIZATION not in constraint.column_keys:
            yield Finding(table.name, f"refers to {constraint.referred_table.name} across tenants", "use org_fk")
