"""Housekeeping of the gateway: settle calls whose process died, forget expired answers."""

from directorate.kit.db import Database
from directorate.llm import cache, ledger

EVERY_S = 60


async def tick(database: Database) -> None:
    """Settle abandoned reservations at their worst case and delete expired cached answers."""
    await ledger.release_abandoned(database)
    await cache.forget_expired(database)
