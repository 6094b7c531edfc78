"""Errors of the marketplace."""

from directorate.kit.errors import AppError, NotFound


class UnknownAgent(NotFound):
    """The catalogue has no agent with this code."""

    code, title = "unknown_agent", "There is no such agent"


class NotHired(NotFound):
    """The organization has not hired this agent."""

    code, title = "not_hired", "This agent is not hired"


class BadCatalogue(AppError):
    """Shipped data breaks its own rules; `directorate check` lists every mistake with its place."""

    code, title = "bad_catalogue", "The catalogue has mistakes"
