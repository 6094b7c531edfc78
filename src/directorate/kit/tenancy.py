"""Tenancy in the database: roles, row-level security, grants and the audit trigger, as SQL for migrations.

`directorate check` compares what the models ask for with what a migrated database has.
"""

from collections.abc import Iterable

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import Mapper

from directorate.kit.db import APP_ROLE, SYSTEM_ROLE, Base, OrgScoped

GLOBAL_TABLES = frozenset(
    {"alembic_version", "organizations", "users", "user_sessions", "sign_in_links", "login_attempts"}
)
"""Tables without `organization_id`. `organizations` has policies of its own; the others belong to persons."""

TENANT = "organization_id = current_setting('app.org')::uuid"

ROLES_SQL = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{SYSTEM_ROLE}') THEN CREATE ROLE {SYSTEM_ROLE} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT {APP_ROLE}, {SYSTEM_ROLE} TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO {APP_ROLE}, {SYSTEM_ROLE};
"""  # nosec B608: constants of this code

AUDIT_FUNCTION_SQL = """
CREATE OR REPLACE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  excluded text[] := coalesce(TG_ARGV::text[], '{}');
  old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - excluded END;
  new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - excluded END;
  subject jsonb := coalesce(new_row, old_row);
BEGIN
  IF TG_OP = 'UPDATE' AND old_row = new_row THEN RETURN NULL; END IF;
  INSERT INTO audit_events (organization_id, id, actor, action, entity, entity_id, before, after, trace_id)
  VALUES (coalesce(subject->>'organization_id', subject->>'id')::uuid, gen_random_uuid(),
          current_setting('app.actor', true), lower(TG_OP), TG_TABLE_NAME,
          coalesce(subject->>'id', subject->>'user_id'), old_row, new_row, current_setting('app.trace', true));
  RETURN NULL;
END $$
"""


MEMBER = "id IN (SELECT organization_id FROM memberships WHERE user_id = current_setting('app.person')::uuid)"
BOUND = "id = current_setting('app.org')::uuid"

IDENTITY_SQL = [
    "ALTER TABLE organizations ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE organizations FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY tenant ON organizations TO {APP_ROLE} USING ({BOUND} OR {MEMBER}) WITH CHECK ({BOUND})",
    f"CREATE POLICY system ON organizations TO {SYSTEM_ROLE} USING (true)",
    f"CREATE POLICY own ON memberships FOR SELECT TO {APP_ROLE} USING (user_id = current_setting('app.person')::uuid)",
    f"GRANT SELECT, INSERT, UPDATE ON organizations TO {APP_ROLE}",
    f"GRANT SELECT ON organizations TO {SYSTEM_ROLE}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON users, user_sessions, sign_in_links, login_attempts TO {APP_ROLE}",
    f"REVOKE UPDATE, DELETE ON audit_events FROM {APP_ROLE}",
]
"""What the global tables need: an organization is seen by its members; audit events are only ever added."""


def _models(metadata: MetaData) -> Iterable[tuple[Table, type[OrgScoped]]]:
    """Yield every tenant table of the metadata with its model."""
    mappers: Iterable[Mapper[object]] = Base.registry.mappers
    for mapper in sorted(mappers, key=lambda item: str(item.local_table)):
        table = mapper.local_table
        if isinstance(table, Table) and table.metadata is metadata and issubclass(mapper.class_, OrgScoped):
            yield table, mapper.class_


def protect_sql(table: str, *, system_access: bool = False) -> list[str]:
    """Return the statements that put a tenant table under row-level security and grant its use."""
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} TO {APP_ROLE} USING ({TENANT}) WITH CHECK ({TENANT})",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}",
    ]
    if system_access:
        statements += [
            f"CREATE POLICY system ON {table} TO {SYSTEM_ROLE} USING (true) WITH CHECK (true)",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM_ROLE}",
        ]
    return statements


def audit_sql(table: str, excludes: Iterable[str] = ()) -> str:
    """Return the statement that writes an audit event for each changed row of a table."""
    arguments = ", ".join(f"'{column}'" for column in excludes)
    return (
        f"CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_change({arguments})"
    )


def tenancy_sql(metadata: MetaData, tables: Iterable[str] | None = None) -> list[str]:
    """Return all statements the models ask for, for the named tables or all of them."""
    wanted = set(tables) if tables is not None else None
    statements: list[str] = []
    for table, model in _models(metadata):
        if wanted is not None and table.name not in wanted:
            continue
        statements += protect_sql(table.name, system_access=model.__system_access__)
        if model.__audited__:
            statements.append(audit_sql(table.name, model.__audit_excludes__))
    return statements
