"""`Idempotency-Key` on writes: keeps the answer of a request that claimed a key, and replays it for its repetition.

The key is claimed where the request is admitted (`identity.access`); here its answer is caught on its way out.
"""

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directorate.kit import idempotency
from directorate.kit.db import Database
from directorate.kit.idempotency import Claim, Replayed

LARGEST_BODY = 1_000_000


def install(app: FastAPI) -> None:
    """Answer repeated requests with what the first one was answered."""

    async def replay(_: Request, failure: Exception) -> Response:
        if not isinstance(failure, Replayed):
            raise failure
        row = failure.row
        headers = {"Idempotency-Replayed": "true", "Cache-Control": "no-store"}
        body = idempotency.answer_of(row)
        return Response(body, status_code=row.status or 200, media_type=row.media_type or None, headers=headers)

    app.add_exception_handler(Replayed, replay)


class IdempotencyMiddleware:
    """Catches the answers of requests that claimed a key."""

    def __init__(self, app: ASGIApp, *, database: Database) -> None:
        self.app, self.database = app, database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request and keep its answer when it claimed a key."""
        if scope["type"] != "http" or "idempotency-key" not in Headers(scope=scope):
            await self.app(scope, receive, send)
            return
        state: dict[str, object] = scope.setdefault("state", {})
        kept = _Kept(send)
        await self.app(scope, receive, kept)
        claimed = state.get("idempotency")
        if isinstance(claimed, Claim) and kept.status < 500:
            async with self.database.open(claimed.organization_id) as ctx:
                await idempotency.settle(
                    ctx, claimed, status=kept.status, media_type=kept.media_type, body=bytes(kept.body)
                )


class _Kept:
    """Passes an answer on and keeps a copy."""

    def __init__(self, send: Send) -> None:
        self.send, self.status, self.media_type, self.body = send, 500, "", bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = Headers(raw=message["headers"]).get("content-type", "")
        elif message["type"] == "http.response.body" and len(self.body) < LARGEST_BODY:
            self.body += message.get("body", b"")
        await self.send(message)
