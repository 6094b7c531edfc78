"""What a failed call means: try the next model or not, and whether the provider may have billed it. Pure.

The agent path fails with Pydantic AI's errors, the plain path with `kit.http`'s; both become a `Failure`.
"""

from dataclasses import dataclass

from directorate.kit import http
from directorate.kit.errors import AppError, DeadlineExceeded
from directorate.llm.errors import ModelRefused

TRIED_ELSEWHERE = frozenset({401, 402, 403, 404, 408, 409, 429})
"""Statuses below 500 that tell about this endpoint and not about the request."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed attempt. `may_have_run`: no answer came, but the provider may have worked and billed."""

    code: str
    detail: str
    falls_back: bool = True
    may_have_run: bool = False
    retry_after_s: float | None = None
    cause: AppError | None = None


def classify(error: BaseException) -> Failure:
    """Return what an error of either path means."""
    chain = _chain(error)
    refused = next((item for item in chain if isinstance(item, http.RefusedAddress)), None)
    if refused is not None:
        return Failure(refused.code, refused.detail, cause=refused)
    status, retry_after_s, detail = _status(error)
    if status:
        falls_back = status in TRIED_ELSEWHERE or status >= 500 or "context_length" in detail
        return Failure(f"provider_{status}", detail, falls_back=falls_back, retry_after_s=retry_after_s)
    if any(isinstance(item, TimeoutError | DeadlineExceeded) or "Timeout" in type(item).__name__ for item in chain):
        connecting = any(type(item).__name__ in {"ConnectTimeout", "PoolTimeout"} for item in chain)
        return Failure("provider_timeout", "The provider did not answer in time.", may_have_run=not connecting)
    if any(type(item).__name__ == "ConnectError" for item in chain):
        return Failure("provider_unreachable", "The provider could not be reached.")
    return Failure("provider_broke_off", "The provider's answer broke off.", may_have_run=True)


def refusal(failure: Failure) -> ModelRefused:
    """Return the error of a request that no other model would take either."""
    return ModelRefused(f"The provider refused the request: {failure.detail}", fix="Shorten or change the request.")


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error with its causes, the outermost first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _status(error: BaseException) -> tuple[int, float | None, str]:
    """Return the provider's HTTP status (0: none), the pause it asks for and what it said."""
    if isinstance(error, http.ProviderError):
        return error.upstream_status, error.retry_after_s, error.detail[:300]
    status = getattr(error, "status_code", 0)
    retry_after_s = getattr(error, "retry_after", None)
    detail = f"{getattr(error, 'provider_error_code', '') or ''} {getattr(error, 'message', '') or ''}".strip()
    return (status if isinstance(status, int) else 0), retry_after_s, detail[:300]
