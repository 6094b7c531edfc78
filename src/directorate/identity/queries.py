"""The SQL of identity.

A person's own memberships and organizations are visible whatever the context is bound to (policy `own`), so queries
over those two tables name the organization.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Select, case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from directorate.identity.models import (
    ApiKey,
    AuditEvent,
    LoginAttempt,
    Membership,
    Organization,
    SignInLink,
    User,
    UserSession,
)
from directorate.identity.schemas import AuditFilter
from directorate.kit import cursor as pages
from directorate.kit.context import Context, Role
from directorate.kit.ids import uuid7


async def add_user(ctx: Context, user: User) -> bool:
    """Insert a person; False when the e-mail has an account."""
    values = {"id": user.id, "email": user.email, "email_key": user.email_key, "name": user.name}
    statement = (
        insert(User)
        .values(**values, password_hash=user.password_hash)
        .on_conflict_do_nothing(index_elements=[User.email_key])
        .returning(User.id)
    )
    return await ctx.session.scalar(statement) is not None


async def user(ctx: Context, user_id: UUID) -> User | None:
    """Return a person by id."""
    return await ctx.session.scalar(select(User).where(User.id == user_id, User.deleted_at.is_(None)))


async def user_by_email(ctx: Context, email_key: str) -> User | None:
    """Return a person by the lower-cased e-mail."""
    return await ctx.session.scalar(select(User).where(User.email_key == email_key, User.deleted_at.is_(None)))


async def set_password(ctx: Context, user_id: UUID, password_hash: str, *, changed_at: datetime | None) -> None:
    """Store a password's digest; `changed_at` is None when only the digest's parameters changed."""
    values: dict[str, object] = {"password_hash": password_hash}
    if changed_at is not None:
        values["password_changed_at"] = changed_at
    await ctx.session.execute(update(User).where(User.id == user_id).values(**values))


async def add_organization(ctx: Context, organization: Organization) -> bool:
    """Insert the organization the context is bound to; False when its slug is taken."""
    statement = (
        insert(Organization)
        .values(
            id=organization.id,
            name=organization.name,
            slug=organization.slug,
            demo=bool(organization.demo),
        )
        .on_conflict_do_nothing(index_elements=[Organization.slug])
        .returning(Organization.id)
    )
    return await ctx.session.scalar(statement) is not None


async def organization(ctx: Context) -> Organization | None:
    """Return the organization the context is bound to."""
    return await ctx.session.scalar(
        select(Organization).where(Organization.id == ctx.organization_id, Organization.deleted_at.is_(None))
    )


async def lock_organization(ctx: Context) -> None:
    """Let one transaction at a time change who may do what here; others may still read and add rows."""
    statement = select(Organization.id).where(Organization.id == ctx.organization_id)
    await ctx.session.execute(statement.with_for_update(key_share=True))


async def member(ctx: Context, user_id: UUID) -> tuple[User, str] | None:
    """Return a person and their role in the context's organization."""
    statement = (
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.organization_id == ctx.organization_id, User.id == user_id)
        .where(User.deleted_at.is_(None), Organization.deleted_at.is_(None))
    )
    return (await ctx.session.execute(statement)).one_or_none()


async def memberships(ctx: Context, user_id: UUID) -> Sequence[tuple[Organization, str]]:
    """Return a person's organizations with their role in each, by name."""
    statement = (
        select(Organization, Membership.role)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == user_id, Organization.deleted_at.is_(None))
        .order_by(func.lower(Organization.name), Organization.id)
    )
    return (await ctx.session.execute(statement)).all()


async def members(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[tuple[Membership, User]]:
    """Return the organization's members, newest first, one more than `limit`."""
    statement = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == ctx.organization_id, User.deleted_at.is_(None))
    )
    paged = pages.newest_first(cast("Select[Any]", statement), Membership.created_at, Membership.id, cursor, limit)
    return cast("Sequence[tuple[Membership, User]]", (await ctx.session.execute(paged)).all())


