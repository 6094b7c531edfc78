"""Errors of running agents."""

from directorate.kit.errors import AppError, Conflict, Invalid, NotFound


class UnknownInteraction(NotFound):
    """There is no such interaction here."""

    code, title = "unknown_interaction", "There is no such interaction"


class NotRelated(Invalid):
    """A referral to somebody who is not among the agent's colleagues."""

    code, title = "not_related", "This agent is not a colleague"


class AlreadyFinished(Conflict):
    """The interaction has ended, so it cannot be stopped."""

    code, title = "already_finished", "This interaction has ended"


class ToolDenied(AppError):
    """Policy does not let the agent call the tool without a person."""

    status, code, title = 403, "tool_denied", "This needs a person's approval"


class AgentFailed(AppError):
    """The agent could not finish; the cause is in the detail."""

    status, code, title, retryable = 502, "agent_failed", "The agent could not finish", True
