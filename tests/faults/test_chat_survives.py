"""kill -9 of the application or of PostgreSQL in the middle of an answer: nothing accepted is lost, work goes on."""

import os
import signal
import time
from collections.abc import Callable
from uuid import uuid4

import httpx2
import pytest

from tests.process import Product
from tests.product import PASSWORD

pytestmark = pytest.mark.timeout(240)
Start = Callable[[], Product]


@pytest.fixture(autouse=True)
def slow_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sandbox model write slowly enough to be interrupted."""
    monkeypatch.setenv("DIRECTORATE_SANDBOX_TOKENS_PER_SECOND", "12")


def _sign_up(url: str) -> tuple[httpx2.Client, str, dict[str, str]]:
    http = httpx2.Client(base_url=url, timeout=60)
    person = {"email": f"{uuid4().hex}@agency.example", "password": PASSWORD, "name": "Mara"}
    answer = http.post("/v1/auth/register", json={**person, "organization_name": "Crash test"})
    assert answer.status_code == 201, answer.text
    http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
    base = f"/v1/organizations/{answer.json()['organization']['id']}"
    assert http.post(f"{base}/agents/DATA-02/hire").status_code == 201
    return http, base, person


def _sign_in(url: str, person: dict[str, str]) -> httpx2.Client:
    http = httpx2.Client(base_url=url, timeout=60)
    answer = http.post("/v1/auth/login", json={"email": person["email"], "password": person["password"]})
    assert answer.status_code == 200, answer.text
    http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
    return http


def _until(condition: Callable[[], object], within_s: float = 60.0) -> object:
    """Return the condition's value once it is true."""
    deadline = time.monotonic() + within_s
    while not (value := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)
    return value


def _begin_answer(http: httpx2.Client, base: str) -> str:
    """Send a message, read the first text of the answer, and leave; return the conversation's id."""
    session = ""
    with http.stream("POST", f"{base}/agents/DATA-02/execute/stream", json={"message": "What do you do?"}) as answer:
        session = answer.headers["x-session-id"]
        for line in answer.iter_lines():
            if line == "event: delta":
                return session
    raise AssertionError("the answer ended before it began")


def test_a_killed_application_keeps_the_message_and_the_text_so_far(start: Start) -> None:
    product = start()
    http, base, person = _sign_up(product.url)
    session = _begin_answer(http, base)
    time.sleep(0.5)
    product.process.kill()
    product.process.wait()
    again = start()
    http = _sign_in(again.url, person)

    def interrupted() -> dict | None:
        answer = http.get(f"{base}/sessions/{session}").json()["messages"][1]
        return answer if answer["interaction"]["status"] == "interrupted" else None

    answer = _until(interrupted)
    assert answer["text"]
    assert answer["interaction"]["error"]["code"] == "interrupted"
    retried = http.post(f"{base}/agents/DATA-02/execute", json={"message": "What do you do?", "session_id": session})
    assert retried.status_code == 200, retried.text
    assert retried.json()["status"] == "done"
    budgets = http.get(f"{base}/llm/budgets").json()["items"]
    assert all(budget["reserved_micros"] >= 0 for budget in budgets)


def test_a_killed_database_comes_back_and_the_answer_is_kept(start: Start) -> None:
    product = start()
    http, base, _ = _sign_up(product.url)
    session = _begin_answer(http, base)
    os.kill(product.postgres_pid, signal.SIGKILL)

    def ended() -> dict | None:
        answer = http.get(f"{base}/sessions/{session}")
        if answer.status_code != 200:
            assert answer.json()["code"] == "unavailable", answer.text
            return None
        message = answer.json()["messages"][1]
        return message if message["interaction"]["status"] != "running" else None

    answer = _until(ended)
    assert answer["interaction"]["status"] in ("done", "failed"), answer
    assert answer["text"]
    again = http.post(f"{base}/agents/DATA-02/execute", json={"message": "And now?", "session_id": session})
    assert again.status_code == 200, again.text
    assert again.json()["status"] == "done"
