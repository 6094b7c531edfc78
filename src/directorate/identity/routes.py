"""Identity over HTTP: signing in, one's own account, organizations, members, API keys, the audit list."""

from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import AwareDatetime

from directorate.identity import access, audit, keys, members, service, sign_in, tokens
from directorate.identity.access import Admin, Anyone, SignedIn, Viewer, check_same_site, problems
from directorate.identity.schemas import (
    AccessTokenView,
    ApiKeyInput,
    ApiKeyView,
    AuditEventView,
    AuditFilter,
    LinkInput,
    LoginInput,
    MeInput,
    MemberView,
    MeView,
    NewApiKeyView,
    NewMemberInput,
    NewMemberView,
    NewOrganizationInput,
    OrganizationInput,
    OrganizationView,
    RegisteredView,
    RegisterInput,
    RoleInput,
    SignedInView,
    UserView,
)
from directorate.kit import cursor as pages
from directorate.kit.context import Context
from directorate.kit.cursor import Limit, Page

router = APIRouter(prefix="/v1", tags=["identity"])
OF_BROWSERS = [Depends(check_same_site)]


def _attempts(request: Request) -> sign_in.Attempts:
    """Return what the throttle needs to know of a request."""
    return sign_in.Attempts(access.visitor_of(request).address, access.settings_of(request).login_attempts)


async def _start_session(ctx: Context, request: Request, response: Response, user_id: UUID) -> None:
    """Start a browser session in place of the one the browser had, and set its two cookies."""
    settings = access.settings_of(request)
    session = await sign_in.start_session(
        ctx,
        user_id,
        access.visitor_of(request),
        life=timedelta(hours=settings.session_hours),
        replaced=request.cookies.get(access.SESSION_COOKIE),
    )
    for name, value in ((access.SESSION_COOKIE, session.token), (access.CSRF_COOKIE, session.csrf)):
        response.set_cookie(
            name,
            value,
            max_age=int(session.life.total_seconds()),
            path="/",
            secure=settings.secure_cookies,
            httponly=name == access.SESSION_COOKIE,
            samesite="lax",
        )


@router.post(
    "/auth/register",
    operation_id="register",
    status_code=status.HTTP_201_CREATED,
    dependencies=OF_BROWSERS,
    responses=problems(403, 409, 422),
)
async def register(ctx: Anyone, body: RegisterInput, request: Request, response: Response) -> RegisteredView:
    """Create a person and an organization they own, and sign the browser in."""
    user, organization = await service.register(ctx, **body.model_dump())
    await _start_session(ctx, request, response, user.id)
    return RegisteredView(
        user=UserView.model_validate(user), organization=OrganizationView.model_validate(organization)
    )


@router.post("/auth/login", operation_id="login", dependencies=OF_BROWSERS, responses=problems(401, 403, 422, 429))
async def login(ctx: Anyone, body: LoginInput, request: Request, response: Response) -> SignedInView:
    """Sign the browser in by e-mail and password."""
    user = await sign_in.check_password(ctx, email=body.email, password=body.password, attempts=_attempts(request))
    await _start_session(ctx, request, response, user.id)
    return SignedInView(user=UserView.model_validate(user))


@router.post("/auth/link", operation_id="use_sign_in_link", dependencies=OF_BROWSERS, responses=problems(403, 410, 422))
async def use_sign_in_link(ctx: Anyone, body: LinkInput, request: Request, response: Response) -> SignedInView:
    """Sign the browser in by a one-time link, which is used up."""
    user = await sign_in.use_link(ctx, body.token)
    await _start_session(ctx, request, response, user.id)
    return SignedInView(user=UserView.model_validate(user))


@router.post("/auth/logout", operation_id="logout", status_code=status.HTTP_204_NO_CONTENT, responses=problems(403))
async def logout(ctx: Anyone, request: Request, response: Response) -> None:
    """Sign the browser out. Does nothing when it is signed out."""
    token = request.cookies.get(access.SESSION_COOKIE)
    session = await sign_in.find_session(ctx, token) if token else None
    if session is not None and token:
        access.check_csrf(request, session.csrf_digest)
        await sign_in.end_session(ctx, token)
    for name in (access.SESSION_COOKIE, access.CSRF_COOKIE):
        response.delete_cookie(name, path="/")


@router.post("/auth/token", operation_id="issue_access_token", responses=problems(401, 422, 429))
async def issue_access_token(
    ctx: Anyone, form: Annotated[OAuth2PasswordRequestForm, Depends()], request: Request
) -> AccessTokenView:
    """Give a program a short-lived bearer token by e-mail (`username`) and password."""
    user = await sign_in.check_password(ctx, email=form.username, password=form.password, attempts=_attempts(request))
    life = timedelta(minutes=access.settings_of(request).token_minutes)
    token = tokens.issue_access_token(user.id, now=ctx.now(), life=life)
    return AccessTokenView(access_token=token, expires_in=int(life.total_seconds()))


async def _me(ctx: Context) -> MeView:
    user = await service.me(ctx)
    return MeView(user=UserView.model_validate(user), memberships=list(await service.my_memberships(ctx)))


@router.get("/me", operation_id="get_me", responses=problems(401, 403))
async def get_me(ctx: SignedIn) -> MeView:
    """Return the signed-in person and their organizations."""
    return await _me(ctx)


@router.patch("/me", operation_id="change_me", responses=problems(401, 403, 422, 429))
async def change_me(ctx: SignedIn, body: MeInput, request: Request) -> MeView:
    """Change one's name or password. A new password signs every other browser and program out."""
    if body.password is not None:
        await service.change_password(
            ctx,
            password=body.password,
            current=body.current_password,
            attempts=_attempts(request),
            kept_session=access.session_of(request),
        )
    if body.name is not None:
        await service.rename_me(ctx, body.name)
    return await _me(ctx)


