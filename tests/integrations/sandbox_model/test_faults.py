"""The sandbox model under injected faults, through our own client: errors keep their kind, streams their end."""

import time

import pytest

from directorate.integrations.openai_schemas import ChatRequest, Message
from directorate.integrations.providers.sandbox_model.client import SandboxModel
from directorate.integrations.providers.sandbox_model.schemas import Connection
from directorate.kit.errors import DeadlineExceeded
from directorate.kit.http import ProviderError
from tests.simulator.serving import Sandboxed

ASK = ChatRequest(model="sandbox-1", messages=[Message(role="user", content="Who are you?")])


def connected(sandbox: Sandboxed) -> SandboxModel:
    return SandboxModel.connect(Connection(base_url=sandbox.provider("sandbox_model")))


async def test_a_whole_answer_comes_through_the_client(sandbox: Sandboxed) -> None:
    async with connected(sandbox) as client:
        answer = await client.chat(ASK)
    assert "sandbox model" in (answer.choices[0].message.content or "")


async def test_a_failure_that_passes_is_repeated(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "status": 503, "calls": 1})
    async with connected(sandbox) as client:
        await client.chat(ASK)
    assert [entry["status"] for entry in sandbox.log()] == [503, 200]


async def test_a_failure_that_stays_is_told_with_its_status(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "status": 500})
    async with connected(sandbox) as client:
        with pytest.raises(ProviderError) as raised:
            await client.chat(ASK)
    assert raised.value.upstream_status == 500
    assert len(sandbox.log()) == 2


async def test_the_deadline_holds_against_a_silent_server(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "delay_s": 5})
    started = time.monotonic()
    async with connected(sandbox) as client:
        with pytest.raises(DeadlineExceeded):
            await client.chat(ASK, deadline_s=0.3)
    assert time.monotonic() - started < 2


async def test_the_deadline_holds_against_a_slow_loris(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "drip_s": 0.05})
    async with connected(sandbox) as client:
        with pytest.raises(DeadlineExceeded):
            await client.chat(ASK, deadline_s=0.3)


async def test_a_stream_that_is_cut_is_an_error_after_what_came(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "cut_after_chunks": 6})
    pieces = list[str]()

    async def read(client: SandboxModel) -> None:
        async for chunk in client.stream_chat(ASK):
            pieces.extend(choice.delta.content or "" for choice in chunk.choices)

    async with connected(sandbox) as client:
        with pytest.raises(ProviderError, match="The stream"):
            await read(client)
    assert "".join(pieces)


async def test_a_stream_that_fails_at_once_is_an_error_with_its_status(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "status": 429, "retry_after_s": 3})
    async with connected(sandbox) as client:
        with pytest.raises(ProviderError) as raised:
            await anext(client.stream_chat(ASK))
    assert raised.value.upstream_status == 429
    assert raised.value.retry_after_s == 3


async def test_leaving_a_stream_ends_the_call_at_the_server(sandbox: Sandboxed) -> None:
    headers = {"x-sandbox-tokens-per-second": "20"}
    body = {"model": "sandbox-1", "messages": [{"role": "user", "content": "Who are you?"}], "stream": True}
    with sandbox.http.stream("POST", "/sandbox_model/v1/chat/completions", json=body, headers=headers) as answer:
        next(answer.iter_raw())
    deadline = time.monotonic() + 5
    while not sandbox.log() and time.monotonic() < deadline:
        sandbox.http.get("/_health")
    assert [entry["outcome"] for entry in sandbox.log()] == ["aborted"]


def test_the_pace_of_a_stream_is_kept(sandbox: Sandboxed) -> None:
    body = {"model": "sandbox-1", "messages": [{"role": "user", "content": "thanks"}], "stream": True}
    started = time.monotonic()
    answer = sandbox.http.post(
        "/sandbox_model/v1/chat/completions", json=body, headers={"x-sandbox-tokens-per-second": "50"}
    )
    chunks = answer.text.count("data: {")
    assert time.monotonic() - started >= (chunks - 1) / 50 * 0.9
