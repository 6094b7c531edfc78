"""The client of any OpenAI-compatible server: the OpenAI wire with a bearer key."""

from collections.abc import Iterable

from directorate.integrations.openai_wire import OpenAIWire
from directorate.integrations.providers.openai_compatible.schemas import Connection
from directorate.kit import http


class OpenAICompatible(OpenAIWire):
    """One OpenAI-compatible server."""

    @classmethod
    def connect(
        cls, connection: Connection, *, allowed: Iterable[http.Origin] = (), timeout_s: float = 60.0
    ) -> "OpenAICompatible":
        """A client for this connection; the caller closes it. `allowed` names private origins it may reach."""
        client = http.client(base_url=connection.base_url, allowed=allowed, timeout_s=timeout_s)
        return cls(client, api_key=connection.api_key.get_secret_value())
