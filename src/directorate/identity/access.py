"""Who may call what: the dependencies by which routes get their context.

    async def rename(ctx: Admin, body: ...) -> ...: ...

`SignedIn` needs a credential. `Viewer`, `Member`, `Admin`, `Owner` need that role in the organization the path names
as `org_id`, and bind the context to it; `ViewerByQuery` reads `?organization_id=`. The transaction commits after the
route's function returned and before the answer is sent, so a client never sees what was not kept.

Credentials: the browser's cookie (with `X-CSRF-Token` on unsafe methods), a bearer access token, a bearer API key.
A key's scope names the first tag of the route.
"""

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Depends, Query, Request

from directorate.identity import keys, members, sign_in, tokens
from directorate.identity.errors import (
    CrossSiteRequest,
    CsrfTokenWrong,
    NotSignedIn,
    OrganizationNotFound,
    RoleTooLow,
    ScopeMissing,
)
from directorate.kit import idempotency
from directorate.kit.context import ANONYMOUS, Actor, ActorKind, Context, Role
from directorate.kit.db import Database
from directorate.kit.errors import FieldError, Invalid
from directorate.kit.settings import Settings

SESSION_COOKIE = "directorate_session"
CSRF_COOKIE = "directorate_csrf"
CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def _problem(description: str) -> dict[str, Any]:
    """Return the OpenAPI form of an error response; the application puts the schema `Problem` into the document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


_DESCRIPTIONS = {
    400: "The request cannot be read",
    401: "Not signed in",
    402: "Over budget",
    403: "Not allowed",
    404: "Not found, or somebody else's",
    409: "Conflicts with what exists",
    410: "No longer available",
    413: "Too large",
    415: "Not an accepted type",
    422: "The input is not valid",
    429: "Too many requests",
    502: "A provider failed",
    503: "Temporarily unavailable",
    504: "Took too long",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses=` of a route that answers with these problems."""
    return {status: _problem(_DESCRIPTIONS.get(status) or HTTPStatus(status).phrase) for status in statuses}


PROBLEMS = problems(401, 403, 404, 409, 422)
"""The problems any route of an organization may answer with."""


@dataclass(frozen=True, slots=True)
class Credential:
    """Whom a request says it comes from, checked. A key knows its organization; a person's is looked up."""

    actor: Actor
    organization_id: UUID | None = None
    issued_at: datetime | None = None
    session_id: UUID | None = None


def database_of(request: Request) -> Database:
    """Return the application's database."""
    return request.app.state.database


def settings_of(request: Request) -> Settings:
    """Return the application's settings."""
    return request.app.state.settings


def visitor_of(request: Request) -> sign_in.Visitor:
    """Return where a request comes from."""
    address = request.client.host if request.client else ""
    return sign_in.Visitor(address=address, user_agent=request.headers.get("user-agent", ""))


def session_of(request: Request) -> UUID | None:
    """Return the id of the browser session an admitted request came with, or None."""
    credential: Credential | None = getattr(request.state, "credential", None)
    return credential.session_id if credential else None


def _trace_of(request: Request) -> str | None:
    """Return the trace id the application gave the request, or None."""
    return getattr(request.state, "trace_id", None)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()


