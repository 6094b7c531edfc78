"""Tools of the gateway."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from directorate.kit.context import Context
from directorate.kit.registry import Effect, tool
from directorate.llm import service
from directorate.llm.schemas import RouterStats


@tool(effect=Effect.READ)
async def read_stats(
    ctx: Context,
    *,
    days: Annotated[int, Field(ge=1, le=366, description="How many days back from now to count.")] = 7,
) -> RouterStats:
    """Read model calls, cost, cache hits and savings of the last days, by model too. Money is micro-dollars."""
    return await service.stats(ctx, since=ctx.now() - timedelta(days=days))