@router.post(
    "/organizations",
    operation_id="create_organization",
    status_code=status.HTTP_201_CREATED,
    responses=problems(401, 403, 422),
)
async def create_organization(ctx: SignedIn, body: NewOrganizationInput) -> OrganizationView:
    """Create an organization owned by the signed-in person."""
    return OrganizationView.model_validate(await service.create_my_organization(ctx, name=body.name))


@router.get("/organizations/{org_id}", operation_id="get_organization", responses=access.PROBLEMS)
async def get_organization(ctx: Viewer) -> OrganizationView:
    """Return an organization."""
    return OrganizationView.model_validate(await service.get_organization(ctx))


@router.patch("/organizations/{org_id}", operation_id="change_organization", responses=access.PROBLEMS)
async def change_organization(ctx: Admin, body: OrganizationInput) -> OrganizationView:
    """Change an organization's name, time zone, currency or permission mode."""
    return OrganizationView.model_validate(await service.change_organization(ctx, **body.model_dump()))


@router.get("/organizations/{org_id}/members", operation_id="list_members", responses=access.PROBLEMS)
async def list_members(ctx: Viewer, limit: Limit = 50, cursor: str | None = None) -> Page[MemberView]:
    """List the members, newest first."""
    rows = await members.list_members(ctx, limit=limit, cursor=cursor)
    return pages.page(rows, limit, lambda row: (row[0].created_at, row[0].id), lambda row: service.member_view(*row))


@router.post(
    "/organizations/{org_id}/members",
    operation_id="add_member",
    status_code=status.HTTP_201_CREATED,
    responses=access.PROBLEMS,
)
async def add_member(ctx: Admin, body: NewMemberInput, request: Request) -> NewMemberView:
    """Add a person. Somebody new gets an account, and a one-time link that is shown this once."""
    member, token = await members.add_member(ctx, email=body.email, name=body.name, role=body.role)
    base = access.settings_of(request).public_url or str(request.base_url)
    return NewMemberView(member=member, sign_in_link=service.link_address(base, token) if token else None)


@router.patch("/organizations/{org_id}/members/{user_id}", operation_id="change_member_role", responses=access.PROBLEMS)
async def change_member_role(ctx: Admin, user_id: UUID, body: RoleInput) -> MemberView:
    """Give a member another role. Only owners make, change and remove owners, and one always stays."""
    return await members.change_role(ctx, user_id, body.role)


@router.delete(
    "/organizations/{org_id}/members/{user_id}",
    operation_id="remove_member",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=access.PROBLEMS,
)
async def remove_member(ctx: Viewer, user_id: UUID) -> None:
    """Remove a member, at once. Admins remove anybody but owners; everybody may remove themselves."""
    await members.remove_member(ctx, user_id)


@router.get("/organizations/{org_id}/api-keys", operation_id="list_api_keys", responses=access.PROBLEMS)
async def list_api_keys(ctx: Admin, limit: Limit = 50, cursor: str | None = None) -> Page[ApiKeyView]:
    """List the API keys that count, newest first."""
    rows = await keys.list_keys(ctx, limit=limit, cursor=cursor)
    return pages.page(rows, limit, lambda row: (row.created_at, row.id), ApiKeyView.model_validate)


def _areas(request: Request) -> set[str]:
    """Return the names a scope may start with: the first tag of each route."""
    paths = request.app.openapi()["paths"].values()
    return {operation["tags"][0] for path in paths for operation in path.values() if operation.get("tags")}


@router.post(
    "/organizations/{org_id}/api-keys",
    operation_id="create_api_key",
    status_code=status.HTTP_201_CREATED,
    responses=access.PROBLEMS,
)
async def create_api_key(ctx: Admin, body: ApiKeyInput, request: Request) -> NewApiKeyView:
    """Make an API key. The key itself is shown this once."""
    row, key = await keys.create_key(ctx, name=body.name, scopes=body.scopes, areas=_areas(request))
    return NewApiKeyView(id=row.id, name=row.name, scopes=row.scopes, key=key)


@router.delete(
    "/organizations/{org_id}/api-keys/{key_id}",
    operation_id="revoke_api_key",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=access.PROBLEMS,
)
async def revoke_api_key(ctx: Admin, key_id: UUID) -> None:
    """Revoke an API key, at once."""
    await keys.revoke_key(ctx, key_id)


def _audit_filter(
    *,
    actor: Annotated[str | None, Query(description="`kind:id`, such as `user:0198...`, or `system`.")] = None,
    action: Annotated[Literal["insert", "update", "delete"] | None, Query()] = None,
    entity: Annotated[str | None, Query(description="A table's name, such as `memberships`.")] = None,
    entity_id: Annotated[str | None, Query()] = None,
    start: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    end: Annotated[AwareDatetime | None, Query(alias="to")] = None,
) -> AuditFilter:
    return AuditFilter(actor=actor, action=action, entity=entity, entity_id=entity_id, start=start, end=end)


@router.get("/organizations/{org_id}/audit", operation_id="list_audit_events", responses=access.PROBLEMS)
async def list_audit_events(
    ctx: Admin, wanted: Annotated[AuditFilter, Depends(_audit_filter)], limit: Limit = 50, cursor: str | None = None
) -> Page[AuditEventView]:
    """List who changed what, newest first."""
    rows, names = await audit.list_events(ctx, wanted, limit=limit, cursor=cursor)
    return pages.page(rows, limit, lambda row: (row.at, row.id), lambda row: audit.event_view(row, names))
