"""`make migration NAME=...`: write the next migration from what the models have and a migrated database lacks."""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from directorate.kit import migrate, paths
from directorate.kit.db import driver_url
from directorate.kit.postgres import EmbeddedPostgres, erase


def main(arguments: list[str]) -> int:
    """Write the migration and print where it stands. Returns an exit code."""
    name = " ".join(arguments).strip()
    if not re.fullmatch(r"[A-Za-z][\w ,-]{2,70}", name):
        print('Say in a few words what it does: make migration NAME="add campaigns"')
        return 2
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_dir()).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    following = f"{max(int(revision) for revision in known) + 1:04d}"
    folder = Path(tempfile.mkdtemp(prefix="migration-"))
    try:
        with EmbeddedPostgres(folder / "postgres", durable=False) as server:
            url = server.start().url
            migrate.upgrade(url)
            with create_engine(driver_url(url)).connect() as connection:
                config.attributes["connection"] = connection
                command.revision(config, message=name[0].upper() + name[1:], autogenerate=True, rev_id=following)
    finally:
        erase(folder / "postgres")
        folder.rmdir()
    print("Read it, add what protects new tables (tenancy.tenancy_sql), then: make test")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
