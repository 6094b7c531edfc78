"""The API: composes every domain's routes into one ASGI application, with the page beside it."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import uuid4

import structlog
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directorate import __version__
from directorate.chat import runs
from directorate.entrypoints import discover, health, idempotency, openapi, problems
from directorate.entrypoints.idempotency import IdempotencyMiddleware
from directorate.entrypoints.page import Page
from directorate.kit import log, paths
from directorate.kit.db import Database
from directorate.kit.errors import FieldError, TooLarge
from directorate.kit.settings import Settings
from directorate.llm import gateway

logger = log.get_logger(__name__)
LARGEST_JSON_BYTES = 1_000_000
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """Return the application. The database must be migrated; it is closed at the end unless it was handed in."""
    discover.register()
    opened = database or Database(settings.database_url, pool_size=settings.database_pool_size)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        warming = asyncio.create_task(gateway.warm_up())
        yield
        warming.cancel()
        await runs.drain()
        await gateway.close()
        if database is None:
            await opened.close()

    app = FastAPI(
        title="Directorate",
        version=__version__,
        description="An AI workforce platform that runs an agency.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings, app.state.database = settings, opened
    for module in discover.modules("routes"):
        app.include_router(module.router)
    app.include_router(health.router)
    openapi.install(app)
    problems.install(app)
    idempotency.install(app)
    page = Page(paths.web_dist_dir())
    app.router.routes.append(Route("/{path:path}", page.serve, methods=["GET", "HEAD"], include_in_schema=False))
    app.add_middleware(IdempotencyMiddleware, database=opened)
    app.add_middleware(EdgeMiddleware, upload_limit_bytes=settings.upload_limit_bytes, tls=settings.secure_cookies)
    return app


class EdgeMiddleware:
    """What holds for every request: its id in logs and answer, security headers, the size limit, one log line."""

    def __init__(self, app: ASGIApp, *, upload_limit_bytes: int, tls: bool) -> None:
        self.app = app
        self._upload_limit = upload_limit_bytes + 64 * 1024
        self._headers = SECURITY_HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if tls else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, started, status = uuid4().hex, time.monotonic(), 500
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        scope.setdefault("state", {})["trace_id"] = request_id

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        limit = self._upload_limit if scope["path"].endswith("/files") else LARGEST_JSON_BYTES
        try:
            if int(Headers(scope=scope).get("content-length") or 0) > limit:
                await problems.problem(_too_large(limit), path=scope["path"])(scope, receive, answer)
            else:
                await self.app(scope, _limited(receive, limit), answer)
        finally:
            elapsed_ms = round((time.monotonic() - started) * 1000, 1)
            if scope["path"].startswith("/v1"):
                logger.info("request", method=scope["method"], path=scope["path"], status=status, elapsed_ms=elapsed_ms)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        f"The request is larger than {limit:,} bytes.",
        fix="Send less, or ask the operator to raise DIRECTORATE_UPLOAD_LIMIT_BYTES.",
        errors=[FieldError("/", f"at most {limit} bytes")],
    )


def _limited(receive: Receive, limit: int) -> Receive:
    """Return a receive function that refuses a body over the limit, also one that does not tell its length."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _too_large(limit)
        return message

    return limited
