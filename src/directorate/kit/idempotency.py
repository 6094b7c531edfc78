"""Idempotency keys: a repeated write with the same `Idempotency-Key` gets the first answer again.

A key is claimed in the transaction of the request itself, after its sender was admitted, so the claim and the effect
stand or fall together. Keys live 24 hours, bound to organization, sender and request; answers are kept sealed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped

from directorate.kit import crypto
from directorate.kit.context import Context
from directorate.kit.db import Base, OrgScoped
from directorate.kit.errors import Conflict, FieldError, Invalid
from directorate.kit.ids import uuid7
from directorate.kit.settings import get_settings

LIFE = timedelta(hours=24)
LONGEST = 200
HEADER = "/headers/Idempotency-Key"


class KeyInvalid(Invalid):
    """The key has not the form of one."""

    code, title = "idempotency_key_invalid", "The Idempotency-Key is not valid"


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
    sender: Mapped[str]
    request_digest: Mapped[str]
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    sealed_body: Mapped[str | None]
    claimed_at: Mapped[datetime]

    __table_args__ = (Index("uq_idempotency_keys_key", "organization_id", "sender", "key", unique=True),)


class Replayed(Exception):
    """Not a failure: the request was made before, and `row` holds its answer."""

    def __init__(self, row: IdempotencyKey) -> None:
        super().__init__("This request was made before.")
        self.row = row


@dataclass(frozen=True, slots=True)
class Claim:
    """A key that this request claimed, to be settled with its answer."""

    organization_id: UUID
    row_id: UUID


async def claim(ctx: Context, *, key: str, request_digest: str) -> Claim:
    """Claim a key for a request of the context's actor, in the context's transaction.

    Raises:
        Replayed: the request was made before; its answer is at hand.
        KeyInvalid: the key is too long or not printable.
        KeyReused: the key came with another request before.
        KeyInUse: the first request has no answer yet.
    """
    if len(key) > LONGEST or not key.isprintable():
        raise KeyInvalid(
            f"The Idempotency-Key is longer than {LONGEST} characters or not printable.",
            fix="Use a UUID.",
            errors=[FieldError(HEADER, f"at most {LONGEST} printable characters")],
        )
    mine = (IdempotencyKey.sender == ctx.actor.reference, IdempotencyKey.key == key)
    await ctx.session.execute(delete(IdempotencyKey).where(*mine, IdempotencyKey.claimed_at < ctx.now() - LIFE))
    fresh = {"id": uuid7(), "key": key, "sender": ctx.actor.reference, "request_digest": request_digest}
    statement = insert(IdempotencyKey).values(**fresh, claimed_at=ctx.now()).on_conflict_do_nothing()
    claimed = await ctx.session.scalar(statement.returning(IdempotencyKey.id))
    if claimed is not None:
        return Claim(ctx.organization_id, claimed)
    row = await ctx.session.scalar(select(IdempotencyKey).where(*mine))
    if row is not None and row.request_digest != request_digest:
        raise KeyReused(
            "The key was sent before with another method, path or body.",
            fix="Use a fresh Idempotency-Key for each new request.",
            errors=[FieldError(HEADER, "was used for another request")],
        )
    if row is None or row.status is None:
        raise KeyInUse("The first request with this key has no answer yet.", fix="Look at what it made, or try later.")
    raise Replayed(row)


async def settle(ctx: Context, claimed: Claim, *, status: int, media_type: str, body: bytes) -> None:
    """Keep the answer of the request that claimed the key, sealed. A failed request never committed its claim."""
    sealed = crypto.key_ring(get_settings()).seal(body, owner=_owner(claimed.row_id))
    await ctx.session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.id == claimed.row_id)
        .values(status=status, media_type=media_type, sealed_body=sealed)
    )


def answer_of(row: IdempotencyKey) -> bytes:
    """Return the kept body of an answer."""
    return crypto.key_ring(get_settings()).open(row.sealed_body or "", owner=_owner(row.id))


def _owner(row_id: UUID) -> str:
    return f"idempotency:{row_id}"
