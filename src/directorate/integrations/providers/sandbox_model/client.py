"""The client of the sandbox model: the OpenAI wire to the one loopback origin that is the sandbox's."""

from directorate.integrations.openai_wire import OpenAIWire
from directorate.integrations.providers.sandbox_model.schemas import Connection
from directorate.kit import http


class SandboxModel(OpenAIWire):
    """The sandbox model over real HTTP."""

    @classmethod
    def connect(cls, connection: Connection, *, timeout_s: float = 60.0) -> "SandboxModel":
        """A client for this connection; the caller closes it."""
        origin = http.origin_of(connection.base_url)
        return cls(http.client(base_url=connection.base_url, allowed=[origin], timeout_s=timeout_s))
