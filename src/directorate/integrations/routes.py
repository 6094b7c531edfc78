"""HTTP of integrations: parse, authorise, one service call, return."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, status

from directorate.identity.access import Admin, Viewer
from directorate.integrations import service
from directorate.integrations.schemas import ConnectionShown, ConnectionTest, ConnectRequest, ModeShown, ProviderList
from directorate.kit.cursor import Limit, Page

router = APIRouter(prefix="/v1/organizations/{org_id}/integrations", tags=["integrations"])


@router.get("/providers", operation_id="list_providers")
async def list_providers(ctx: Viewer) -> ProviderList:  # noqa: ARG001 the context authorises
    """List the providers that can be connected, each with the schema its form is drawn from."""
    return ProviderList(items=service.providers())


@router.get("/mode", operation_id="get_mode")
async def get_mode(ctx: Viewer) -> ModeShown:
    """Tell whether the organization's work stays in the sandbox, and what of it is live."""
    return await service.mode(ctx)


@router.get("", operation_id="list_integrations")
async def list_integrations(
    ctx: Viewer, limit: Annotated[Limit, Query()] = 50, cursor: str | None = None
) -> Page[ConnectionShown]:
    """List the organization's connections, newest first."""
    return await service.list_connections(ctx, position=cursor, limit=limit)


@router.post("", operation_id="connect_integration", status_code=status.HTTP_201_CREATED)
async def connect_integration(ctx: Admin, body: ConnectRequest) -> ConnectionShown:
    """Connect a provider; its credentials are sealed and never shown again."""
    return await service.connect(
        ctx, provider=body.provider, name=body.name, config=body.config, credentials=body.credentials
    )


@router.delete("/{connection_id}", operation_id="disconnect_integration", status_code=status.HTTP_204_NO_CONTENT)
async def disconnect_integration(ctx: Admin, connection_id: UUID) -> None:
    """Remove a connection and erase its credentials."""
    await service.disconnect(ctx, connection_id)


@router.post("/{connection_id}/test", operation_id="test_integration")
async def test_integration(ctx: Admin, connection_id: UUID) -> ConnectionTest:
    """Call the provider with the stored credentials."""
    return await service.test_connection(ctx, connection_id)
