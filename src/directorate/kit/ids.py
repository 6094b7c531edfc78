"""Identifiers: time-ordered UUIDs (RFC 9562, version 7)."""

from uuid import UUID

import uuid_utils


def uuid7() -> UUID:
    """Return a new version 7 UUID as the standard library's type."""
    return UUID(int=uuid_utils.uuid7().int)
