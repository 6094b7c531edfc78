"""Idempotency keys: a repeated write with the same `Idempotency-Key` gets the first answer again.

Keys live 24 hours, bound to the organization, the credential that sent them and the request's own digest.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Index, LargeBinary, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.context import Context
from directorate.kit.db import Base, OrgScoped
from directorate.kit.errors import Conflict, FieldError, Invalid
from directorate.kit.ids import uuid7

LIFE = timedelta(hours=24)
ABANDONED = timedelta(minutes=10)


class KeyReused(Invalid):
    """The key was used before for another request."""

    code, title = "idempotency_key_reused", "This Idempotency-Key belongs to another request"


class KeyInUse(Conflict):
    """The first request with this key is still running."""

    code, title, retryable = "idempotency_key_in_use", "The first request with this key is still running", True


class IdempotencyKey(OrgScoped, Base):
    """One key and, once there is one, the answer to its first request."""

    __tablename__ = "idempotency_keys"

    key: Mapped[str]
    credential_digest: Mapped[str]
    request_digest: Mapped[str]
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    claimed_at: Mapped[datetime]

    __table_args__ = (Index("uq_idempotency_keys_key", "organization_id", "credential_digest", "key", unique=True),)


async def claim(
    ctx: Context, *, key: str, credential_digest: str, request_digest: str
) -> IdempotencyKey | Literal[True]:
    """Claim a key for a request: True when it is new, else the row that holds the first answer.

    Raises:
        KeyReused: the key came with another request before.
        KeyInUse: the first request has no answer yet.
    """
    now = ctx.now()
    await ctx.session.execute(
        delete(IdempotencyKey).where(
            IdempotencyKey.credential_digest == credential_digest,
            IdempotencyKey.key == key,
            (IdempotencyKey.claimed_at < now - LIFE)
            | (IdempotencyKey.status.is_(None) & (IdempotencyKey.claimed_at < now - ABANDONED)),
        )
    )
    fresh = {"id": uuid7(), "key": key, "credential_digest": credential_digest, "request_digest": request_digest}
    statement = insert(IdempotencyKey).values(**fresh, claimed_at=now).on_conflict_do_nothing()
    if await ctx.session.scalar(statement.returning(IdempotencyKey.id)):
        return True
    row = await ctx.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.credential_digest == credential_digest, IdempotencyKey.key == key)
    )
    if row is not None and row.request_digest != request_digest:
        raise KeyReused(
            "The key was sent before with another method, path or body.",
            fix="Use a fresh Idempotency-Key for each new request.",
            errors=[FieldError("/headers/Idempotency-Key", "was used for another request")],
        )
    if row is None or row.status is None:
        raise KeyInUse("The first request with this key has no answer yet.", fix="Send it again in a few seconds.")
    return row


async def settle(ctx: Context, *, key: str, credential_digest: str, status: int, media_type: str, body: bytes) -> None:
    """Keep the answer of the request that claimed the key; a failure of ours frees the key instead."""
    mine = (IdempotencyKey.credential_digest == credential_digest, IdempotencyKey.key == key)
    if status >= 500:
        await ctx.session.execute(delete(IdempotencyKey).where(*mine))
        return
    await ctx.session.execute(
        update(IdempotencyKey).where(*mine).values(status=status, media_type=media_type, body=body)
    )


def organization_in(path: str) -> UUID | None:
    """Return the organization id in a path such as `/v1/organizations/{id}/...`, or None."""
    parts = path.split("/")
    try:
        return UUID(parts[3]) if len(parts) > 4 and parts[2] == "organizations" else None
    except ValueError:
        return None
