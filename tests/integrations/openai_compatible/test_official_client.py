"""The stand-in for OpenAI-compatible servers, judged by OpenAI's own client: it wants a key."""

import openai
import pytest

from tests.simulator.serving import Sandboxed


def test_a_call_with_a_key_is_answered(sandbox: Sandboxed) -> None:
    client = openai.OpenAI(base_url=sandbox.provider("openai_compatible"), api_key="sk-any", max_retries=0)
    answer = client.chat.completions.create(model="sandbox-1", messages=[{"role": "user", "content": "Hello"}])
    assert answer.choices[0].message.content


def test_a_call_with_a_wrong_key_is_refused(sandbox: Sandboxed) -> None:
    client = openai.OpenAI(base_url=sandbox.provider("openai_compatible"), api_key="invalid-key", max_retries=0)
    with pytest.raises(openai.AuthenticationError) as raised:
        client.models.list()
    assert raised.value.code == "invalid_api_key"


def test_a_call_without_a_key_is_refused(sandbox: Sandboxed) -> None:
    answer = sandbox.http.get("/openai_compatible/v1/models")
    assert answer.status_code == 401
    assert "didn't provide an API key" in answer.json()["error"]["message"]


def test_too_many_requests_are_told_as_such(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "openai_compatible", "status": 429, "retry_after_s": 1})
    client = openai.OpenAI(base_url=sandbox.provider("openai_compatible"), api_key="sk-any", max_retries=0)
    with pytest.raises(openai.RateLimitError):
        client.models.list()
