"""The client of the OpenAI wire: chat (whole or streamed), embeddings, models. Providers that speak it derive from it.

It lies beside the providers and not in one of them because providers do not import each other.
"""

from collections.abc import AsyncIterator
from typing import Literal, Self, TypeVar

import httpx2
from pydantic import BaseModel, ValidationError

from directorate.integrations.openai_schemas import (
    ChatChunk,
    ChatCompletion,
    ChatRequest,
    EmbeddingList,
    EmbeddingRequest,
    ModelList,
    StreamOptions,
)
from directorate.kit import http

_DATA = "data:"
_DONE = "[DONE]"

Answer = TypeVar("Answer", bound=BaseModel)


class OpenAIWire:
    """One server, by an HTTP client whose base URL ends before `/chat/completions`; a key is sent as a bearer token."""

    def __init__(self, client: httpx2.AsyncClient, *, api_key: str = "") -> None:
        self._http = client
        self._headers = {"authorization": f"Bearer {api_key}"} if api_key else {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def chat(self, request: ChatRequest, *, deadline_s: float = 120.0) -> ChatCompletion:
        """The whole answer. A repeated call may be billed twice and has no other effect, so it is tried twice.

        Raises: ProviderError, DeadlineExceeded.
        """
        answer = await self._request("POST", "chat/completions", request, attempts=2, deadline_s=deadline_s)
        return _parsed(ChatCompletion, answer.content)

    async def stream_chat(self, request: ChatRequest) -> AsyncIterator[ChatChunk]:
        """The answer as chunks, with the usage in the last. Closing the iterator ends the call at the provider.

        Raises: ProviderError, also when the stream ends before its end mark.
        """
        body = _body(request.model_copy(update={"stream": True, "stream_options": StreamOptions()}))
        try:
            async with self._http.stream("POST", "chat/completions", json=body, headers=self._headers) as response:
                if response.status_code >= 400:
                    await response.aread()
                async for chunk in _chunks(http.checked(response)):
                    yield chunk
        except httpx2.TransportError as error:
            raise http.ProviderError(f"The stream broke off: {type(error).__name__}.") from error

    async def embed(self, request: EmbeddingRequest, *, deadline_s: float = 60.0) -> EmbeddingList:
        """The vectors of some texts, in their order.

        Raises: ProviderError, DeadlineExceeded.
        """
        answer = await self._request("POST", "embeddings", request, attempts=3, deadline_s=deadline_s)
        return _parsed(EmbeddingList, answer.content)

    async def list_models(self, *, deadline_s: float = 10.0) -> ModelList:
        """The models the server offers; also the test of a connection.

        Raises: ProviderError, DeadlineExceeded.
        """
        answer = await self._request("GET", "models", None, attempts=3, deadline_s=deadline_s)
        return _parsed(ModelList, answer.content)

    async def _request(
        self, method: Literal["GET", "POST"], path: str, body: BaseModel | None, *, attempts: int, deadline_s: float
    ) -> httpx2.Response:
        sent = {} if body is None else {"json": _body(body)}
        return await http.request(
            self._http, method, path, attempts=attempts, deadline_s=deadline_s, headers=self._headers, **sent
        )


async def _chunks(response: httpx2.Response) -> AsyncIterator[ChatChunk]:
    async for line in response.aiter_lines():
        if not line.startswith(_DATA):
            continue
        event = line.removeprefix(_DATA).strip()
        if event == _DONE:
            return
        yield _parsed(ChatChunk, event.encode())
    raise http.ProviderError("The stream ended before its end mark.")


def _body(request: BaseModel) -> object:
    return request.model_dump(mode="json", exclude_none=True)


def _parsed(shape: type[Answer], body: bytes) -> Answer:
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise http.ProviderError(f"The answer is not a {shape.__name__} of the OpenAI wire: {place}.") from error
