"""Persons and organizations: create them, change them, read them. Members are in `members`, sign-in in `sign_in`."""

import re
import secrets
import unicodedata
import zoneinfo
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from directorate.identity import passwords, queries, sign_in
from directorate.identity.currencies import CURRENCIES
from directorate.identity.errors import (
    EmailTaken,
    InvalidRegistration,
    OrganizationNotFound,
    PasswordWrong,
    PersonNeeded,
    UnknownCurrency,
    UnknownTimeZone,
    WrongCredentials,
)
from directorate.identity.models import Membership, Organization, PermissionMode, User
from directorate.identity.schemas import MembershipView, MemberView, OrganizationView, UserView
from directorate.kit.context import Actor, ActorKind, Context, Role
from directorate.kit.errors import FieldError
from directorate.kit.ids import uuid7

SLUG_LENGTH = 48


def _checked_email(email: str) -> str:
    """Return the e-mail in its normal form. Internal domains are fine; nothing asks a name server.

    Raises:
        EmailNotValidError: with the reason.
    """
    found = validate_email(email, check_deliverability=False, globally_deliverable=False)
    if "." not in found.ascii_domain:  # pyright: ignore[reportOptionalOperand]
        raise EmailNotValidError("The part after the @-sign is not valid. It should have a period.")
    return found.normalized


def _check_person(email: str, password: str | None) -> str:
    """Return the e-mail in its normal form.

    Raises:
        InvalidRegistration: with a pointer for each wrong field.
    """
    wrong: list[FieldError] = []
    normal = email
    try:
        normal = _checked_email(email)
    except EmailNotValidError as error:
        wrong.append(FieldError("/email", f"is not an e-mail address: {error}"))
    rule = passwords.broken_rule(password, email=email) if password is not None else None
    if rule:
        wrong.append(FieldError("/password", rule))
    if wrong:
        detail = "; ".join(f"{item.pointer[1:]} {item.message}" for item in wrong)
        raise InvalidRegistration(f"{detail}.", fix="Correct the named fields and send again.", errors=wrong)
    return normal


async def create_user(
    ctx: Context, *, email: str, name: str, password: str | None = None, user_id: UUID | None = None
) -> User:
    """Create a person. Without a password they sign in by a one-time link first. No organization is needed.

    Raises:
        InvalidRegistration: the e-mail or the password breaks a rule.
        EmailTaken: an account with this e-mail exists.
    """
    normal = _check_person(email, password)
    digest = await passwords.make_hash(password) if password is not None else None
    fresh = User(
        id=user_id or uuid7(), email=normal, email_key=sign_in.email_key(normal), name=name, password_hash=digest
    )
    if not await queries.add_user(ctx, fresh):
        raise EmailTaken(
            f"There is an account for {normal} already.",
            fix="Sign in with it, or use another e-mail.",
            errors=[FieldError("/email", "has an account already")],
        )
    return fresh


def slug_of(name: str) -> str:
    """Return the URL-safe form of a name; never empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].rstrip("-") or "organization"


async def create_organization(ctx: Context, *, name: str, owner_id: UUID, demo: bool = False) -> Organization:
    """Create an organization with its first owner, in a transaction of its own.

    The owner must be committed before: the new transaction does not see the context's own changes.
    """
    async with ctx.begin(organization_id=uuid7()) as bound:
        return await found_organization(bound, name=name, owner_id=owner_id, demo=demo)


async def found_organization(ctx: Context, *, name: str, owner_id: UUID, demo: bool = False) -> Organization:
    """Create the organization whose fresh id the context is bound to, with its first owner; its slug is made unique."""
    slug = slug_of(name)
    fresh = Organization(id=ctx.organization_id, name=name, slug=slug, demo=demo)
    while not await queries.add_organization(ctx, fresh):
        fresh.slug = f"{slug}-{secrets.token_hex(3)}"
    await queries.add_membership(ctx, owner_id, Role.OWNER)
    return await get_organization(ctx)


async def register(
    ctx: Context, *, email: str, password: str, name: str, organization_name: str
) -> tuple[User, Organization]:
    """Create a person and an organization they own, both or neither, in a transaction of their own.

    Raises:
        InvalidRegistration: the e-mail or the password breaks a rule.
        EmailTaken: an account with this e-mail exists; of concurrent registrations one wins.
    """
    user_id = uuid7()
    actor = Actor(ActorKind.USER, user_id, label=name, role=Role.OWNER)
    async with ctx.begin(organization_id=uuid7(), actor=actor) as bound:
        user = await create_user(bound, email=email, name=name, password=password, user_id=user_id)
        return user, await found_organization(bound, name=organization_name, owner_id=user.id)


async def get_organization(ctx: Context) -> Organization:
    """Return the organization the context is bound to.

    Raises:
        OrganizationNotFound: it is gone.
    """
    found = await queries.organization(ctx)
    if found is None:
        raise OrganizationNotFound(
            "There is no such organization, or it is not one of yours.", fix="Check the address."
        )
    return found


@lru_cache
def _time_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


async def change_organization(
    ctx: Context,
    *,
    name: str | None = None,
    time_zone: str | None = None,
    currency: str | None = None,
    permission_mode: PermissionMode | None = None,
) -> Organization:
    """Change what is given and return the organization. The slug stays, so that links keep working.

    Raises:
        UnknownTimeZone: not an IANA name.
        UnknownCurrency: not an ISO 4217 code.
    """
    if time_zone is not None and time_zone not in _time_zones():
        raise UnknownTimeZone(
            f"{time_zone!r} is not a time zone.",
            fix="Use an IANA name such as Europe/Lisbon.",
            errors=[FieldError("/time_zone", "is not an IANA time zone")],
        )
    if currency is not None and currency not in CURRENCIES:
        raise UnknownCurrency(
            f"{currency!r} is not a currency.",
            fix="Use an ISO 4217 code such as EUR.",
            errors=[FieldError("/currency", "is not an ISO 4217 code")],
        )
    row = await get_organization(ctx)
    row.name = name or row.name
    row.time_zone = time_zone or row.time_zone
    row.currency = currency or row.currency
    row.permission_mode = permission_mode.value if permission_mode else row.permission_mode
    await ctx.session.flush()
    return row


def member_view(row: Membership, user: User) -> MemberView:
    """Return a member as others see them."""
    return MemberView(user=UserView.model_validate(user), role=Role(row.role), created_at=row.created_at)


async def members(ctx: Context) -> list[MemberView]:
    """Return the organization's members, newest first, at most a thousand. Pages are in `members.list_members`."""
    return [member_view(*row) for row in await queries.members(ctx, limit=1000, cursor=None)]


