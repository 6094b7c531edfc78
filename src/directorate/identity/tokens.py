"""Secrets that stand for a person or a program: session and link tokens, access tokens, API keys."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from directorate.kit import crypto

ALGORITHM = "HS256"
ISSUER = "directorate"
KEY_PREFIX = "dk"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a valid access token says: whom it stands for and when it was given out."""

    user_id: UUID
    issued_at: datetime


def new_secret() -> str:
    """Return a random secret of 256 bits, safe in a URL, a cookie and a header."""
    return secrets.token_urlsafe(SECRET_BYTES)


def matches(secret: str, digest: str) -> bool:
    """Tell in constant time whether a secret is the one that was digested."""
    return hmac.compare_digest(crypto.digest(secret), digest)


def _signing_key() -> bytes:
    """Return a key that signs access tokens and nothing else."""
    return hmac.new(crypto.signing_key(), b"access-token", hashlib.sha256).digest()


def issue_access_token(user_id: UUID, *, now: datetime, life: timedelta) -> str:
    """Return a signed token that stands for a person until `now + life`."""
    claims = {"iss": ISSUER, "sub": str(user_id), "iat": now.timestamp(), "exp": (now + life).timestamp()}
    return jwt.encode(claims, _signing_key(), algorithm=ALGORITHM)


def read_access_token(token: str) -> AccessToken | None:
    """Return what a token says, or None when it is forged, expired or not one of ours."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _signing_key(),
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            options={"require": ["iss", "sub", "iat", "exp"]},
        )
        return AccessToken(UUID(claims["sub"]), datetime.fromtimestamp(float(claims["iat"]), UTC))
    except (jwt.InvalidTokenError, ValueError):
        return None


def new_api_key(organization_id: UUID) -> str:
    """Return an API key that names its organization, so that it is known before any table is read."""
    return f"{KEY_PREFIX}_{organization_id.hex}_{new_secret()}"


def organization_of_key(key: str) -> UUID | None:
    """Return the organization an API key names, or None when the text is not an API key."""
    prefix, _, rest = key.partition("_")
    organization, _, secret = rest.partition("_")
    if prefix != KEY_PREFIX or len(organization) != 32 or not secret:
        return None
    try:
        return UUID(hex=organization)
    except ValueError:
        return None
