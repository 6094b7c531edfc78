"""Members: add them, change their role, remove them. An organization always keeps an owner."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from directorate.identity import queries, service, sign_in
from directorate.identity.errors import (
    AlreadyMember,
    LastOwner,
    MemberNotFound,
    OrganizationNotFound,
    PersonNeeded,
    RoleTooLow,
)
from directorate.identity.models import Membership, User
from directorate.identity.schemas import MemberView
from directorate.kit.context import ActorKind, Context, Role
from directorate.kit.errors import FieldError

INVITATION_LIFE = timedelta(days=7)


async def list_members(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[tuple[Membership, User]]:
    """Return the organization's members, newest first, one more than `limit`."""
    return await queries.members(ctx, limit=limit, cursor=cursor)


async def place_of(ctx: Context, user_id: UUID) -> tuple[User, Role]:
    """Return a person and their role in the organization.

    Raises:
        OrganizationNotFound: they are not a member; to them it does not exist.
    """
    found = await queries.member(ctx, user_id)
    if found is None:
        raise OrganizationNotFound(
            "There is no such organization, or it is not one of yours.", fix="Choose one of your organizations."
        )
    return found[0], Role(found[1])


async def add_member(ctx: Context, *, email: str, name: str, role: Role) -> tuple[MemberView, str | None]:
    """Add a person by e-mail and return the member and, for a new person, the token of a one-time sign-in link.

    Raises:
        PersonNeeded: an API key asks.
        RoleTooLow: only owners make owners.
        AlreadyMember: the person is a member.
    """
    _check_may_give(ctx, role)
    user = await queries.user_by_email(ctx, sign_in.email_key(email))
    is_new = user is None
    if user is None:
        user = await service.create_user(ctx, email=email, name=name)
    if not await queries.add_membership(ctx, user.id, role):
        raise AlreadyMember(
            f"{user.name} is a member of this organization.",
            fix="Change their role in the list of members instead.",
            errors=[FieldError("/email", "is a member already")],
        )
    token = await sign_in.issue_link(ctx, user.id, INVITATION_LIFE) if is_new else None
    return await _member(ctx, user.id), token


async def change_role(ctx: Context, user_id: UUID, role: Role) -> MemberView:
    """Give a member another role.

    Raises:
        MemberNotFound: nobody of that id is a member.
        PersonNeeded: an API key asks.
        RoleTooLow: only owners make owners, and only owners change them.
        LastOwner: nobody else owns the organization.
    """
    _check_may_give(ctx, role)
    await queries.lock_organization(ctx)
    row = await _membership(ctx, user_id)
    if Role(row.role) is Role.OWNER and role is not Role.OWNER:
        await _check_may_unseat_owner(ctx, user_id)
    row.role = role.value
    await ctx.session.flush()
    return await _member(ctx, user_id)


async def remove_member(ctx: Context, user_id: UUID) -> None:
    """Remove a member, at once, and revoke the API keys they made here. Everyone may remove themselves.

    Raises:
        MemberNotFound: nobody of that id is a member.
        RoleTooLow: only admins remove others, and only owners remove owners.
        LastOwner: nobody else owns the organization.
    """
    if user_id != ctx.actor.user_id and not _actor_role(ctx).allows(Role.ADMIN):
        raise RoleTooLow("Only an admin may remove another member.", fix="Ask an admin or an owner.")
    await queries.lock_organization(ctx)
    row = await _membership(ctx, user_id)
    if Role(row.role) is Role.OWNER:
        await _check_may_unseat_owner(ctx, user_id)
    await ctx.session.delete(row)
    await queries.revoke_keys_of(ctx, user_id)
    await ctx.session.flush()


def _actor_role(ctx: Context) -> Role:
    """Return the actor's role; the product itself may do all an owner may."""
    return Role.OWNER if ctx.actor.kind is ActorKind.SYSTEM else ctx.actor.role or Role.VIEWER


def _check_may_give(ctx: Context, role: Role) -> None:
    """Refuse programs, and a role above the actor's own."""
    if ctx.actor.kind not in {ActorKind.USER, ActorKind.SYSTEM}:
        raise PersonNeeded("A program cannot give roles.", fix="Sign in and change members in Settings.")
    if not _actor_role(ctx).allows(role):
        raise RoleTooLow(f"Only an owner may make somebody {role.value}.", fix="Ask an owner of the organization.")


async def _check_may_unseat_owner(ctx: Context, user_id: UUID) -> None:
    """Refuse all but owners, and the last owner's end. The organization is locked."""
    if _actor_role(ctx) is not Role.OWNER:
        raise RoleTooLow("Only an owner may change or remove an owner.", fix="Ask an owner of the organization.")
    if not await queries.other_owners(ctx, user_id):
        raise LastOwner("This is the organization's only owner.", fix="Make somebody else an owner first.")


async def _membership(ctx: Context, user_id: UUID) -> Membership:
    row = await queries.membership(ctx, user_id)
    if row is None:
        raise MemberNotFound("This person is not a member of the organization.", fix="Reload the list of members.")
    return row


async def _member(ctx: Context, user_id: UUID) -> MemberView:
    row, found = await _membership(ctx, user_id), await queries.member(ctx, user_id)
    if found is None:
        raise MemberNotFound("This person is not a member of the organization.", fix="Reload the list of members.")
    return service.member_view(row, found[0])
