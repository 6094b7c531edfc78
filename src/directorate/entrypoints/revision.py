"""Which migration a database stands at, and whether this release knows it."""

import psycopg
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from directorate.kit import paths
from directorate.kit.db import driver_url


def of_database(url: str) -> str:
    """Return the database's revision; empty for a database without tables."""
    with psycopg.connect(driver_url(url, driver="postgresql")) as connection:
        if not connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchall()[0][0]:
            return ""
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def is_known(revision: str) -> bool:
    """Tell whether this release has the migration, so that it can go on from it."""
    try:
        return not revision or bool(ScriptDirectory(str(paths.migrations_dir())).get_revision(revision))
    except CommandError:
        return False
