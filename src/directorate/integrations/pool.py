"""HTTP clients to providers: one an endpoint and event loop, kept open for the process's life.

A request that fails on a pooled connection the server had already closed is sent once more, on a fresh one; a request
that failed on a connection opened for it is not, since the server may have worked on it.
"""

import asyncio
import weakref
from typing import Any

import httpx2

from directorate.integrations.endpoints import Endpoint
from directorate.kit import http

STALE = (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError)
MAX_CONNECTIONS = 256
TIMEOUT_S = 120.0

_CLIENTS: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, httpx2.AsyncClient]]" = (
    weakref.WeakKeyDictionary()
)


class StaleConnectionRetry(httpx2.AsyncBaseTransport):
    """Sends a request again when the pooled connection it went out on turned out to be closed."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request, twice at most."""
        connected = False

        async def note(event: str, _: dict[str, Any]) -> None:
            nonlocal connected
            connected = connected or event.startswith("connection.connect")

        request.extensions = {**request.extensions, "trace": note}
        try:
            return await self._inner.handle_async_request(request)
        except STALE:
            if connected:
                raise
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the pool."""
        await self._inner.aclose()


def client(endpoint: Endpoint) -> httpx2.AsyncClient:
    """Return the running loop's client for an endpoint, guarded against private networks."""
    clients = _CLIENTS.setdefault(asyncio.get_running_loop(), {})
    found = clients.get(endpoint.key)
    if found is None or found.is_closed:
        transport = http.GuardedTransport(endpoint.allowed, max_connections=MAX_CONNECTIONS)
        found = httpx2.AsyncClient(
            base_url=endpoint.base_url,
            timeout=httpx2.Timeout(TIMEOUT_S, connect=10.0),
            transport=StaleConnectionRetry(transport),
            follow_redirects=False,
            trust_env=False,
        )
        clients[endpoint.key] = found
    return found


async def close() -> None:
    """Close the running loop's clients; entrypoints call it at shutdown."""
    for found in _CLIENTS.pop(asyncio.get_running_loop(), {}).values():
        await found.aclose()
