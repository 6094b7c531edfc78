"""The sandbox host: one ASGI application with every provider's stand-in under `/<provider slug>`.

`GET /_health` names the stand-ins; `GET /_log` and `DELETE /_log` read and empty the request log;
`GET`, `PUT` and `DELETE /_faults` make stand-ins slow or broken. It is for this machine only: it answers
to loopback host names, so a page in a browser cannot reach it through a name that it controls.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue, ValidationError
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directorate.simulator.faults import ConnectionCut, Fault, FaultBoard, FaultRules, FaultySend
from directorate.simulator.world import Outcome, RequestLog, RequestRecord, World, bounded, redacted, utc_now

_BODY_BYTES_KEPT = 65_536
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Sandbox:
    """A provider's stand-in: how to build it over a world, and how its vendor words an error."""

    create: Callable[[World], ASGIApp]
    error_body: Callable[[int, str], dict[str, JsonValue]]


def create_app(
    sandboxes: Mapping[str, Sandbox], world: World, *, allowed_hosts: tuple[str, ...] = LOOPBACK_HOSTS
) -> Starlette:
    """The host over these stand-ins, by provider slug."""
    board = FaultBoard()
    mounts = [
        Mount(f"/{slug}", app=_Observed(slug, sandbox, world, board)) for slug, sandbox in sorted(sandboxes.items())
    ]
    return Starlette(
        routes=[*_control_routes(sorted(sandboxes), world, board), *mounts],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts))],
    )


def _control_routes(slugs: list[str], world: World, board: FaultBoard) -> list[Route]:
    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ready", "sandboxes": slugs})

    async def read_log(request: Request) -> Response:
        return await asyncio.to_thread(_log_page, request, world)

    async def clear_log(_: Request) -> Response:
        await asyncio.to_thread(world.log.clear)
        return Response(status_code=204)

    async def read_faults(_: Request) -> Response:
        return JSONResponse({"faults": board.status()})

    async def put_faults(request: Request) -> Response:
        return _replace_faults(await request.body(), slugs, board)

    async def clear_faults(_: Request) -> Response:
        board.replace([])
        return Response(status_code=204)

    return [
        Route("/_health", health, methods=["GET"]),
        Route("/_log", read_log, methods=["GET"]),
        Route("/_log", clear_log, methods=["DELETE"]),
        Route("/_faults", read_faults, methods=["GET"]),
        Route("/_faults", put_faults, methods=["PUT"]),
        Route("/_faults", clear_faults, methods=["DELETE"]),
    ]


def _log_page(request: Request, world: World) -> Response:
    query = request.query_params
    try:
        since, limit = int(query.get("since", "0")), int(query.get("limit", "1000"))
    except ValueError:
        return JSONResponse({"detail": "since and limit are whole numbers: since is a record's id."}, status_code=422)
    records = world.log.records(provider=query.get("provider"), since=since, limit=max(1, min(limit, 10_000)))
    return JSONResponse({"items": [record.model_dump(mode="json") for record in records]})


def _replace_faults(body: bytes, slugs: list[str], board: FaultBoard) -> Response:
    try:
        rules = FaultRules.model_validate_json(body)
    except ValidationError as error:
        return JSONResponse({"detail": error.errors(include_url=False, include_context=False)}, status_code=422)
    unknown = sorted({fault.provider for fault in rules.faults} - set(slugs))
    if unknown:
        detail = f"No stand-in is called {', '.join(unknown)}. There are: {', '.join(slugs)}."
        return JSONResponse({"detail": detail}, status_code=422)
    board.replace(rules.faults)
    return JSONResponse({"faults": board.status()})


class _Observed:
    """One stand-in with the log and the fault board around it."""

    def __init__(self, slug: str, sandbox: Sandbox, world: World, board: FaultBoard) -> None:
        self._slug, self._world, self._board = slug, world, board
        self._app = sandbox.create(world)
        self._error_body = sandbox.error_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Starlette leaves the whole path in `path` and the mount's part in `root_path`.
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        fault = self._board.take(self._slug, path)
        call = _Call(_Facts(self._slug, path, scope, fault), receive, send, self._world.log)
        scope = {**scope, "state": {**scope.get("state", {}), "request_id": call.id}}
        try:
            await self._answer(scope, call, fault)
        finally:
            call.write()

    async def _answer(self, scope: Scope, call: "_Call", fault: Fault | None) -> None:
        if fault is None:
            await self._app(scope, call.receive, call.send)
            return
        await asyncio.sleep(fault.delay_s)
        app = self._app if fault.status is None else self._failure(fault)
        try:
            await app(scope, call.receive, FaultySend(call.send, fault))
        except ConnectionCut:
            # Returning before the last body chunk makes the server drop the connection.
            call.outcome = "cut"

    def _failure(self, fault: Fault) -> ASGIApp:
        status = fault.status or 500
        headers = {} if fault.retry_after_s is None else {"retry-after": str(fault.retry_after_s)}

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await Request(scope, receive).body()
            body = self._error_body(status, "Injected fault.")
            await JSONResponse(body, status_code=status, headers=headers)(scope, receive, send)

        return answer


@dataclass(frozen=True)
class _Facts:
    provider: str
    path: str
    scope: Scope
    fault: Fault | None


class _Call:
    """One request under way: what was received and what was sent, as far as the log needs it."""

    def __init__(self, facts: "_Facts", receive: Receive, send: Send, log: RequestLog) -> None:
        self.id = log.next_id()
        self.outcome: Outcome = "aborted"
        self._facts = facts
        self._receive, self._send, self._log = receive, send, log
        self._body = bytearray()
        self._body_bytes = 0
        self._status: int | None = None
        self._at, self._started, self._written = utc_now(), time.monotonic(), False

    async def receive(self) -> Message:
        """The caller's next message, with the body counted and its beginning kept."""
        message = await self._receive()
        if message["type"] == "http.request":
            chunk: bytes = message.get("body", b"")
            self._body_bytes += len(chunk)
            if len(self._body) < _BODY_BYTES_KEPT:
                self._body += chunk
        return message

    async def send(self, message: Message) -> None:
        """Pass a message on; the record is written before the last one, so whoever has the answer finds it logged."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.outcome = "complete"
            self.write()
        await self._send(message)

    def write(self) -> None:
        """Write the record, once."""
        if not self._written:
            self._written = True
            self._log.append(self._record())

    def _record(self) -> RequestRecord:
        facts = self._facts
        headers = Headers(scope=facts.scope)
        return RequestRecord(
            id=self.id,
            at=self._at,
            provider=facts.provider,
            method=facts.scope["method"],
            path=facts.path,
            query=facts.scope["query_string"].decode("latin-1"),
            headers=redacted(headers),
            body=bounded(bytes(self._body)),
            body_bytes=self._body_bytes,
            idempotency_key=headers.get("idempotency-key"),
            status=self._status,
            outcome=self.outcome,
            fault=facts.fault.describe() if facts.fault else None,
            duration_ms=round((time.monotonic() - self._started) * 1000),
        )
