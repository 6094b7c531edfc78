"""Facts the agents domain emits."""

from directorate.kit.events import Event


class AgentReferred(Event):
    """An agent sent a person to a colleague."""

    name = "agent.referred"
    from_code: str
    to_code: str
    reason: str