def check_same_site(request: Request) -> None:
    """Refuse an unsafe request that a browser sends for another site.

    Raises:
        CrossSiteRequest: `Sec-Fetch-Site` or `Origin` says so.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        allowed = site in {"same-origin", "none"}
    else:
        own = {request.headers.get("host", "").lower(), _host(settings_of(request).base_url)}
        allowed = origin is None or _host(origin) in own
    if not allowed:
        raise CrossSiteRequest("A page of another site sent this request.", fix="Use the page of this server itself.")


def check_csrf(request: Request, csrf_digest: str) -> None:
    """Refuse an unsafe request of a cookie session whose page does not know the session's CSRF token.

    Raises:
        CrossSiteRequest: another site sent it.
        CsrfTokenWrong: the header is missing or wrong.
    """
    if request.method in SAFE_METHODS:
        return
    check_same_site(request)
    if not tokens.matches(request.headers.get(CSRF_HEADER, ""), csrf_digest):
        raise CsrfTokenWrong(
            "The header X-CSRF-Token is missing, or it is not this session's.",
            fix=f"Send the value of the cookie {CSRF_COOKIE}; reload the page if it was open for long.",
        )


def _not_signed_in(detail: str) -> NotSignedIn:
    return NotSignedIn(detail, fix="Sign in, then try again.", headers={"WWW-Authenticate": "Bearer"})


async def _by_cookie(request: Request, cookie: str) -> Credential:
    async with database_of(request).open(actor=ANONYMOUS, trace_id=_trace_of(request)) as ctx:
        found = await sign_in.find_session(ctx, cookie)
    if found is None:
        raise _not_signed_in("Your sign-in has ended.")
    check_csrf(request, found.csrf_digest)
    return Credential(Actor(ActorKind.USER, found.user_id), session_id=found.id)


async def _by_key(request: Request, key: str, organization_id: UUID) -> Credential:
    async with database_of(request).open(organization_id, actor=ANONYMOUS, trace_id=_trace_of(request)) as ctx:
        found = await keys.find_key(ctx, key)
    if found is None:
        raise _not_signed_in("The API key is not valid, or it was revoked.")
    actor = Actor(ActorKind.API_KEY, found.id, label=found.name, scopes=frozenset(found.scopes))
    return Credential(actor, organization_id=organization_id)


async def authenticate(request: Request) -> Credential:
    """Return whom a request comes from.

    Raises:
        NotSignedIn: no credential, or one that does not count (any more).
        CrossSiteRequest, CsrfTokenWrong: a cookie, but not from our own page.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        organization_id = tokens.organization_of_key(bearer.strip())
        if organization_id is not None:
            return await _by_key(request, bearer.strip(), organization_id)
        token = tokens.read_access_token(bearer.strip())
        if token is None:
            raise _not_signed_in("The access token is not valid, or it has expired.")
        return Credential(Actor(ActorKind.USER, token.user_id), issued_at=token.issued_at)
    cookie = request.cookies.get(SESSION_COOKIE)
    if not cookie:
        raise _not_signed_in("This needs a sign-in.")
    return await _by_cookie(request, cookie)


def _role_of_key(request: Request, actor: Actor) -> Role:
    """Return the role a key has for this route.

    Raises:
        ScopeMissing: its scopes do not cover the route.
    """
    tags: list[str] = getattr(request.scope.get("route"), "tags", None) or [""]
    writes = request.method not in SAFE_METHODS
    role = keys.role_for(actor.scopes, tags[0], writes=writes)
    if role is None:
        needed = f"{tags[0]}:{'write' if writes else 'read'}"
        raise ScopeMissing(f"This call needs the scope {needed}.", fix="Make an API key with that scope in Settings.")
    return role


@asynccontextmanager
async def admit(request: Request, organization_id: UUID | None, needed: Role | None) -> AsyncGenerator[Context]:
    """Open the context of a request: for an organization and a role there, or for no organization.

    Raises:
        NotSignedIn: no credential that counts.
        OrganizationNotFound: not one of the caller's organizations.
        RoleTooLow, ScopeMissing: one of theirs, but they may not do this.
    """
    credential = await authenticate(request)
    request.state.credential = credential
    bound = organization_id or credential.organization_id
    if credential.organization_id not in {None, bound}:
        raise OrganizationNotFound(
            "The API key belongs to another organization.", fix="Use a key of this organization."
        )
    opened = database_of(request).open(bound, actor=credential.actor, trace_id=_trace_of(request))
    async with opened as ctx:
        admitted = replace(ctx, actor=await _admitted(request, ctx, credential, needed))
        await _claim_key(request, admitted)
        yield admitted


