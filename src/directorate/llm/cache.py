"""The exact cache of answers: the same request of the same organization to the same model, without tools.

The key's digest covers organization, provider, connection, model, the full prompt and every parameter; row-level
security keeps tenants apart a second time.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from directorate.kit.context import Context
from directorate.kit.db import Database
from directorate.kit.settings import get_settings
from directorate.llm import queries
from directorate.llm.entries import Draft, Outcome
from directorate.llm.registry import Offer


def key_digest(organization_id: UUID, offer: Offer, prompt: object, parameters: Mapping[str, object]) -> str:
    """Return the digest of everything an answer depends on."""
    place = [str(organization_id), offer.endpoint.key, offer.endpoint.provider, offer.name]
    body = orjson.dumps([place, prompt, dict(parameters)], option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(body).hexdigest()


async def find(ctx: Context, digest: str, row: Draft) -> dict[str, Any] | None:
    """Return the answer kept for a key, its use written to the ledger; None when there is none."""
    return await queries.use_cached(ctx, digest, row)


async def keep(ctx: Context, digest: str, row: Draft, answer: dict[str, Any], outcome: Outcome) -> None:
    """Keep an answer for as long as the settings say."""
    life_s = get_settings().cache_ttl_s
    if life_s == 0:
        return
    expires_at = ctx.now() + timedelta(seconds=life_s)
    async with ctx.begin() as own:
        await queries.keep_answer(
            own, key_digest=digest, row=row, answer=answer, outcome=outcome, expires_at=expires_at
        )


async def forget_expired(database: Database) -> int:
    """Delete the expired answers of all organizations; return how many."""
    async with database.open_system() as ctx:
        return await queries.forget_expired(ctx, before=ctx.now())
