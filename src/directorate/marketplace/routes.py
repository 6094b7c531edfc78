"""The public catalogue over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends

from directorate.kit.cursor import Limit, Page
from directorate.marketplace import service
from directorate.marketplace.schemas import AgentQuery, AgentView, DepartmentView

router = APIRouter(prefix="/v1", tags=["marketplace"])


@router.get("/departments", operation_id="list_departments")
async def list_departments() -> Page[DepartmentView]:
    """List the departments agents are browsed by."""
    return Page(items=service.departments())


@router.get("/agents", operation_id="list_agents")
async def list_agents(
    query: Annotated[AgentQuery, Depends()], limit: Limit = 50, cursor: str | None = None
) -> Page[AgentView]:
    """Browse the catalogue of agents by text, department or tag."""
    return service.list_agents(query, limit=limit, after=cursor)


@router.get("/agents/{agent_code}", operation_id="get_agent")
async def get_agent(agent_code: str) -> AgentView:
    """Return one agent of the catalogue."""
    return service.agent_view(service.agent_item(agent_code))