async def membership(ctx: Context, user_id: UUID) -> Membership | None:
    """Return a person's membership of the context's organization."""
    return await ctx.session.scalar(
        select(Membership).where(Membership.organization_id == ctx.organization_id, Membership.user_id == user_id)
    )


async def add_membership(ctx: Context, user_id: UUID, role: Role) -> bool:
    """Insert a membership; False when there is one."""
    statement = (
        insert(Membership)
        .values(organization_id=ctx.organization_id, id=uuid7(), user_id=user_id, role=role.value)
        .on_conflict_do_nothing(index_elements=[Membership.organization_id, Membership.user_id])
        .returning(Membership.id)
    )
    return await ctx.session.scalar(statement) is not None


async def other_owners(ctx: Context, user_id: UUID) -> int:
    """Count the owners beside a person."""
    statement = (
        select(func.count())
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == ctx.organization_id, Membership.role == Role.OWNER.value)
        .where(Membership.user_id != user_id, User.deleted_at.is_(None))
    )
    return await ctx.session.scalar(statement) or 0


async def live_session(ctx: Context, token_digest: str, *, seen_after: datetime) -> UserSession | None:
    """Return a browser session that neither lay idle too long nor reached its end."""
    return await ctx.session.scalar(
        select(UserSession)
        .join(User, User.id == UserSession.user_id)
        .where(UserSession.token_digest == token_digest, UserSession.expires_at > ctx.now())
        .where(UserSession.last_seen_at > seen_after, User.deleted_at.is_(None))
    )


async def touch_session(ctx: Context, session_id: UUID) -> None:
    """Note that a browser session is in use."""
    await ctx.session.execute(update(UserSession).where(UserSession.id == session_id).values(last_seen_at=ctx.now()))


async def end_session(ctx: Context, token_digest: str) -> None:
    """Delete a browser session."""
    await ctx.session.execute(delete(UserSession).where(UserSession.token_digest == token_digest))


async def end_sessions(ctx: Context, user_id: UUID, *, kept: UUID | None) -> None:
    """Delete a person's browser sessions, but for the one kept."""
    statement = delete(UserSession).where(UserSession.user_id == user_id)
    if kept is not None:
        statement = statement.where(UserSession.id != kept)
    await ctx.session.execute(statement)


async def forget_expired(ctx: Context, user_id: UUID, *, attempts_before: datetime) -> None:
    """Delete a person's expired sessions and links, and attempts whose window is long over."""
    now = ctx.now()
    await ctx.session.execute(delete(UserSession).where(UserSession.user_id == user_id, UserSession.expires_at <= now))
    await ctx.session.execute(delete(SignInLink).where(SignInLink.user_id == user_id, SignInLink.expires_at <= now))
    await ctx.session.execute(delete(LoginAttempt).where(LoginAttempt.window_start < attempts_before))


async def use_link(ctx: Context, token_digest: str) -> UUID | None:
    """Mark a link as used and return whose it is, once; None when it does not count (any more)."""
    statement = (
        update(SignInLink)
        .where(SignInLink.token_digest == token_digest, SignInLink.used_at.is_(None))
        .where(SignInLink.expires_at > ctx.now())
        .values(used_at=ctx.now())
        .returning(SignInLink.user_id)
    )
    return await ctx.session.scalar(statement)


async def end_links(ctx: Context, user_id: UUID) -> None:
    """Delete a person's unused links."""
    await ctx.session.execute(delete(SignInLink).where(SignInLink.user_id == user_id, SignInLink.used_at.is_(None)))


async def take_attempt(ctx: Context, subject_key: str, *, window_after: datetime, allowed: int) -> bool:
    """Count a sign-in that is about to be tried; False when the subject used up its window. One statement."""
    over = LoginAttempt.window_start <= window_after
    statement = (
        insert(LoginAttempt)
        .values(subject_key=subject_key, window_start=ctx.now(), failures=1)
        .on_conflict_do_update(
            index_elements=[LoginAttempt.subject_key],
            set_={
                "failures": case((over, 1), else_=LoginAttempt.failures + 1),
                "window_start": case((over, ctx.now()), else_=LoginAttempt.window_start),
            },
            where=or_(over, LoginAttempt.failures < allowed),
        )
        .returning(LoginAttempt.subject_key)
    )
    return await ctx.session.scalar(statement) is not None


