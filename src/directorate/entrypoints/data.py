"""The database a command works on: the one `DATABASE_URL` names, else the embedded one, started for as long."""

import os
from collections.abc import Generator
from contextlib import contextmanager

from directorate.kit.postgres import EmbeddedPostgres
from directorate.kit.settings import Settings, get_settings


@contextmanager
def settings_with_database() -> Generator[Settings]:
    """Yield the settings with the address of a running database in them.

    The environment gets it too, so that every later reader of the settings agrees.
    """
    settings = get_settings()
    if settings.database_url:
        yield settings
        return
    with EmbeddedPostgres(settings.home / "postgres") as embedded:
        os.environ["DATABASE_URL"] = embedded.start().url
        get_settings.cache_clear()
        try:
            yield get_settings()
        finally:
            del os.environ["DATABASE_URL"]
            get_settings.cache_clear()
