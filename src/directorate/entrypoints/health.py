"""Health and the facts about this installation: for load balancers, for `doctor`, for the page."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from directorate import __version__
from directorate.integrations import endpoints
from directorate.integrations import service as integrations
from directorate.kit.db import Database
from directorate.kit.errors import Unavailable
from directorate.kit.settings import Settings

router = APIRouter(tags=["system"])
CHECK_WITHIN_S = 3.0
State = Literal["ready", "degraded", "not_ready"]


class Health(BaseModel):
    """Whether the process answers."""

    status: Literal["ok"] = "ok"


class Component(BaseModel):
    """One part the product needs, with the latency of its check in milliseconds."""

    name: str
    status: State
    latency_ms: float
    detail: str = ""


class Readiness(BaseModel):
    """Whether work may be sent here."""

    status: State
    components: list[Component]


class SystemFacts(BaseModel):
    """What the page needs to know before anybody signs in."""

    version: str
    mode: Literal["sandbox", "mixed", "live"]
    demo: bool
    environment: str


@router.get("/health", operation_id="health")
async def health() -> Health:
    """Answer that the process is there."""
    return Health()


@router.get("/v1/health/live", operation_id="health_live")
async def live() -> Health:
    """Answer that the process is there."""
    return Health()


@router.get("/v1/health/ready", operation_id="health_ready", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """Check every component at the same time; 503 when the product cannot work."""
    database: Database = request.app.state.database
    settings: Settings = request.app.state.settings
    checks: dict[str, Callable[[], Awaitable[str]]] = {
        "database": lambda: _database(database),
        "files": lambda: _files(settings),
        "sandbox": lambda: _sandbox(settings),
    }
    components = list(await asyncio.gather(*(_component(name, check) for name, check in checks.items())))
    states = [component.status for component in components]
    overall: State = "not_ready" if "not_ready" in states else "degraded" if "degraded" in states else "ready"
    if overall == "not_ready":
        response.status_code = 503
    return Readiness(status=overall, components=components)


async def _component(name: str, check: Callable[[], Awaitable[str]]) -> Component:
    started = time.monotonic()
    status: State = "ready"
    try:
        async with asyncio.timeout(CHECK_WITHIN_S):
            detail = await check()
    except Exception as failure:
        status = "degraded" if name == "sandbox" else "not_ready"
        detail = getattr(failure, "detail", "") or f"does not answer ({type(failure).__name__})"
    return Component(name=name, status=status, latency_ms=round((time.monotonic() - started) * 1000, 2), detail=detail)


async def _database(database: Database) -> str:
    await database.ping()
    return ""


async def _files(settings: Settings) -> str:
    probe = settings.home / ".probe"
    await asyncio.to_thread(probe.write_bytes, b"")
    await asyncio.to_thread(probe.unlink, missing_ok=True)
    return ""


async def _sandbox(settings: Settings) -> str:
    url = endpoints.sandbox_url(settings)
    if not url:
        raise Unavailable("No sandbox host runs; only live connections work.")
    return ""


@router.get("/v1/system", operation_id="get_system")
async def system(request: Request) -> SystemFacts:
    """Tell version and mode of this installation, before any connections of an organization."""
    settings: Settings = request.app.state.settings
    return SystemFacts(
        version=__version__,
        mode=integrations.operator_mode().mode,
        demo=settings.demo,
        environment=settings.environment,
    )
