"""Checks the addresses people enter: public, or allowed by the operator; without secrets in them."""

import ipaddress
from collections.abc import Collection

import httpx2

from directorate.integrations.errors import InvalidConnection
from directorate.kit import http
from directorate.kit.errors import FieldError, UpstreamFailed


def _refuse(pointer: str, message: str, fix: str) -> InvalidConnection:
    return InvalidConnection(f"The address {message}.", fix=fix, errors=[FieldError(pointer, message)])


async def check(address: str, *, allowed: Collection[http.Origin], pointer: str) -> str:
    """Return the address without a trailing slash.

    Raises:
        InvalidConnection: it is not a plain http(s) address, or its name is unknown.
        RefusedAddress: it leads into a private network that the operator did not allow.
    """
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL as error:
        raise _refuse(pointer, "is not a URL", "Enter an address such as https://api.openai.com/v1.") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise _refuse(pointer, "must begin with https:// or http://", "Enter an address such as https://host/v1.")
    if url.userinfo or url.query or url.fragment:
        fix = "Leave out user names, keys, ? and #; keys belong in their own field."
        raise _refuse(pointer, "must hold a host and a path only", fix)
    origin = http.origin_of(address)
    if origin not in allowed:
        await _check_public(origin, pointer)
    return address.rstrip("/")


async def _check_public(origin: http.Origin, pointer: str) -> None:
    try:
        found = await http.resolve(*origin)
    except UpstreamFailed as error:
        raise _refuse(pointer, "names a host that cannot be found", "Check the spelling of the host.") from error
    if any(http.is_private(ipaddress.ip_address(address.split("%")[0])) for address in found):
        raise http.RefusedAddress(
            f"{origin[0]} leads into a private network.",
            fix="Use a public address, or let the operator add host:port to DIRECTORATE_ALLOWED_HOSTS.",
            errors=[FieldError(pointer, "leads into a private network")],
        )
