"""`Idempotency-Key` on writes (ASGI middleware): a repeated request gets the first answer, not a second effect."""

import hashlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directorate.entrypoints import problems
from directorate.kit import idempotency
from directorate.kit.db import Database
from directorate.kit.errors import AppError, FieldError, Invalid

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LONGEST_KEY = 200
LARGEST_BODY = 1_000_000


class IdempotencyMiddleware:
    """Keeps and replays the answers of writes below an organization's path. Streams and uploads are passed through."""

    def __init__(self, app: ASGIApp, *, database: Database) -> None:
        self.app, self.database = app, database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or replay its first answer."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        key = headers.get("idempotency-key")
        organization_id = idempotency.organization_in(scope["path"]) if key else None
        credential = headers.get("authorization") or headers.get("cookie")
        streamed = scope.get("path", "").endswith("/stream") or "json" not in headers.get("content-type", "json")
        if not key or organization_id is None or not credential or scope["method"] not in UNSAFE or streamed:
            await self.app(scope, receive, send)
            return
        body = await _body(receive)
        owner = {"key": key, "credential_digest": hashlib.sha256(credential.encode()).hexdigest()}
        request_digest = hashlib.sha256(f"{scope['method']} {scope['path']}\n".encode() + body).hexdigest()
        try:
            _check(key)
            async with self.database.open(organization_id) as ctx:
                first = await idempotency.claim(ctx, **owner, request_digest=request_digest)
        except AppError as error:
            await problems.problem(error, path=scope["path"])(scope, receive, send)
            return
        if first is not True:
            await _replay(first, send)
            return
        kept = _Kept(send)
        await self.app(scope, _again(body), kept)
        async with self.database.open(organization_id) as ctx:
            await idempotency.settle(ctx, **owner, status=kept.status, media_type=kept.media_type, body=kept.body)


def _check(key: str) -> None:
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid(
            f"The Idempotency-Key is longer than {LONGEST_KEY} characters or not printable.",
            fix="Use a UUID.",
            errors=[FieldError("/headers/Idempotency-Key", f"at most {LONGEST_KEY} printable characters")],
        )


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body") or message["type"] != "http.request":
            return b"".join(parts)


def _again(body: bytes) -> Receive:
    """Return a receive function that gives the body that was read already."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


class _Kept:
    """Passes an answer on and keeps a copy."""

    def __init__(self, send: Send) -> None:
        self.send, self.status, self.media_type, self.body = send, 500, "", b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = Headers(raw=message["headers"]).get("content-type", "")
        elif message["type"] == "http.response.body" and len(self.body) < LARGEST_BODY:
            self.body += message.get("body", b"")
        await self.send(message)


async def _replay(first: idempotency.IdempotencyKey, send: Send) -> None:
    headers = [(b"idempotency-replayed", b"true"), (b"content-type", (first.media_type or "").encode())]
    await send({"type": "http.response.start", "status": first.status, "headers": headers})
    await send({"type": "http.response.body", "body": first.body or b""})
