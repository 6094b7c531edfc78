"""OpenAI's own client as an independent judge: the sandbox model speaks its wire format."""

import json
import math
from collections.abc import Iterator
from typing import Any

import openai
import pytest

from tests.simulator.serving import Sandboxed
from tests.simulator.talking import DEMO, system_prompt
from tests.simulator.toolbox import Toolbox, definitions


@pytest.fixture
def client(sandbox: Sandboxed) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=sandbox.provider("sandbox_model"), api_key="unused", max_retries=0) as opened:
        yield opened


async def attached(name: str) -> Toolbox:
    box = Toolbox()
    await box.attach(DEMO / "files" / name)
    box.add_documents(DEMO / "documents")
    return box


def user(text: str) -> list[Any]:
    return [{"role": "user", "content": text}]


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["sandbox-1", "sandbox-embedding-1"]
    assert client.models.retrieve("sandbox-1").id == "sandbox-1"


def test_a_whole_answer_has_text_usage_and_a_reason(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="sandbox-1", messages=user("Who are you?"))
    assert "sandbox model" in (answer.choices[0].message.content or "")
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def test_a_stream_gives_the_same_text_and_usage_as_the_whole_answer(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="sandbox-1", messages=user("Who are you?"))
    chunks = list(
        client.chat.completions.create(
            model="sandbox-1", messages=user("Who are you?"), stream=True, stream_options={"include_usage": True}
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert len({chunk.id for chunk in chunks}) == 1
    assert whole.usage is not None
    assert sum(1 for chunk in chunks if chunk.choices and chunk.choices[0].delta.content) == (
        whole.usage.completion_tokens
    )


def test_a_stream_has_no_usage_unless_it_is_asked_for(client: openai.OpenAI) -> None:
    chunks = list(client.chat.completions.create(model="sandbox-1", messages=user("Hello"), stream=True))
    assert all(chunk.usage is None for chunk in chunks)
    assert all(chunk.choices for chunk in chunks)


async def test_a_worked_example_is_played_through_tools_whole(client: openai.OpenAI) -> None:
    box = await attached("landing-ab.csv")
    messages: list[Any] = [
        {"role": "system", "content": system_prompt("DATA-02", box)},
        *user("Did the new page help?"),
    ]
    for _ in range(6):
        answer = client.chat.completions.create(
            model="sandbox-1",
            messages=messages,
            tools=definitions(),
            parallel_tool_calls=False,  # type: ignore[arg-type]
        )
        message = answer.choices[0].message
        if not message.tool_calls:
            break
        assert answer.choices[0].finish_reason == "tool_calls"
        (call,) = message.tool_calls
        assert call.type == "function"
        result = box.call(call.function.name, json.loads(call.function.arguments))
        messages += [message.model_dump(exclude_none=True)]
        messages += [{"role": "tool", "tool_call_id": call.id, "content": json.dumps(result)}]
    assert [name for name, _ in box.calls] == [
        "knowledge_query_table",
        "knowledge_draw_chart",
        "knowledge_write_document",
    ]
    assert "percentage points" in (message.content or "")


async def test_a_worked_example_is_played_through_tools_streamed(client: openai.OpenAI) -> None:
    box = await attached("sales-quarter.csv")
    messages: list[Any] = [{"role": "system", "content": system_prompt("DATA-02", box)}, *user("Total revenue?")]
    with client.chat.completions.stream(model="sandbox-1", messages=messages, tools=definitions()) as stream:  # type: ignore[arg-type]
        final = stream.get_final_completion()
    (call,) = final.choices[0].message.tool_calls or []
    assert call.function.name == "knowledge_query_table"
    assert json.loads(call.function.arguments)["profile"] is True
    assert final.choices[0].finish_reason == "tool_calls"


def test_a_named_tool_must_be_called(client: openai.OpenAI) -> None:
    schema = {"type": "object", "properties": {"email": {"type": "string", "format": "email"}}, "required": ["email"]}
    tool: Any = {"type": "function", "function": {"name": "final_result", "parameters": schema}}
    answer = client.chat.completions.create(
        model="sandbox-1",
        messages=user("Write to gwen@kestrel.example about the launch"),
        tools=[tool],
        tool_choice={"type": "function", "function": {"name": "final_result"}},
    )
    (call,) = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    assert json.loads(call.function.arguments) == {"email": "gwen@kestrel.example"}


def test_tools_are_left_alone_when_the_choice_is_none(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="sandbox-1",
        messages=user("What is our rate?"),
        tools=definitions(),
        tool_choice="none",  # type: ignore[arg-type]
    )
    assert not answer.choices[0].message.tool_calls


def test_an_answer_follows_a_json_schema(client: openai.OpenAI) -> None:
    schema: dict[str, object] = {
        "type": "object",
        "properties": {"due": {"type": "string", "format": "date"}, "amount": {"type": "integer"}},
        "required": ["due", "amount"],
        "additionalProperties": False,
    }
    answer = client.chat.completions.create(
        model="sandbox-1",
        messages=user("The invoice of 390 dollars is due on 2026-12-01."),
        response_format={"type": "json_schema", "json_schema": {"name": "facts", "schema": schema, "strict": True}},
    )
    assert json.loads(answer.choices[0].message.content or "") == {"due": "2026-12-01", "amount": 390}


def test_a_schema_that_the_prompt_cannot_fill_is_refused(client: openai.OpenAI) -> None:
    schema: dict[str, object] = {
        "type": "object",
        "properties": {"amount": {"type": "integer"}},
        "required": ["amount"],
    }
    answer = client.chat.completions.create(
        model="sandbox-1",
        messages=user("The invoice is due soon."),
        response_format={"type": "json_schema", "json_schema": {"name": "facts", "schema": schema}},
    )
    assert answer.choices[0].message.content is None
    assert "cannot fill this schema" in (answer.choices[0].message.refusal or "")


def test_an_answer_is_a_json_object_when_asked_for(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="sandbox-1",
        messages=user("Who are you? Answer in JSON."),
        response_format={"type": "json_object"},
    )
    assert "sandbox model" in json.loads(answer.choices[0].message.content or "")["answer"]


def test_an_answer_ends_at_the_token_limit_and_at_a_stop(client: openai.OpenAI) -> None:
    short = client.chat.completions.create(model="sandbox-1", messages=user("Who are you?"), max_completion_tokens=5)
    assert short.choices[0].finish_reason == "length"
    assert short.usage is not None
    assert short.usage.completion_tokens == 5
    stopped = client.chat.completions.create(model="sandbox-1", messages=user("Who are you?"), stop=["sandbox"])
    assert "sandbox" not in (stopped.choices[0].message.content or "")
    assert stopped.choices[0].finish_reason == "stop"


def test_embeddings_are_unit_vectors_and_alike_for_alike_texts(client: openai.OpenAI) -> None:
    texts = ["Invoices are payable within 14 days", "Payment of an invoice: 14 days", "The kangaroo jumped the fence"]
    answer = client.embeddings.create(model="sandbox-embedding-1", input=texts)
    vectors = [item.embedding for item in answer.data]
    assert all(len(vector) == 256 for vector in vectors)
    assert all(math.isclose(sum(value * value for value in vector), 1, abs_tol=1e-5) for vector in vectors)
    near, far = dot(vectors[0], vectors[1]), dot(vectors[0], vectors[2])
    assert near > 0.4
    assert far < 0.2


def test_embeddings_are_the_same_as_base64_and_as_numbers(client: openai.OpenAI) -> None:
    packed = client.embeddings.create(model="sandbox-1", input="one text").data[0].embedding
    plain = client.embeddings.create(model="sandbox-1", input="one text", encoding_format="float").data[0].embedding
    assert all(math.isclose(one, two, abs_tol=1e-6) for one, two in zip(packed, plain, strict=True))


def dot(one: list[float], two: list[float]) -> float:
    return sum(left * right for left, right in zip(one, two, strict=True))
