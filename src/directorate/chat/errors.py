"""Errors of chat."""

from directorate.kit.errors import Conflict, NotFound


class UnknownSession(NotFound):
    """There is no such conversation here."""

    code, title = "unknown_session", "There is no such conversation"


class SessionBusy(Conflict):
    """The conversation's last message is still being answered."""

    code, title, retryable = "session_busy", "The agent is still answering", True


class WrongAgent(Conflict):
    """The conversation belongs to another agent."""

    code, title = "wrong_agent", "This conversation is with another agent"
