"""The host: the log is the referee of outside effects, the fault board makes stand-ins misbehave."""

import time
from pathlib import Path

import httpx2
import pytest

from directorate.simulator.world import RequestLog, RequestRecord, utc_now
from tests.simulator.serving import Sandboxed

ASK = {"model": "sandbox-1", "messages": [{"role": "user", "content": "Hello"}]}
CHAT = "/sandbox_model/v1/chat/completions"


def record(number: int) -> RequestRecord:
    return RequestRecord(
        id=number,
        at=utc_now(),
        provider="p",
        method="GET",
        path="/",
        query="",
        headers={},
        body="",
        body_bytes=0,
        idempotency_key=None,
        status=200,
        outcome="complete",
        fault=None,
        duration_ms=0,
    )


def test_health_names_every_stand_in(sandbox: Sandboxed) -> None:
    assert sandbox.http.get("/_health").json() == {
        "status": "ready",
        "sandboxes": ["openai_compatible", "sandbox_model"],
    }


def test_a_request_is_logged_before_its_answer_ends(sandbox: Sandboxed) -> None:
    sandbox.http.post(CHAT, json=ASK, headers={"Idempotency-Key": "once"})
    (entry,) = sandbox.log()
    assert entry["provider"] == "sandbox_model"
    assert entry["method"] == "POST"
    assert entry["path"] == "/v1/chat/completions"
    assert entry["status"] == 200
    assert entry["outcome"] == "complete"
    assert entry["idempotency_key"] == "once"
    assert "Hello" in str(entry["body"])


def test_secrets_are_not_logged(sandbox: Sandboxed) -> None:
    headers = {"Authorization": "Bearer canary-1", "X-Api-Key": "canary-2", "Cookie": "session=canary-3"}
    sandbox.http.post(CHAT, json=ASK, headers=headers)
    assert "canary" not in str(sandbox.log())
    assert "canary" not in (sandbox.world.log._path).read_text(encoding="utf-8")


def test_the_log_is_filtered_by_provider_and_by_id(sandbox: Sandboxed) -> None:
    sandbox.http.get("/sandbox_model/v1/models")
    sandbox.http.get("/openai_compatible/v1/models", headers={"Authorization": "Bearer k"})
    first, second = sandbox.log()
    assert sandbox.log(provider="openai_compatible") == [second]
    assert sandbox.log(since=int(str(first["id"]))) == [second]


def test_the_log_refuses_a_place_that_is_no_number(sandbox: Sandboxed) -> None:
    assert sandbox.http.get("/_log", params={"since": "yesterday"}).status_code == 422


def test_a_name_that_is_not_of_this_machine_is_refused(sandbox: Sandboxed) -> None:
    assert sandbox.http.get("/_log", headers={"Host": "rebound.example"}).status_code == 400


def test_an_injected_status_is_answered_as_often_as_asked(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "status": 429, "retry_after_s": 7, "calls": 2})
    answers = [sandbox.http.post(CHAT, json=ASK) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "7"
    assert answers[0].json()["error"]["code"] == "rate_limit_exceeded"
    assert [entry["fault"] for entry in sandbox.log()] == ["status=429, retry_after_s=7"] * 2 + [None]


def test_every_nth_call_fails(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "status": 500, "every": 3})
    assert [sandbox.http.post(CHAT, json=ASK).status_code for _ in range(6)] == [200, 200, 500, 200, 200, 500]


def test_a_fault_keeps_to_its_provider_and_path(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "path": "/v1/chat", "status": 503})
    assert sandbox.http.get("/sandbox_model/v1/models").status_code == 200
    assert sandbox.http.post(CHAT, json=ASK).status_code == 503


def test_a_delay_holds_the_answer_back(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "delay_s": 0.3})
    started = time.monotonic()
    assert sandbox.http.post(CHAT, json=ASK).status_code == 200
    assert time.monotonic() - started >= 0.3


def test_a_cut_stream_ends_without_its_end(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "cut_after_chunks": 4})
    received = b""

    def read() -> None:
        nonlocal received
        with sandbox.http.stream("POST", CHAT, json={**ASK, "stream": True}) as answer:
            for chunk in answer.iter_raw():
                received += chunk

    with pytest.raises(httpx2.RemoteProtocolError):
        read()
    assert received.count(b"data:") == 4
    assert b"[DONE]" not in received
    assert [entry["outcome"] for entry in sandbox.log()] == ["cut"]


def test_a_slow_loris_drips_its_answer(sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": "sandbox_model", "drip_s": 0.01, "path": "/v1/models"})
    with sandbox.http.stream("GET", "/sandbox_model/v1/models") as answer:
        pieces = list(answer.iter_raw())
    assert len(pieces) > 10
    assert max(len(piece) for piece in pieces) <= 64


def test_a_fault_for_an_unknown_stand_in_is_refused_by_name(sandbox: Sandboxed) -> None:
    answer = sandbox.http.put("/_faults", json={"faults": [{"provider": "nobody", "status": 500}]})
    assert answer.status_code == 422
    assert "sandbox_model" in answer.json()["detail"]


def test_the_log_survives_a_restart_and_its_ids_go_on(tmp_path: Path) -> None:
    log = RequestLog(tmp_path / "log.jsonl")
    log.append(record(log.next_id()))
    again = RequestLog(tmp_path / "log.jsonl")
    assert [kept.id for kept in again.records()] == [1]
    assert again.next_id() == 2


def test_a_half_written_line_loses_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = RequestLog(path)
    log.append(record(log.next_id()))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": 2, "headers": {"a": "b"}')
    again = RequestLog(path)
    again.append(record(again.next_id()))
    assert [kept.id for kept in RequestLog(path).records()] == [1, 2]


def test_the_log_is_bounded_and_keeps_the_newest(tmp_path: Path) -> None:
    log = RequestLog(tmp_path / "log.jsonl", keep=5)
    for _ in range(23):
        log.append(record(log.next_id()))
    kept = [entry.id for entry in log.records()]
    assert kept[-5:] == [19, 20, 21, 22, 23]
    assert len(kept) <= 10
