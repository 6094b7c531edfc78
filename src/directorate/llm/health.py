"""How each endpoint has been doing, in this process: a circuit breaker and a moving latency. Pure but for the clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass

FAILURES_TO_OPEN = 3
OPEN_FOR_S = 15.0
OPEN_FOR_AT_MOST_S = 300.0
FORGIVEN_AFTER_S = 60.0
"""So long after its last failure an endpoint is as good as any other again."""
SMOOTHING = 0.2


@dataclass(slots=True)
class Health:
    """One endpoint's recent past. Open means: not asked until `open_until`, then one call may try."""

    failures: int = 0
    open_until: float = 0.0
    failed_at: float = 0.0
    latency_ms: float | None = None
    last_error: str = ""


class HealthBoard:
    """The health of all endpoints, by their keys."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, Health] = {}

    def succeeded(self, key: str, latency_ms: float) -> None:
        """Close the circuit and move the latency."""
        known = self._known.setdefault(key, Health())
        before = latency_ms if known.latency_ms is None else known.latency_ms
        known.latency_ms = before + SMOOTHING * (latency_ms - before)
        known.failures, known.open_until, known.last_error = 0, 0.0, ""

    def failed(self, key: str, code: str, *, retry_after_s: float | None = None) -> None:
        """Count a failure; open the circuit after several in a row, each time for longer."""
        known = self._known.setdefault(key, Health())
        known.failures += 1
        known.last_error, known.failed_at = code, self._clock()
        pause = retry_after_s or 0.0
        if known.failures >= FAILURES_TO_OPEN:
            pause = max(pause, OPEN_FOR_S * 2 ** (known.failures - FAILURES_TO_OPEN))
        if pause:
            known.open_until = self._clock() + min(pause, OPEN_FOR_AT_MOST_S)

    def closed_in_s(self, key: str) -> float:
        """Return the seconds until an endpoint may be asked again; 0 when it may now."""
        known = self._known.get(key)
        return max(0.0, known.open_until - self._clock()) if known else 0.0

    def of(self, key: str) -> Health:
        """Return an endpoint's health; a fresh one when it was never asked."""
        known = self._known.get(key)
        if known is None:
            return Health()
        if known.failures and self._clock() - max(known.failed_at, known.open_until) > FORGIVEN_AFTER_S:
            known.failures, known.last_error = 0, ""
        return known

    def forget(self) -> None:
        """Forget everything."""
        self._known.clear()


BOARD = HealthBoard()
"""This process's board."""
