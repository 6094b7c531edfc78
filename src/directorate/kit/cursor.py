"""Pages: lists answer `{items, next_cursor}`; a cursor is a signed keyset position."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar, cast
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from directorate.kit import crypto
from directorate.kit.errors import FieldError, Invalid

Limit = Annotated[int, Field(ge=1, le=200)]
SIGNATURE_BYTES = 12

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", bound=Select[Any])


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next_cursor: str | None = None


class BadCursor(Invalid):
    """A cursor that this server did not give out."""

    code, title = "bad_cursor", "The cursor is not valid"


def encode(position: Sequence[str | int | float | datetime | UUID]) -> str:
    """Return the signed form of a keyset position."""
    body = orjson.dumps(list(position))
    signature = hmac.new(crypto.signing_key(), body, hashlib.sha256).digest()[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(signature + body).rstrip(b"=").decode()


def decode(cursor: str) -> list[Any]:
    """Return the position of a cursor.

    Raises:
        BadCursor: the signature does not fit.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    signature, body = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
    expected = hmac.new(crypto.signing_key(), body, hashlib.sha256).digest()[:SIGNATURE_BYTES]
    if not hmac.compare_digest(signature, expected):
        raise BadCursor(
            "This cursor was not given out by this server.",
            fix="Start again without `cursor`.",
            errors=[FieldError("/cursor", "is not a cursor of this list")],
        )
    return cast("list[Any]", orjson.loads(body))


def newest_first(
    query: S, at: InstrumentedAttribute[datetime], key: InstrumentedAttribute[UUID], cursor: str | None, limit: int
) -> S:
    """Order a query by time and key, newest first, after the cursor, with one row more than the page holds."""
    if cursor:
        position = decode(cursor)
        query = query.where(tuple_(at, key) < (datetime.fromisoformat(position[0]), UUID(position[1])))
    return query.order_by(at.desc(), key.desc()).limit(limit + 1)


def page(
    rows: Sequence[R],
    limit: int,
    position: Callable[[R], Sequence[datetime | UUID | str | int]],
    show: Callable[[R], T],
) -> Page[T]:
    """Return the page of `limit + 1` fetched rows, each shown by `show`."""
    more = len(rows) > limit
    kept = rows[:limit]
    return Page(items=[show(row) for row in kept], next_cursor=encode(position(kept[-1])) if more else None)