async def _claim_key(request: Request, ctx: Context) -> None:
    """Claim the request's `Idempotency-Key`, if it has one; streams and uploads are not kept.

    Raises:
        Replayed: the request was made before.
        KeyInvalid, KeyReused, KeyInUse: the key cannot serve this request.
    """
    key = request.headers.get("idempotency-key")
    kept = request.headers.get("content-type", "application/json").startswith("application/json")
    if not key or not kept or ctx.bound_organization_id is None:
        return
    if request.method in SAFE_METHODS or request.url.path.endswith("/stream"):
        return
    asked = f"{request.method} {request.url.path}\n".encode() + await request.body()
    digest = hashlib.sha256(asked).hexdigest()
    request.state.idempotency = await idempotency.claim(ctx, key=key, request_digest=digest)


async def _admitted(request: Request, ctx: Context, credential: Credential, needed: Role | None) -> Actor:
    """Return the actor with name and role, once they are known to suffice."""
    actor = credential.actor
    if actor.kind is ActorKind.API_KEY:
        actor = replace(actor, role=_role_of_key(request, actor))
    else:
        user = await sign_in.person(ctx, actor.id, issued_at=credential.issued_at) if actor.id else None
        role = (await members.place_of(ctx, user.id))[1] if user and needed else None
        actor = replace(actor, label=user.name if user else "", role=role)
    if needed and not (actor.role and actor.role.allows(needed)):
        raise RoleTooLow(
            f"This needs the role {needed.value}; yours is {actor.role.value if actor.role else 'none'}.",
            fix="Ask an owner or admin of the organization.",
        )
    return actor


async def _anyone(request: Request) -> AsyncGenerator[Context]:
    async with database_of(request).open(actor=ANONYMOUS, trace_id=_trace_of(request)) as ctx:
        yield ctx


async def _signed_in(request: Request) -> AsyncGenerator[Context]:
    async with admit(request, None, None) as ctx:
        yield ctx


async def _viewer(request: Request, org_id: UUID) -> AsyncGenerator[Context]:
    async with admit(request, org_id, Role.VIEWER) as ctx:
        yield ctx


async def _member(request: Request, org_id: UUID) -> AsyncGenerator[Context]:
    async with admit(request, org_id, Role.MEMBER) as ctx:
        yield ctx


async def _admin(request: Request, org_id: UUID) -> AsyncGenerator[Context]:
    async with admit(request, org_id, Role.ADMIN) as ctx:
        yield ctx


async def _owner(request: Request, org_id: UUID) -> AsyncGenerator[Context]:
    async with admit(request, org_id, Role.OWNER) as ctx:
        yield ctx


async def _viewer_by_query(
    request: Request, organization_id: Annotated[UUID | None, Query()] = None
) -> AsyncGenerator[Context]:
    bearer = request.headers.get("authorization", "").partition(" ")[2].strip()
    if organization_id is None and tokens.organization_of_key(bearer) is None:
        raise Invalid(
            "A person may belong to several organizations, and none was named.",
            fix="Add ?organization_id=, one of those GET /v1/me lists.",
            errors=[FieldError("/query/organization_id", "is required unless an API key asks")],
        )
    async with admit(request, organization_id, Role.VIEWER) as ctx:
        yield ctx


Anyone: TypeAlias = Annotated[Context, Depends(_anyone, scope="function")]
SignedIn: TypeAlias = Annotated[Context, Depends(_signed_in, scope="function")]
Viewer: TypeAlias = Annotated[Context, Depends(_viewer, scope="function")]
Member: TypeAlias = Annotated[Context, Depends(_member, scope="function")]
Admin: TypeAlias = Annotated[Context, Depends(_admin, scope="function")]
Owner: TypeAlias = Annotated[Context, Depends(_owner, scope="function")]
ViewerByQuery: TypeAlias = Annotated[Context, Depends(_viewer_by_query, scope="function")]
