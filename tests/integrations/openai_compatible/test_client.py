"""Our client of OpenAI-compatible servers against the stand-in, over real HTTP."""

import pytest
from pydantic import SecretStr

from directorate.integrations.openai_schemas import (
    ChatRequest,
    EmbeddingRequest,
    Function,
    Message,
    Tool,
    ToolCallDelta,
)
from directorate.integrations.providers.openai_compatible.client import OpenAICompatible
from directorate.integrations.providers.openai_compatible.schemas import Connection
from directorate.kit import http
from directorate.kit.http import ProviderError
from tests.simulator.serving import Sandboxed

KEY = "sk-canary"


def connected(sandbox: Sandboxed, *, key: str = KEY) -> OpenAICompatible:
    base_url = sandbox.provider("openai_compatible")
    connection = Connection(base_url=base_url, api_key=SecretStr(key), default_model="sandbox-1")
    return OpenAICompatible.connect(connection, allowed=[http.origin_of(base_url)])


def asking(text: str) -> ChatRequest:
    return ChatRequest(model="sandbox-1", messages=[Message(role="user", content=text)])


async def test_chat_answers_with_usage(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        answer = await client.chat(asking("Who are you?"))
    assert answer.usage is not None
    assert answer.usage.completion_tokens > 10
    assert answer.choices[0].finish_reason == "stop"


async def test_the_stream_adds_up_to_the_whole_answer_and_ends_with_usage(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        whole = await client.chat(asking("Who are you?"))
        chunks = [chunk async for chunk in client.stream_chat(asking("Who are you?"))]
    text = "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-1].usage == whole.usage


async def test_a_streamed_tool_call_arrives_in_pieces(sandbox: Sandboxed) -> None:
    tool = Tool(function=Function(name="inbox_create_task", parameters={"type": "object"}))
    request = asking("Create a task to call Bea").model_copy(update={"tools": [tool], "parallel_tool_calls": False})
    async with connected(sandbox) as client:
        chunks = [chunk async for chunk in client.stream_chat(request)]
    pieces: list[ToolCallDelta] = [
        piece for chunk in chunks for choice in chunk.choices for piece in choice.delta.tool_calls or []
    ]
    assert pieces[0].id
    assert pieces[0].function is not None
    assert pieces[0].function.name == "inbox_create_task"
    arguments = "".join(piece.function.arguments or "" for piece in pieces if piece.function)
    assert '"title": "Call Bea"' in arguments


async def test_embeddings_come_in_the_order_of_the_texts(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        both = await client.embed(EmbeddingRequest(model="sandbox-embedding-1", input=["one", "two"]))
        second = await client.embed(EmbeddingRequest(model="sandbox-embedding-1", input=["two"]))
    assert [item.index for item in both.data] == [0, 1]
    assert both.data[1].embedding == second.data[0].embedding


async def test_the_models_are_listed(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        assert "sandbox-1" in {model.id for model in (await client.list_models()).data}


async def test_a_missing_key_is_an_error_that_is_not_repeated(sandbox: Sandboxed) -> None:
    async with connected(sandbox, key="") as client:
        with pytest.raises(ProviderError) as raised:
            await client.list_models()
    assert raised.value.upstream_status == 401
    assert len(sandbox.log()) == 1


async def test_an_unknown_model_is_an_error_that_is_not_repeated(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        with pytest.raises(ProviderError, match="does not exist") as raised:
            await client.chat(asking("Hello").model_copy(update={"model": "gpt-none"}))
    assert raised.value.upstream_status == 404
    assert len(sandbox.log()) == 1


async def test_overload_is_repeated_within_the_attempts(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "openai_compatible", "status": 503, "calls": 2})
    async with connected(sandbox) as client:
        await client.list_models()
    assert [entry["status"] for entry in sandbox.log()] == [503, 503, 200]


async def test_the_key_is_sent_and_shows_in_no_error_and_no_log(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "openai_compatible", "status": 403})
    async with connected(sandbox) as client:
        with pytest.raises(ProviderError) as raised:
            await client.chat(asking("Hello"))
    assert KEY not in f"{raised.value}{raised.value.detail}{raised.value.fix}"
    (entry,) = sandbox.log()
    assert "authorization" in str(entry["headers"])
    assert KEY not in str(entry)


async def test_an_address_on_this_machine_is_refused_unless_it_is_allowed(sandbox: Sandboxed) -> None:
    connection = Connection(base_url=sandbox.provider("openai_compatible"), default_model="sandbox-1")
    async with OpenAICompatible.connect(connection) as client:
        with pytest.raises(http.RefusedAddress):
            await client.list_models()
    assert sandbox.log() == []
