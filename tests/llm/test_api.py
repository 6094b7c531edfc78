"""The gateway's HTTP interface, spoken to as the page and programs do."""

import pytest

from directorate.kit.db import Database
from directorate.kit.ids import uuid7
from tests.factories import identity
from tests.factories.identity import Client
from tests.llm.sandbox_server import SandboxServer


@pytest.fixture
async def owner(database: Database, sandbox: SandboxServer) -> Client:
    """A signed-in owner of a fresh organization in sandbox mode."""
    return await identity.sign_up(identity.make_app(database))


async def complete(person: Client, text: str, **more: object) -> dict:
    answer = await person.post(".../llm/completions", {"messages": [{"role": "user", "content": text}], **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_completion_tells_model_tokens_and_cost(owner: Client) -> None:
    answer = await complete(owner, "Name three ports.")
    assert answer["text"]
    assert (answer["provider"], answer["model"], answer["cache_hit"]) == ("sandbox_model", "sandbox-1", False)
    assert answer["cost_micros"] > 0
    assert answer["tokens"]["input"] > 0


async def test_a_budget_that_is_used_up_answers_402_with_the_way_out(owner: Client, sandbox: SandboxServer) -> None:
    body = {"scope": "organization", "period": "day", "limit_micros": 3}
    assert (await owner("PUT", ".../llm/budgets", json=body)).status_code == 200
    request = {"messages": [{"role": "user", "content": "Hello"}]}
    refused = await owner.post(".../llm/completions", request)
    assert refused.status_code == 402
    problem = refused.json()
    assert problem["code"] == "budget_reached"
    assert "organization's budget for the day is $0.000003" in problem["detail"]
    assert "Raise the budget in Settings" in problem["fix"]
    assert sandbox.calls() == []


async def test_budgets_list_what_is_spent_and_when_they_reset(owner: Client) -> None:
    cost = (await complete(owner, "Name three ports."))["cost_micros"]
    await owner(
        "PUT", ".../llm/budgets", json={"scope": "agent", "agent_code": "DATA-02", "period": "day", "limit_micros": 5}
    )
    items = (await owner.get(".../llm/budgets")).json()["items"]
    assert [(item["scope"], item["agent_code"], item["period"], item["spent_micros"]) for item in items] == [
        ("organization", None, "day", cost),
        ("organization", None, "month", cost),
        ("agent", "DATA-02", "day", 0),
    ]
    assert all(item["resets_at"] > "2026" and item["reserved_micros"] == 0 for item in items)


async def test_statistics_are_the_sums_of_the_rows(owner: Client) -> None:
    costs = [(await complete(owner, text))["cost_micros"] for text in ("One port?", "Two ports?", "One port?")]
    stats = (await owner.get("/v1/llm/router/stats", params={"organization_id": str(owner.organization_id)})).json()
    assert stats["cost_micros"] == sum(costs) > 0
    assert (stats["calls"], stats["cache_hits"], stats["unpriced_calls"], stats["failed_calls"]) == (3, 1, 0, 0)
    assert stats["cache_hit_rate"] == pytest.approx(1 / 3, abs=1e-3)
    assert stats["savings_micros"] == costs[0]
    (model,) = stats["by_model"]
    assert (model["model"], model["calls"], model["cost_micros"]) == ("sandbox-1", 3, sum(costs))
    assert model["p50_latency_ms"] <= model["p95_latency_ms"]


async def test_statistics_of_a_range_without_calls_are_empty(owner: Client) -> None:
    await complete(owner, "One port?")
    params = {
        "organization_id": str(owner.organization_id),
        "from": "2020-01-01T00:00:00Z",
        "to": "2020-02-01T00:00:00Z",
    }
    stats = (await owner.get("/v1/llm/router/stats", params=params)).json()
    assert (stats["calls"], stats["cost_micros"], stats["by_model"], stats["p50_latency_ms"]) == (0, 0, [], None)
    params["to"] = "2019-01-01T00:00:00Z"
    refused = await owner.get("/v1/llm/router/stats", params=params)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/to")


async def test_an_api_key_reads_its_own_organizations_statistics(owner: Client, database: Database) -> None:
    key = (await owner.post(".../api-keys", {"name": "reader", "scopes": ["llm:read"]})).json()["key"]
    program = identity.make_client(identity.make_app(database))
    answers = {}
    for name, organization_id in (("own", owner.organization_id), ("other", uuid7())):
        params, headers = {"organization_id": str(organization_id)}, {"authorization": f"Bearer {key}"}
        answers[name] = await program.get("/v1/llm/router/stats", params=params, headers=headers)
    assert answers["own"].status_code == 200, answers["own"].text
    assert answers["other"].status_code in (403, 404)


async def test_explain_names_the_choice_the_reasons_and_every_candidate(owner: Client, sandbox: SandboxServer) -> None:
    answer = (await owner.post(".../llm/explain", {"message": "Rank these leads", "needs_tools": True})).json()
    assert answer["choice"] == {"provider": "sandbox_model", "model": "sandbox-1"}
    assert "fits standard work" in answer["reasons"]
    by_name = {item["model"]: item for item in answer["candidates"]}
    assert by_name["sandbox-1"]["eligible"] is True
    assert by_name["sandbox-embedding-1"] == {
        "provider": "sandbox_model",
        "model": "sandbox-embedding-1",
        "connection": "sandbox",
        "eligible": False,
        "score": 0.0,
        "why": "is not a chat model",
    }
    assert sandbox.calls() == []


async def test_models_are_listed_with_price_and_reason(owner: Client) -> None:
    (model,) = (await owner.get(".../llm/models")).json()["items"]
    assert (model["model"], model["tools"], model["simulated"], model["available"]) == ("sandbox-1", True, True, True)
    assert (model["input_micros_per_mtok"], model["output_micros_per_mtok"]) == (250_000, 1_250_000)
    assert model["why"]


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("completions", {"messages": []}, "/messages"),
        ("completions", {"messages": [{"role": "tool", "content": "x"}]}, "/messages/0/role"),
        ("explain", {}, "/message"),
    ],
)
async def test_bad_input_names_the_field(owner: Client, path: str, body: object, pointer: str) -> None:
    answer = await owner.post(f".../llm/{path}", body)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


async def test_a_member_may_not_change_budgets_and_a_viewer_may_not_spend(owner: Client, database: Database) -> None:
    app = identity.make_app(database)
    member, viewer = await identity.join(app, owner, "member"), await identity.join(app, owner, "viewer")
    body = {"scope": "organization", "period": "day", "limit_micros": None}
    assert (await member("PUT", ".../llm/budgets", json=body)).status_code == 403
    request = {"messages": [{"role": "user", "content": "Hello"}]}
    assert (await viewer.post(".../llm/completions", request)).status_code == 403
    assert (await viewer.get(".../llm/budgets")).status_code == 200
