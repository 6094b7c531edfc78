"""The HTTP client to the outside: deadlines, retries, and a guard against requests into private networks.

The guard resolves a name once, refuses it if any address is private, and connects to the address it checked, so
that a second answer of the name server cannot redirect the request (DNS rebinding). Redirects are not followed.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

import httpcore2
import httpx2
import stamina

from directorate.kit.errors import AppError, DeadlineExceeded, UpstreamFailed

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Origin: TypeAlias = tuple[str, int]
RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedAddress(AppError):
    """The address leads into a private network."""

    status, code, title = 422, "refused_address", "This address may not be reached"


def is_private(address: Address) -> bool:
    """Tell whether an address is anything but public unicast, also where IPv6 forms hide it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inner:
            return True if address.ipv4_mapped is None else is_private(inner)
        if address in NAT64:
            return True
    return not address.is_global or address.is_multicast


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the resolver's order.

    Raises:
        UpstreamFailed: the name has no address.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UpstreamFailed(f"The host {host} cannot be found.", fix="Check the address.") from error
    return [str(item[4][0]) for item in found]


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects only to public addresses, or to origins that were allowed by the operator."""

    def __init__(self, allowed: Iterable[Origin]) -> None:
        self._allowed = frozenset(allowed)
        plain: Any = httpcore2.AnyIOBackend()
        self._plain: httpcore2.AsyncNetworkBackend = plain

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 the library's signature
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Resolve, check, and connect to the checked address."""
        addresses = [host] if (host, port) in self._allowed else await self._checked(host, port)
        error: Exception | None = None
        for address in addresses:
            try:
                return await self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failure:
                error = failure
        raise error or httpcore2.ConnectError(f"No address for {host}")

    async def _checked(self, host: str, port: int) -> list[str]:
        addresses = await resolve(host, port)
        if any(is_private(ipaddress.ip_address(address.split("%")[0])) for address in addresses):
            raise RefusedAddress(
                f"{host} leads into a private network.",
                fix="Use a public address, or let the operator add host:port to DIRECTORATE_ALLOWED_HOSTS.",
            )
        return addresses

    async def sleep(self, seconds: float) -> None:
        """Sleep as the library asks."""
        await asyncio.sleep(seconds)


def origin_of(url: str) -> Origin:
    """Return the host and port of a URL."""
    parsed = httpx2.URL(url)
    return parsed.host, parsed.port or (443 if parsed.scheme == "https" else 80)


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """The library's transport with its connection pool on the guarded backend."""

    def __init__(self, allowed: Iterable[Origin], *, max_connections: int) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=30,
            retries=1,
            network_backend=GuardedBackend(allowed),
        )


def client(
    *,
    base_url: str = "",
    headers: Mapping[str, str] | None = None,
    allowed: Iterable[Origin] = (),
    timeout_s: float = 30.0,
    max_connections: int = 100,
) -> httpx2.AsyncClient:
    """Return a client for a provider. `allowed` names the only private origins it may reach (the sandbox's)."""
    return httpx2.AsyncClient(
        base_url=base_url,
        headers=dict(headers or {}),
        timeout=httpx2.Timeout(timeout_s, connect=min(timeout_s, 10.0)),
        transport=GuardedTransport(allowed, max_connections=max_connections),
        follow_redirects=False,
        trust_env=False,
    )


class ProviderError(UpstreamFailed):
    """A provider refused or failed; `upstream_status` is its HTTP status, 0 when it did not answer."""

    code, title = "provider_failed", "A provider failed"

    def __init__(self, detail: str, *, upstream_status: int = 0, retry_after_s: float | None = None) -> None:
        super().__init__(detail, fix="Try again; if it goes on, check the provider's connection in Settings.")
        self.upstream_status = upstream_status
        self.retry_after_s = retry_after_s


def retry_after_s(response: httpx2.Response) -> float | None:
    """Return the seconds a `Retry-After` header asks for, or None."""
    try:
        return float(response.headers.get("retry-after", ""))
    except ValueError:
        return None


def _worth_retrying(error: Exception) -> bool | float:
    """Tell whether, or after how many seconds, a failed request may be sent again."""
    if isinstance(error, ProviderError):
        return error.retry_after_s or error.upstream_status in RETRIED_STATUSES
    return isinstance(error, httpx2.TransportError)


async def request(
    http: httpx2.AsyncClient,
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: str,
    *,
    attempts: int = 3,
    deadline_s: float = 60.0,
    **options: Any,
) -> httpx2.Response:
    """Send a request that is safe to repeat, and return the answer of status below 400.

    Raises:
        ProviderError: the provider refused, or still failed after `attempts`.
        DeadlineExceeded: the deadline passed.
    """
    try:
        async with asyncio.timeout(deadline_s):
            async for attempt in stamina.retry_context(on=_worth_retrying, attempts=attempts, timeout=deadline_s):
                with attempt:
                    return checked(await http.request(method, url, **options))
    except TimeoutError as error:
        raise DeadlineExceeded(f"{url} did not answer within {deadline_s:g} s.", fix="Try again later.") from error
    except httpx2.TransportError as error:
        raise ProviderError(f"{url} could not be reached: {type(error).__name__}.") from error
    raise AssertionError("unreachable: stamina returns or raises")


def checked(response: httpx2.Response) -> httpx2.Response:
    """Return a response of status below 400.

    Raises:
        ProviderError: with the provider's status and the start of its answer.
    """
    if response.status_code < 400:
        return response
    text = response.text[:300] if response.is_closed or response.is_stream_consumed else ""
    raise ProviderError(
        f"{response.request.url.host} answered {response.status_code}: {text}",
        upstream_status=response.status_code,
        retry_after_s=retry_after_s(response),
    )
