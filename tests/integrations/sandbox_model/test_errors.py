"""The sandbox model refuses in OpenAI's words, with the parameter that is wrong."""

from dataclasses import dataclass
from typing import Any

import pytest

from directorate.simulator.model_api import tokens
from tests.simulator.serving import Sandboxed

HELLO = [{"role": "user", "content": "Hello"}]
CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
CALLED = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "{}"}


@dataclass(frozen=True)
class Case:
    name: str
    body: Any
    status: int
    param: str | None
    code: str | None
    says: str


CASES = [
    Case("no messages", {"model": "sandbox-1"}, 400, "messages", "missing_required_parameter", "Missing required"),
    Case("empty messages", {"model": "sandbox-1", "messages": []}, 400, "messages", "invalid_value", "at least 1"),
    Case("unknown model", {"model": "gpt", "messages": HELLO}, 404, "model", "model_not_found", "`gpt` does not exist"),
    Case(
        "unknown role",
        {"model": "sandbox-1", "messages": [{"role": "robot", "content": "x"}]},
        400,
        "messages.0.role",
        "invalid_value",
        "Invalid value",
    ),
    Case(
        "unanswered call",
        {"model": "sandbox-1", "messages": [*HELLO, CALLED, *HELLO]},
        400,
        "messages.[1].role",
        None,
        "did not have response messages: c1",
    ),
    Case(
        "answer to no call",
        {"model": "sandbox-1", "messages": [*HELLO, RESULT]},
        400,
        "messages.[1].role",
        None,
        "must be a response to a preceding message",
    ),
    Case(
        "call answered twice",
        {"model": "sandbox-1", "messages": [*HELLO, CALLED, RESULT, RESULT]},
        400,
        "messages.[3].role",
        None,
        "must be a response to a preceding message",
    ),
    Case("two answers", {"model": "sandbox-1", "messages": HELLO, "n": 2}, 400, "n", "invalid_value", "less than"),
    Case(
        "JSON not named",
        {"model": "sandbox-1", "messages": HELLO, "response_format": {"type": "json_object"}},
        400,
        "messages",
        None,
        "must contain the word 'json'",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_request_is_refused_with_its_parameter(case: Case, sandbox: Sandboxed) -> None:
    answer = sandbox.http.post("/sandbox_model/v1/chat/completions", json=case.body)
    error = answer.json()["error"]
    assert answer.status_code == case.status
    assert error["param"] == case.param
    assert error["code"] == case.code
    assert error["type"] == "invalid_request_error"
    assert case.says in error["message"]


def test_a_body_that_is_no_json_is_refused(sandbox: Sandboxed) -> None:
    answer = sandbox.http.post("/sandbox_model/v1/chat/completions", content=b'{"model": ')
    assert answer.status_code == 400
    assert "could not parse the JSON body" in answer.json()["error"]["message"]


def test_a_prompt_longer_than_the_context_is_refused(sandbox: Sandboxed) -> None:
    messages = [{"role": "user", "content": "word " * (tokens.CONTEXT_TOKENS + 10)}]
    answer = sandbox.http.post("/sandbox_model/v1/chat/completions", json={"model": "sandbox-1", "messages": messages})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "context_length_exceeded"


def test_a_wrong_method_is_refused_in_the_same_words(sandbox: Sandboxed) -> None:
    answer = sandbox.http.get("/sandbox_model/v1/chat/completions")
    assert answer.status_code == 405
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_embeddings_of_nothing_are_refused(sandbox: Sandboxed) -> None:
    answer = sandbox.http.post("/sandbox_model/v1/embeddings", json={"model": "sandbox-embedding-1", "input": []})
    assert answer.status_code == 400


def test_tokens_joined_are_the_text_again() -> None:
    text = "A$4,290 “due” — naïve_name\n\n  x²  日本語 end"
    assert "".join(tokens.pieces(text)) == text
    assert tokens.count(text) == len(tokens.pieces(text))
