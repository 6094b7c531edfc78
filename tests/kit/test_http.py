"""The guard of outgoing requests: private addresses are refused in every disguise; faults are told honestly."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from directorate.kit import http
from directorate.kit.http import ProviderError, RefusedAddress

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_private(address: str) -> None:
    assert http.is_private(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_public(address: str) -> None:
    assert not http.is_private(ipaddress.ip_address(address))


@asynccontextmanager
async def _server(answers: list[bytes]) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Serve these raw answers, one a connection, and collect what was asked."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answers[min(len(asked), len(answers)) - 1])
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked


def _answer(status: str, body: bytes = b"{}", headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
    return head.encode() + body


OK = _answer("200 OK")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "017700000001"])
async def test_loopback_is_refused_in_every_spelling(host: str) -> None:
    async with http.client() as client:
        with pytest.raises((RefusedAddress, ProviderError, http.UpstreamFailed)):
            await http.request(client, "GET", f"http://{host}:9/", attempts=1)


async def test_an_allowed_origin_is_reached_and_no_other_port_of_it() -> None:
    async with _server([OK]) as (url, asked), _server([OK]) as (other, unasked):
        async with http.client(allowed=[http.origin_of(url)]) as client:
            assert (await http.request(client, "GET", url)).status_code == 200
            with pytest.raises(RefusedAddress):
                await http.request(client, "GET", other, attempts=1)
        assert len(asked) == 1
        assert unasked == []


async def test_a_redirect_is_not_followed() -> None:
    async with _server([_answer("302 Found", headers="Location: http://127.0.0.1:1/\r\n")]) as (url, asked):
        async with http.client(allowed=[http.origin_of(url)]) as client:
            assert (await http.request(client, "GET", url)).status_code == 302
        assert len(asked) == 1


async def test_a_failing_provider_is_tried_again_and_a_refusing_one_is_not() -> None:
    async with _server([_answer("503 Busy"), OK]) as (url, asked):
        async with http.client(allowed=[http.origin_of(url)]) as client:
            assert (await http.request(client, "GET", url, deadline_s=10)).status_code == 200
        assert len(asked) == 2
    async with _server([_answer("400 Bad", b"no such field")]) as (url, asked):
        async with http.client(allowed=[http.origin_of(url)]) as client:
            with pytest.raises(ProviderError, match="no such field") as failure:
                await http.request(client, "GET", url)
        assert failure.value.upstream_status == 400
        assert len(asked) == 1
