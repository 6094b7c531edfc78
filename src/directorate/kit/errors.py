"""Typed errors: each has a stable code, an HTTP status, a fix and, once reported, an error id (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: where it is (JSON pointer) and which rule it breaks."""

    pointer: str
    message: str


class AppError(Exception):
    """A failure the product knows. `detail` names the thing; `fix` names the next action."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        detail: str,
        *,
        fix: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fix = fix
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


class Invalid(AppError):
    """The input breaks a rule."""

    status, code, title = 422, "invalid", "The input is not valid"


class Malformed(AppError):
    """The request cannot be read at all."""

    status, code, title = 400, "malformed", "The request cannot be read"


class Unauthenticated(AppError):
    """Nobody is signed in, or the credentials are wrong."""

    status, code, title = 401, "unauthenticated", "Sign in first"


class Forbidden(AppError):
    """Signed in, but not allowed."""

    status, code, title = 403, "forbidden", "You may not do this"


class NotFound(AppError):
    """No such thing here (also when it belongs to somebody else)."""

    status, code, title = 404, "not_found", "Not found"


class Conflict(AppError):
    """The state of things does not allow it."""

    status, code, title = 409, "conflict", "This conflicts with what exists"


class Gone(AppError):
    """It was there and is not any more."""

    status, code, title = 410, "gone", "No longer available"


class TooLarge(AppError):
    """The body is over the limit."""

    status, code, title = 413, "too_large", "Too large"


class UnsupportedMedia(AppError):
    """The type of the content is not one that is accepted."""

    status, code, title = 415, "unsupported_media", "This type is not accepted"


class RateLimited(AppError):
    """Too many calls; `Retry-After` tells when to come back."""

    status, code, title, retryable = 429, "rate_limited", "Too many requests", True


class UpstreamFailed(AppError):
    """A provider answered with a failure."""

    status, code, title, retryable = 502, "upstream_failed", "A provider failed", True


class Unavailable(AppError):
    """A part the product needs is not reachable now."""

    status, code, title, retryable = 503, "unavailable", "Temporarily unavailable", True


class DeadlineExceeded(AppError):
    """It took longer than it may."""

    status, code, title, retryable = 504, "deadline_exceeded", "This took too long", True
