"""`directorate keys rotate`: a new key-encryption key, and every stored secret rewrapped under it."""

import asyncio
from uuid import UUID

import psycopg

from directorate.entrypoints import discover
from directorate.integrations import service as integrations
from directorate.kit import crypto
from directorate.kit.db import Database, driver_url
from directorate.kit.settings import Settings


def rotate(settings: Settings) -> str:
    """Rewrap everything; return what was done in a sentence. Stopped half-way, it can simply be run again."""
    configured = bool(settings.encryption_keys.get_secret_value())
    key = "the first key of DIRECTORATE_ENCRYPTION_KEYS" if configured else f"the new key {crypto.add_key(settings)}"
    count = asyncio.run(_rewrap(settings))
    return f"{count} stored secrets are now under {key}. Older keys stay, so that backups can be read."


async def _rewrap(settings: Settings) -> int:
    discover.register()
    database = Database(settings.database_url, pool_size=1)
    try:
        count = 0
        for organization_id in _organizations(settings.database_url):
            async with database.open(organization_id) as ctx:
                count += await integrations.rotate_credentials(ctx)
        return count
    finally:
        await database.close()


def _organizations(url: str) -> list[UUID]:
    """Return every organization, deleted ones too: their secrets are stored as well. The owner sees them all."""
    with psycopg.connect(driver_url(url, driver="postgresql")) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM organizations ORDER BY id").fetchall()]
