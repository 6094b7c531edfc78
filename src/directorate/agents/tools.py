"""Tools of the agents domain."""

from typing import Annotated

from pydantic import Field

from directorate.agents import service
from directorate.agents.schemas import SuggestedAgent
from directorate.kit.context import Context
from directorate.kit.registry import Effect, tool


@tool(effect=Effect.WRITE)
async def refer(
    ctx: Context,
    *,
    code: Annotated[str, Field(description="Code of the colleague, one of those listed, such as DATA-02.")],
    reason: Annotated[str, Field(description="Why this is the colleague's work, in one sentence.")],
    handoff_context: Annotated[str, Field(description="What the colleague needs to know to start.")] = "",
) -> SuggestedAgent:
    """Hand a request that is outside your work to a related colleague. The person sees a card and decides."""
    return await service.refer(ctx, code=code, reason=reason, handoff_context=handoff_context)