async def attempt_window(ctx: Context, subject_key: str) -> datetime | None:
    """Return when a subject's window of attempts began."""
    return await ctx.session.scalar(select(LoginAttempt.window_start).where(LoginAttempt.subject_key == subject_key))


async def return_attempts(ctx: Context, subject_keys: Sequence[str]) -> None:
    """Take back one counted attempt of each subject: the sign-in succeeded."""
    for subject_key in subject_keys:
        await ctx.session.execute(
            update(LoginAttempt)
            .where(LoginAttempt.subject_key == subject_key)
            .values(failures=func.greatest(LoginAttempt.failures - 1, 0))
        )


async def forget_attempts(ctx: Context, subject_key: str) -> None:
    """Forget a subject's failures."""
    await ctx.session.execute(delete(LoginAttempt).where(LoginAttempt.subject_key == subject_key))


async def api_key_by_digest(ctx: Context, key_digest: str) -> ApiKey | None:
    """Return a key that was not revoked."""
    return await ctx.session.scalar(
        select(ApiKey)
        .join(Organization, Organization.id == ApiKey.organization_id)
        .where(ApiKey.key_digest == key_digest, ApiKey.revoked_at.is_(None), Organization.deleted_at.is_(None))
    )


async def api_keys(ctx: Context, *, limit: int, cursor: str | None) -> Sequence[ApiKey]:
    """Return the organization's keys that were not revoked, newest first, one more than `limit`."""
    statement = select(ApiKey).where(ApiKey.revoked_at.is_(None))
    return (await ctx.session.scalars(pages.newest_first(statement, ApiKey.created_at, ApiKey.id, cursor, limit))).all()


async def note_key_use(ctx: Context, key_id: UUID, *, unless_since: datetime) -> None:
    """Note that a key is in use, at most once a while."""
    await ctx.session.execute(
        update(ApiKey)
        .where(ApiKey.id == key_id, or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at < unless_since))
        .values(last_used_at=ctx.now())
    )


async def revoke_key(ctx: Context, key_id: UUID) -> bool:
    """Revoke a key; False when there is none to revoke."""
    statement = update(ApiKey).where(ApiKey.id == key_id, ApiKey.revoked_at.is_(None))
    return await ctx.session.scalar(statement.values(revoked_at=ctx.now()).returning(ApiKey.id)) is not None


async def revoke_keys_of(ctx: Context, user_id: UUID) -> int:
    """Revoke the organization's keys that a person made and return how many they were."""
    statement = update(ApiKey).where(ApiKey.created_by == user_id, ApiKey.revoked_at.is_(None))
    result = await ctx.session.execute(statement.values(revoked_at=ctx.now()))
    return cast("CursorResult[Any]", result).rowcount


async def audit_events(ctx: Context, wanted: AuditFilter, *, limit: int, cursor: str | None) -> Sequence[AuditEvent]:
    """Return audit events, newest first, one more than `limit`."""
    statement = select(AuditEvent)
    for column, value in (
        (AuditEvent.actor, wanted.actor),
        (AuditEvent.action, wanted.action),
        (AuditEvent.entity, wanted.entity),
        (AuditEvent.entity_id, wanted.entity_id),
    ):
        if value:
            statement = statement.where(column == value)
    if wanted.start is not None:
        statement = statement.where(AuditEvent.at >= wanted.start)
    if wanted.end is not None:
        statement = statement.where(AuditEvent.at < wanted.end)
    return (await ctx.session.scalars(pages.newest_first(statement, AuditEvent.at, AuditEvent.id, cursor, limit))).all()


async def names_of_users(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of persons, deleted ones too."""
    rows = await ctx.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return dict(rows.all())


async def names_of_keys(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of API keys, revoked ones too."""
    rows = await ctx.session.execute(select(ApiKey.id, ApiKey.name).where(ApiKey.id.in_(ids)))
    return dict(rows.all())
