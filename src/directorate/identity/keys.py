"""API keys: made by a person, limited by scopes, shown once, revoked at any time."""

import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from directorate.identity import queries, tokens
from directorate.identity.errors import ApiKeyNotFound, PersonNeeded, UnknownScope
from directorate.identity.models import ApiKey
from directorate.kit import crypto
from directorate.kit.context import Context, Role
from directorate.kit.errors import FieldError

ALL = "*"
LEVELS = ("read", "write", "admin")
SCOPE = re.compile(r"(?P<area>[a-z][a-z-]*):(?P<level>read|write|admin)")
USE_NOTED_EVERY = timedelta(minutes=1)


def role_for(scopes: Collection[str], area: str, *, writes: bool) -> Role | None:
    """Return the role a key has for one call, or None when its scopes do not cover it.

    `write` includes `read`, `admin` includes both; `*` is read and write everywhere, never admin.
    """
    levels = [LEVELS.index(level) for level in LEVELS if f"{area}:{level}" in scopes]
    if ALL in scopes:
        levels.append(LEVELS.index("write"))
    if not levels or max(levels) < (1 if writes else 0):
        return None
    return (Role.VIEWER, Role.MEMBER, Role.ADMIN)[max(levels)]


def _check_scopes(scopes: Sequence[str], areas: Collection[str]) -> list[str]:
    """Return the scopes without repetition.

    Raises:
        UnknownScope: with a pointer for each that names no area or level.
    """
    wrong: list[FieldError] = []
    for position, scope in enumerate(scopes):
        match = SCOPE.fullmatch(scope)
        if scope != ALL and (match is None or match["area"] not in areas):
            wrong.append(FieldError(f"/scopes/{position}", f"{scope!r} is not a scope"))
    if wrong:
        raise UnknownScope(
            f"An API key cannot have the scope {scopes[int(wrong[0].pointer.split('/')[2])]!r}.",
            fix=f"Use * or <area>:read, :write, :admin, with an area of: {', '.join(sorted(areas))}.",
            errors=wrong,
        )
    return list(dict.fromkeys(scopes))


async def create_key(ctx: Context, *, name: str, scopes: Sequence[str], areas: Collection[str]) -> tuple[ApiKey, str]:
    """Make a key for the organization and return its row and the key, which is not kept.

    `areas` are the names a scope may start with: the first tags of the API's routes.

    Raises:
        PersonNeeded: a program asks; a key cannot make keys.
        UnknownScope: a scope that does not exist.
    """
    if ctx.actor.user_id is None:
        raise PersonNeeded("An API key cannot make other API keys.", fix="Sign in and make the key in Settings.")
    key = tokens.new_api_key(ctx.organization_id)
    row = ApiKey(
        name=name,
        scopes=_check_scopes(scopes, areas),
        key_digest=crypto.digest(key),
        created_by=ctx.actor.user_id,
    )
    ctx.session.add(row)
    await ctx.session.flush()
    return row, key


async def list_keys(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[ApiKey]:
    """Return the organization's keys, newest first, one more than `limit`."""
    return await queries.api_keys(ctx, limit=limit, cursor=cursor)


async def revoke_key(ctx: Context, key_id: UUID) -> None:
    """Revoke a key; the next call with it is refused.

    Raises:
        ApiKeyNotFound: no such key here, or revoked before.
    """
    if not await queries.revoke_key(ctx, key_id):
        raise ApiKeyNotFound("There is no such API key, or it was revoked before.", fix="Reload the list of keys.")


async def find_key(ctx: Context, key: str) -> ApiKey | None:
    """Return the row of a key of the context's organization, and note that it is in use."""
    row = await queries.api_key_by_digest(ctx, crypto.digest(key))
    if row is not None:
        await queries.note_key_use(ctx, row.id, unless_since=ctx.now() - USE_NOTED_EVERY)
    return row
