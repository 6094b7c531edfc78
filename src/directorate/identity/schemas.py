"""What identity takes and gives over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from directorate.identity.models import PermissionMode
from directorate.kit.context import Role

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]
Password = Annotated[str, StringConstraints(max_length=1024)]


class Row(BaseModel):
    """A view that is read from a row's columns."""

    model_config = ConfigDict(from_attributes=True)


class Input(BaseModel):
    """A body; fields nobody asked for are an error."""

    model_config = ConfigDict(extra="forbid")


class UserView(Row):
    """A person."""

    id: UUID
    email: str
    name: str


class OrganizationView(Row):
    """An organization, with what its pages need to show times and amounts."""

    id: UUID
    name: str
    slug: str
    time_zone: str
    currency: str
    permission_mode: PermissionMode


class RegisterInput(Input):
    """A new person with an organization of their own."""

    email: Email
    password: Password
    name: Name
    organization_name: Name


class RegisteredView(BaseModel):
    """The person and the organization that were created."""

    user: UserView
    organization: OrganizationView


class LoginInput(Input):
    """E-mail and password."""

    email: Email
    password: Password


class LinkInput(Input):
    """The token of a one-time sign-in link."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SignedInView(BaseModel):
    """The person who is signed in now."""

    user: UserView


class AccessTokenView(BaseModel):
    """A bearer token for programs that act for a person."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 the type's name, not a secret
    expires_in: Annotated[int, Field(description="Seconds.")]


class MembershipView(BaseModel):
    """An organization of the signed-in person, and the role there."""

    organization: OrganizationView
    role: Role


class MeView(BaseModel):
    """The signed-in person and their organizations."""

    user: UserView
    memberships: list[MembershipView]


class MeInput(Input):
    """Changes of one's own account. A password is changed by naming the current one, where there is one."""

    name: Name | None = None
    password: Password | None = None
    current_password: Password | None = None


class NewOrganizationInput(Input):
    """An organization to create."""

    name: Name


class OrganizationInput(Input):
    """Changes of an organization."""

    name: Name | None = None
    time_zone: Annotated[str | None, Field(description="IANA name, such as Europe/Lisbon.")] = None
    currency: Annotated[str | None, Field(description="ISO 4217 code, such as EUR.")] = None
    permission_mode: PermissionMode | None = None


class MemberView(BaseModel):
    """A person's place in an organization."""

    user: UserView
    role: Role
    created_at: datetime


class NewMemberInput(Input):
    """A person to add. The name counts only when the person is new."""

    email: Email
    name: Name
    role: Role = Role.MEMBER


class NewMemberView(BaseModel):
    """The member added and, when the person is new, the one-time link to hand to them."""

    member: MemberView
    sign_in_link: Annotated[str | None, Field(description="Shown once; null for a person who has an account.")]


class RoleInput(Input):
    """A member's new role."""

    role: Role


class ApiKeyView(Row):
    """An API key, without the key itself."""

    id: UUID
    name: str
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None


class ApiKeyInput(Input):
    """An API key to make."""

    name: Name
    scopes: Annotated[
        list[str], Field(min_length=1, max_length=50, description="`<area>:read`, `:write` or `:admin`, or `*`.")
    ]


class NewApiKeyView(BaseModel):
    """An API key; the key itself is shown this once."""

    id: UUID
    name: str
    scopes: list[str]
    key: str


class AuditFilter(BaseModel):
    """Which audit events to list; what is None does not count."""

    actor: str | None = None
    action: str | None = None
    entity: str | None = None
    entity_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None


class AuditActorView(BaseModel):
    """Who made a change."""

    kind: str
    id: str | None
    label: str


class AuditEventView(BaseModel):
    """One change: who, what, before and after."""

    id: UUID
    at: datetime
    actor: AuditActorView
    action: str
    entity: str
    entity_id: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
