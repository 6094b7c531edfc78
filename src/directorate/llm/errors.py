"""What goes wrong on the way to a model."""

from datetime import datetime

from directorate.kit.errors import AppError, Invalid, Unavailable, UpstreamFailed


def dollars(micros: int) -> str:
    """Return micro-dollars as people read them, cents at least, more places where they matter."""
    return f"${micros / 1_000_000:,.2f}" if micros % 10_000 == 0 else f"${micros / 1_000_000:,.6f}".rstrip("0")


class BudgetReached(AppError):
    """The call could pass a budget, so it was not made."""

    status, code, title = 402, "budget_reached", "A budget is used up"

    def __init__(
        self,
        *,
        name: str,
        limit_micros: int,
        spent_micros: int,
        reserved_micros: int,
        needed_micros: int,
        resets_at: datetime,
    ) -> None:
        held = f" and {dollars(reserved_micros)} are held by calls under way" if reserved_micros else ""
        super().__init__(
            f"{name} is {dollars(limit_micros)}; {dollars(spent_micros)} are spent{held}. "
            f"This call may cost up to {dollars(needed_micros)}.",
            fix=f"Raise the budget in Settings, or wait until it resets at {resets_at:%Y-%m-%d %H:%M} UTC.",
        )
        self.name = name
        self.limit_micros = limit_micros
        self.spent_micros = spent_micros
        self.reserved_micros = reserved_micros
        self.needed_micros = needed_micros
        self.resets_at = resets_at


class NoModel(Unavailable):
    """No model fits what is needed."""

    code, title = "no_model", "No model fits this request"


class ModelFailed(UpstreamFailed):
    """Every model that could answer failed before the first token."""

    code, title = "model_failed", "The model did not answer"


class ModelRefused(Invalid):
    """The provider refused the request itself; another model would not help."""

    code, title = "model_refused", "The model refused this request"


class StreamBroken(UpstreamFailed):
    """The answer broke off after its first token; what was streamed is kept and paid for."""

    code, title = "stream_broken", "The answer broke off"


class InvalidBudget(Invalid):
    """A budget's fields do not fit together."""

    code, title = "invalid_budget", "The budget is not valid"
