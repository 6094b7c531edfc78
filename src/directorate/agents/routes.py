"""Hired agents and the interaction log over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response, status

from directorate.agents import interactions, service
from directorate.agents.schemas import (
    Feedback,
    HiredAgentView,
    HiredUpdate,
    HireRequest,
    InteractionFilter,
    InteractionView,
)
from directorate.identity.access import Admin, Member, Viewer
from directorate.kit.cursor import Limit, Page

router = APIRouter(prefix="/v1/organizations/{org_id}", tags=["agents"])


@router.get("/agents", operation_id="list_hired_agents")
async def list_hired_agents(ctx: Viewer) -> Page[HiredAgentView]:
    """List the organization's hired agents."""
    return Page(items=await service.list_hired(ctx))


@router.post(
    "/agents/{agent_code}/hire",
    operation_id="hire_agent",
    status_code=status.HTTP_201_CREATED,
    responses={200: {"model": HiredAgentView, "description": "It was hired already"}},
)
async def hire_agent(
    ctx: Admin, agent_code: str, response: Response, body: HireRequest | None = None
) -> HiredAgentView:
    """Hire an agent; 200 when it was hired already."""
    view, created = await service.hire(ctx, agent_code, (body or HireRequest()).settings)
    if not created:
        response.status_code = status.HTTP_200_OK
    return view


@router.get("/agents/{agent_code}", operation_id="get_hired_agent")
async def get_hired_agent(ctx: Viewer, agent_code: str) -> HiredAgentView:
    """Return one hired agent with its statistics."""
    return await service.hired(ctx, agent_code)


@router.patch("/agents/{agent_code}", operation_id="configure_agent")
async def configure_agent(ctx: Admin, agent_code: str, body: HiredUpdate) -> HiredAgentView:
    """Change a hired agent's settings or model."""
    return await service.configure(ctx, agent_code, body)


@router.delete("/agents/{agent_code}", operation_id="let_agent_go", status_code=status.HTTP_204_NO_CONTENT)
async def let_agent_go(ctx: Admin, agent_code: str) -> None:
    """Let a hired agent go; its conversations stay."""
    await service.let_go(ctx, agent_code)


@router.get("/interactions", operation_id="list_interactions")
async def list_interactions(
    ctx: Viewer, wanted: Annotated[InteractionFilter, Depends()], limit: Limit = 50, cursor: str | None = None
) -> Page[InteractionView]:
    """List what agents were asked and answered, newest first."""
    return await interactions.interaction_log(ctx, wanted, limit=limit, after=cursor)


@router.get("/interactions/{interaction_id}", operation_id="get_interaction")
async def get_interaction(ctx: Viewer, interaction_id: UUID) -> InteractionView:
    """Return one interaction."""
    return interactions.interaction_view(await interactions.get_interaction(ctx, interaction_id))


@router.put("/interactions/{interaction_id}/feedback", operation_id="judge_interaction")
async def judge_interaction(ctx: Member, interaction_id: UUID, body: Feedback) -> InteractionView:
    """Say whether an answer was good, and why."""
    return await interactions.judge(ctx, interaction_id, body)
