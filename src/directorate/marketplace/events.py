"""Facts the marketplace emits."""

from directorate.kit.events import Event


class AgentHired(Event):
    """An organization hired an agent. `price` is in cents a month."""

    name = "agent.hired"
    code: str
    price: int
    by: str
