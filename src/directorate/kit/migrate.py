"""Migrations at start: Alembic under an advisory lock, so that several processes may start at once."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from directorate.kit import paths
from directorate.kit.db import driver_url
from directorate.kit.tenancy import ROLES_SQL

LOCK = 4_211_967


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_dir()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(database_url: str) -> None:
    """Bring the database to the newest version. The address must be the owner's."""
    engine = create_engine(driver_url(database_url))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
            try:
                with connection.begin():
                    connection.exec_driver_sql(ROLES_SQL)
                command.upgrade(_config(connection), "head")
                connection.commit()
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()
    finally:
        engine.dispose()


def pending(database_url: str) -> bool:
    """Tell whether the database lacks a migration this version has."""
    engine = create_engine(driver_url(database_url))
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_heads()
            heads = ScriptDirectory.from_config(_config(connection)).get_heads()
            return set(current) != set(heads)
    finally:
        engine.dispose()