async def issue_sign_in_link(ctx: Context, user_id: UUID, life: timedelta = sign_in.LINK_LIFE) -> str:
    """Return the token of a one-time sign-in link; `link_address` makes a link of it."""
    return await sign_in.issue_link(ctx, user_id, life)


def link_address(base_url: str, token: str) -> str:
    """Return the page that uses up a link's token. The fragment never reaches a server's log."""
    return f"{base_url.rstrip('/')}/sign-in/link#token={token}"


def _myself(ctx: Context) -> UUID:
    """Return the signed-in person's id.

    Raises:
        PersonNeeded: a program acts.
    """
    if ctx.actor.user_id is None:
        raise PersonNeeded(
            "This belongs to a person, and an API key is not one.", fix="Sign in, or use an access token."
        )
    return ctx.actor.user_id


async def me(ctx: Context) -> User:
    """Return the signed-in person."""
    return await sign_in.person(ctx, _myself(ctx))


async def my_memberships(ctx: Context) -> Sequence[MembershipView]:
    """Return the signed-in person's organizations and roles, by name."""
    rows = await queries.memberships(ctx, _myself(ctx))
    return [
        MembershipView(organization=OrganizationView.model_validate(organization), role=Role(role))
        for organization, role in rows
    ]


async def rename_me(ctx: Context, name: str) -> None:
    """Change the signed-in person's name."""
    user = await me(ctx)
    user.name = name
    await ctx.session.flush()


async def change_password(
    ctx: Context, *, password: str, current: str | None, attempts: sign_in.Attempts, kept_session: UUID | None
) -> None:
    """Set the signed-in person's password; other sessions, access tokens and unused links end.

    Raises:
        PasswordWrong: there is a password, and `current` is not it.
        InvalidRegistration: the new one breaks the rule.
        TooManyAttempts: the current password was guessed at too often.
    """
    user = await me(ctx)
    _check_person(user.email, password)
    if user.password_hash is not None:
        await _confirm(ctx, user, current or "", attempts)
    digest = await passwords.make_hash(password)
    await queries.set_password(ctx, user.id, digest, changed_at=ctx.now())
    await queries.end_sessions(ctx, user.id, kept=kept_session)
    await queries.end_links(ctx, user.id)


async def _confirm(ctx: Context, user: User, current: str, attempts: sign_in.Attempts) -> None:
    """Check that the signed-in person knows their password; failures count as failed sign-ins."""
    try:
        await sign_in.check_password(ctx, email=user.email, password=current, attempts=attempts)
    except WrongCredentials as error:
        raise PasswordWrong(
            "The current password is not right.",
            fix="Enter the password you signed in with.",
            errors=[FieldError("/current_password", "is not your password")],
        ) from error


async def create_my_organization(ctx: Context, *, name: str) -> Organization:
    """Create another organization, owned by the signed-in person."""
    return await create_organization(ctx, name=name, owner_id=_myself(ctx))
