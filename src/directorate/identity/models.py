"""Tables of identity. Persons and their sign-ins are global; everything else belongs to an organization."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped
from directorate.kit.ids import uuid7


class PermissionMode(StrEnum):
    """How much agents may do without asking a person first."""

    AUTOPILOT = "autopilot"
    COPILOT = "co-pilot"
    MANUAL = "manual"


class Organization(Base):
    """The tenant. Visible to its members and to contexts bound to it (policies in the migration)."""

    __tablename__ = "organizations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    time_zone: Mapped[str] = mapped_column(default="UTC", server_default="UTC")
    currency: Mapped[str] = mapped_column(default="USD", server_default="USD")
    permission_mode: Mapped[str] = mapped_column(
        default=PermissionMode.COPILOT.value, server_default=PermissionMode.COPILOT.value
    )
    demo: Mapped[bool] = mapped_column(default=False, server_default="false")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("permission_mode IN ('autopilot', 'co-pilot', 'manual')", name="permission_mode"),
    )


class User(Base):
    """A person; belongs to organizations through memberships."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[datetime | None]


class Membership(OrgScoped, Base):
    """A user's role in an organization. `id` is the membership's own; a user has one an organization."""

    __tablename__ = "memberships"
    __audited__ = True

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[str]

    __table_args__ = (
        CheckConstraint("role IN ('owner', 'admin', 'member', 'viewer')", name="role"),
        Index("uq_memberships_organization_id_user_id", "organization_id", "user_id", unique=True),
        Index("ix_memberships_user_id", "user_id"),
    )


class UserSession(Base):
    """A browser's sign-in. Only the digest of its cookie is stored."""

    __tablename__ = "user_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    csrf_digest: Mapped[str]
    user_agent: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]


class SignInLink(Base):
    """A one-time sign-in link. Only the digest of its token is stored."""

    __tablename__ = "sign_in_links"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LoginAttempt(Base):
    """Failed sign-ins of one subject (an account, an address, or the pair) within a window."""

    __tablename__ = "login_attempts"

    subject_key: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")


class ApiKey(OrgScoped, Base):
    """A program's key, with scopes. The key is shown once; its digest is stored."""

    __tablename__ = "api_keys"
    __audited__ = True
    __audit_excludes__: ClassVar[tuple[str, ...]] = ("key_digest", "last_used_at")

    name: Mapped[str]
    key_digest: Mapped[str]
    scopes: Mapped[list[str]]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_api_keys_organization_id_key_digest", "organization_id", "key_digest", unique=True),)


class AuditEvent(OrgScoped, Base):
    """Who changed what, before and after; written by the trigger `audit_change`, never by hand."""

    __tablename__ = "audit_events"

    actor: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[str | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    trace_id: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))

    __table_args__ = (Index("ix_audit_events_at", "organization_id", "at", "id"),)
