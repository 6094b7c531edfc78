"""Facts chat emits."""

from uuid import UUID

from directorate.kit.events import Event


class ChatAnswered(Event):
    """An agent answered a message. `cost_micros` is None when unpriced."""

    name = "chat.answered"
    interaction: UUID
    cost_micros: int | None
