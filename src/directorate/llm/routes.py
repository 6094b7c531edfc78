"""HTTP of the gateway: parse, authorise, one service call, return."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from directorate.identity.access import PROBLEMS, Admin, Member, Viewer, ViewerByQuery
from directorate.llm import service
from directorate.llm.schemas import (
    BudgetList,
    BudgetRequest,
    BudgetShown,
    CompletionRequest,
    CompletionShown,
    ExplainRequest,
    Explanation,
    ModelListShown,
    RouterStats,
)

router = APIRouter(tags=["llm"])
ORGANIZATION = "/v1/organizations/{org_id}/llm"


@router.get(f"{ORGANIZATION}/budgets", operation_id="list_budgets", responses=PROBLEMS)
async def list_budgets(ctx: Viewer) -> BudgetList:
    """List the organization's and its agents' budgets with what is spent and held now."""
    return BudgetList(items=await service.list_budgets(ctx))


@router.put(f"{ORGANIZATION}/budgets", operation_id="set_budget", responses=PROBLEMS)
async def set_budget(ctx: Admin, body: BudgetRequest) -> BudgetShown:
    """Set the limit of a budget; null lifts it."""
    return await service.set_budget(
        ctx, scope=body.scope, agent_code=body.agent_code, period=body.period, limit_micros=body.limit_micros
    )


@router.get("/v1/llm/router/stats", operation_id="router_stats", responses=PROBLEMS)
async def router_stats(
    ctx: ViewerByQuery,
    since: Annotated[datetime | None, Query(alias="from")] = None,
    until: Annotated[datetime | None, Query(alias="to")] = None,
) -> RouterStats:
    """Count calls, cache hits, cost and savings, in total and by model."""
    return await service.stats(ctx, since=since, until=until)


@router.post(f"{ORGANIZATION}/explain", operation_id="explain_routing", responses=PROBLEMS)
async def explain_routing(ctx: Viewer, body: ExplainRequest) -> Explanation:
    """Tell which model would answer a message and why; nothing is called."""
    return await service.explain(ctx, body)


@router.get(f"{ORGANIZATION}/models", operation_id="list_models", responses=PROBLEMS)
async def list_models(ctx: Viewer) -> ModelListShown:
    """List the models the organization can use, with prices where they are known."""
    return ModelListShown(items=await service.list_models(ctx))


@router.post(f"{ORGANIZATION}/completions", operation_id="complete", responses=PROBLEMS)
async def complete(ctx: Member, body: CompletionRequest) -> CompletionShown:
    """Answer a conversation with text, within the budget."""
    return await service.complete(ctx, body)
