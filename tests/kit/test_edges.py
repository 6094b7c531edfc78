"""The edges of the API: cursors, idempotency keys, problems, limits, logs without secrets."""

import asyncio
from uuid import uuid4

import pytest

from directorate.kit import cursor, log
from directorate.kit.cursor import BadCursor
from tests.product import Person, Product


def test_a_cursor_survives_the_round_trip_and_a_forged_one_is_refused() -> None:
    good = cursor.encode(["2026-11-21T10:00:00+00:00", "id"])
    assert cursor.decode(good) == ["2026-11-21T10:00:00+00:00", "id"]
    for bad in ("", "x", good[:-3], "A" + good[1:], "é", "=" * 40):
        with pytest.raises(BadCursor):
            cursor.decode(bad)


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ({"password": "hunter2"}, {"password": "[redacted]"}),
        ({"headers": {"Authorization": "Bearer abcdefgh12345"}}, {"headers": {"Authorization": "[redacted]"}}),
        ({"text": "called with Bearer abcdefgh12345"}, {"text": "called with [redacted]"}),
        ({"url": "postgresql://me:secret@host/db"}, {"url": "postgresql://[redacted]@host/db"}),
        ({"note": "key sk-abcdefgh123456"}, {"note": "key [redacted]"}),
        ({"input_tokens": 7}, {"input_tokens": 7}),
    ],
)
def test_secrets_do_not_reach_the_log(event: dict, kept: dict) -> None:
    assert log.redact(event) == kept


async def _create(person: Person, key: str, title: str = "Call"):
    headers = {"Idempotency-Key": key}
    return await person.http.post(f"{person.base}/inbox", json={"title": title}, headers=headers)


async def test_a_repeated_write_has_one_effect_and_the_first_answer(product: Product) -> None:
    mara, key = await product.register(), uuid4().hex
    first, second = await _create(mara, key), await _create(mara, key)
    assert first.status_code == second.status_code == 201
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len((await mara.get("/inbox")).json()["items"]) == 1


async def test_the_same_key_at_the_same_time_has_one_effect(product: Product) -> None:
    mara, key = await product.register(), uuid4().hex
    answers = await asyncio.gather(*(_create(mara, key) for _ in range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len((await mara.get("/inbox")).json()["items"]) == 1


async def test_a_key_of_another_request_is_refused(product: Product) -> None:
    mara, key = await product.register(), uuid4().hex
    await _create(mara, key)
    answer = await _create(mara, key, title="Something else")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


async def test_bad_input_names_the_field_the_rule_and_the_fix(product: Product) -> None:
    mara = await product.register()
    answer = await mara.post("/agents/DATA-02/execute", {"message": "", "surprise": 1})
    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {item["pointer"] for item in problem["errors"]} == {"/message", "/surprise"}
    assert problem["fix"]
    assert problem["error_id"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing/here", 404, "not_found"),
        ("DELETE", "/v1/system", 405, "method_not_allowed"),
        ("GET", "/v1/organizations/not-an-id/agents", 422, "invalid"),
        ("GET", "/v1/agents/NOBODY-99", 404, "unknown_agent"),
        ("GET", "/v1/agents?limit=0", 422, "invalid"),
        ("GET", "/v1/agents?cursor=forged", 422, "bad_cursor"),
    ],
)
async def test_every_failure_is_a_problem(product: Product, method: str, path: str, status: int, code: str) -> None:
    mara = await product.register()
    answer = await mara.http.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_body_that_is_not_json_is_told_so(product: Product) -> None:
    mara = await product.register()
    answer = await mara.http.post(f"{mara.base}/inbox", content=b"{nope", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


async def test_a_body_over_the_limit_is_refused_without_reading_it_all(product: Product) -> None:
    mara = await product.register()
    answer = await mara.post("/inbox", {"title": "x" * 1_200_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_every_answer_carries_its_security_headers(product: Product) -> None:
    answer = await product.http().get("/v1/system")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-request-id"]
    page = await product.http().get("/some/page")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
