"""Analytics over HTTP."""

from fastapi import APIRouter

from directorate.analytics import service
from directorate.analytics.schemas import DashboardStats
from directorate.identity.access import Viewer

router = APIRouter(prefix="/v1/organizations/{org_id}", tags=["analytics"])


@router.get("/dashboard-stats", operation_id="get_dashboard_stats")
async def get_dashboard_stats(ctx: Viewer) -> DashboardStats:
    """Return what was done, what it cost, what happened and what was learned."""
    return await service.dashboard(ctx)
