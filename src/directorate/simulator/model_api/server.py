"""The OpenAI-compatible server: chat completions (streamed or not), embeddings and the list of models."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import orjson
from pydantic import JsonValue, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from directorate.simulator.mind import decide
from directorate.simulator.mind.examples import ExampleShelf
from directorate.simulator.model_api import conversation, embeddings, responses, tokens
from directorate.simulator.model_api.errors import ApiError, error_body, from_validation
from directorate.simulator.model_wire import ChatRequest, EmbeddingRequest
from directorate.simulator.world import World

CHAT_MODEL = "sandbox-1"
EMBEDDING_MODEL = "sandbox-embedding-1"
PACE_HEADER = "x-sandbox-tokens-per-second"

_REFUSED_KEYS = "invalid"
_CREATED = 1_760_000_000
_OWNER = "directorate-sandbox"


def create_server(world: World, *, api_key_required: bool) -> Starlette:
    """The server over a world.

    With `api_key_required` a call needs a bearer key. Any will do, but for one that begins with `invalid`: so the
    answer to a wrong key can be tried too.
    """
    server = _Server(world)
    guard = _bearer if api_key_required else _open
    return Starlette(
        routes=[
            Route("/v1/models", _route(guard, server.models), methods=["GET"]),
            Route("/v1/models/{model}", _route(guard, server.model), methods=["GET"]),
            Route("/v1/chat/completions", _route(guard, server.chat), methods=["POST"]),
            Route("/v1/embeddings", _route(guard, server.embed), methods=["POST"]),
        ],
        exception_handlers={HTTPException: _http_error},
    )


Handler = Callable[[Request], Awaitable[Response]]


def _route(guard: Callable[[Request], None], handler: Handler) -> Handler:
    async def endpoint(request: Request) -> Response:
        try:
            guard(request)
            response = await handler(request)
        except ValidationError as error:
            response = _refusal(from_validation(error))
        except ApiError as error:
            response = _refusal(error)
        response.headers["x-request-id"] = _request_id(request)
        return response

    return endpoint


class _Server:
    def __init__(self, world: World) -> None:
        self._world = world
        self._shelf = ExampleShelf(world.catalog_dir / "agents")

    async def models(self, _: Request) -> Response:
        """`GET /v1/models`."""
        return JSONResponse({"object": "list", "data": [_model(CHAT_MODEL), _model(EMBEDDING_MODEL)]})

    async def model(self, request: Request) -> Response:
        """`GET /v1/models/{model}`."""
        return JSONResponse(_model(_known(request.path_params["model"], CHAT_MODEL, EMBEDDING_MODEL)))

    async def chat(self, request: Request) -> Response:
        """`POST /v1/chat/completions`."""
        asked = ChatRequest.model_validate_json(await request.body())
        _known(asked.model, CHAT_MODEL)
        conversation.check(asked)
        answer = await asyncio.to_thread(self._answer, asked)
        head = responses.Head(f"chatcmpl-{_request_id(request)}", int(time.time()), asked.model)
        if not asked.stream:
            return _json(responses.completion(head, answer))
        include_usage = asked.stream_options is not None and asked.stream_options.include_usage
        events = responses.chunks(head, answer, include_usage=include_usage)
        return StreamingResponse(_paced(list(events), self._pace(request)), media_type="text/event-stream")

    async def embed(self, request: Request) -> Response:
        """`POST /v1/embeddings`."""
        asked = EmbeddingRequest.model_validate_json(await request.body())
        _known(asked.model, EMBEDDING_MODEL, CHAT_MODEL)
        vectors = [embeddings.embed(text, asked.dimensions or embeddings.DIMENSIONS) for text in asked.texts()]
        shown = [embeddings.packed(vector) if asked.encoding_format == "base64" else vector for vector in vectors]
        used = sum(tokens.count(text) for text in asked.texts())
        data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(shown)]
        usage = {"prompt_tokens": used, "total_tokens": used}
        return _json({"object": "list", "data": data, "model": asked.model, "usage": usage})

    def _answer(self, asked: ChatRequest) -> responses.Answer:
        used = tokens.prompt_tokens(asked)
        if used > tokens.CONTEXT_TOKENS:
            message = (
                f"This model's maximum context length is {tokens.CONTEXT_TOKENS} tokens. "
                f"However, your messages resulted in {used} tokens. Please reduce the length of the messages."
            )
            raise ApiError(message, code="context_length_exceeded", param="messages")
        reply = decide.reply(asked, self._shelf)
        return responses.bounded(reply, limit=asked.token_limit, stop=conversation.stops(asked), prompt_tokens=used)

    def _pace(self, request: Request) -> float:
        asked = request.headers.get(PACE_HEADER, "")
        try:
            return max(0.0, float(asked)) if asked else self._world.tokens_per_second
        except ValueError:
            raise ApiError(f"The header {PACE_HEADER} must be a number.", param=PACE_HEADER) from None


async def _paced(events: list[responses.Json], per_second: float) -> AsyncIterator[bytes]:
    """The events as server-sent ones, held to the pace against the start so that small delays do not add up."""
    started = time.monotonic()
    for index, event in enumerate(events):
        if per_second:
            await asyncio.sleep(max(0.0, started + index / per_second - time.monotonic()))
        yield b"data: " + orjson.dumps(event) + b"\n\n"
    yield b"data: [DONE]\n\n"


def _model(name: str) -> dict[str, JsonValue]:
    return {"id": name, "object": "model", "created": _CREATED, "owned_by": _OWNER}


def _known(model: str, *names: str) -> str:
    if model not in names:
        message = f"The model `{model}` does not exist or you do not have access to it."
        raise ApiError(message, status=404, code="model_not_found", param="model")
    return model


def _open(_: Request) -> None:
    """Lets every caller in."""


def _bearer(request: Request) -> None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        message = "You didn't provide an API key. Provide it in the header: Authorization: Bearer YOUR_KEY."
        raise ApiError(message, status=401)
    if key.startswith(_REFUSED_KEYS):
        raise ApiError("Incorrect API key provided.", status=401)


def _json(body: object) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")


def _refusal(error: ApiError) -> Response:
    return JSONResponse(error.body(), status_code=error.status)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse(error_body(status, f"Unknown request URL: {request.method} {request.url.path}."), status)


def _request_id(request: Request) -> str:
    return f"req-{getattr(request.state, 'request_id', 0)}"
