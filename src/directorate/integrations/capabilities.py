"""What a domain may ask a provider for, as small Protocols, and the client that fulfils each."""

from collections.abc import AsyncIterator
from typing import Literal, Protocol

import httpx2
from pydantic import BaseModel

from directorate.integrations import pool
from directorate.integrations.endpoints import Endpoint
from directorate.integrations.openai_schemas import ChatChunk, ChatCompletion, ChatRequest, ModelList
from directorate.integrations.openai_wire import OpenAIWire


class ChatModel(Protocol):
    """Answers a conversation, whole or streamed, and lists its models."""

    async def chat(self, request: ChatRequest, *, deadline_s: float = ...) -> ChatCompletion:
        """Return the whole answer."""
        ...

    def stream_chat(self, request: ChatRequest) -> AsyncIterator[ChatChunk]:
        """Return the answer as chunks, the usage in the last."""
        ...

    async def list_models(self, *, deadline_s: float = ...) -> ModelList:
        """Return the models offered."""
        ...


NAMES: dict[type, str] = {ChatModel: "chat"}
"""The name a manifest has for each capability."""


class SingleAttempt(OpenAIWire):
    """The OpenAI wire without retries of its own: the gateway decides what follows a failure, and pays for it."""

    async def _request(
        self, method: Literal["GET", "POST"], path: str, body: BaseModel | None, *, attempts: int, deadline_s: float
    ) -> httpx2.Response:
        tries = 1 if method == "POST" else attempts
        return await super()._request(method, path, body, attempts=tries, deadline_s=deadline_s)


def chat_model(endpoint: Endpoint) -> ChatModel:
    """Return the client of an endpoint over the process's pooled connections; it needs no closing."""
    return SingleAttempt(pool.client(endpoint), api_key=endpoint.api_key)
