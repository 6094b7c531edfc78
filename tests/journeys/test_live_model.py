"""With OPENAI_BASE_URL and a key the same conversation runs on another OpenAI-compatible server, tools included."""

from collections.abc import Callable
from uuid import uuid4

import httpx2
import pytest

from tests.process import Product as Process
from tests.product import DEMO_FILES, PASSWORD, Product

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


def test_the_conversation_runs_on_the_operators_server(
    product: Product,
    start: Callable[[], Process],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{product.sandbox_url}/openai_compatible/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "canary-live-key-1")
    own = start()
    http = httpx2.Client(base_url=own.url, timeout=60)
    person = {"email": f"{uuid4().hex}@agency.example", "password": PASSWORD, "name": "Mara"}
    answer = http.post("/v1/auth/register", json={**person, "organization_name": "Live"})
    http.headers["X-CSRF-Token"] = http.cookies["directorate_csrf"]
    base = f"/v1/organizations/{answer.json()['organization']['id']}"
    http.post(f"{base}/agents/DATA-02/hire")
    content = (DEMO_FILES / "landing-ab.csv").read_bytes()
    file = http.post(f"{base}/files", files={"file": ("landing-ab.csv", content)}).json()
    body = {"message": "Did the new page help?", "file_ids": [file["id"]]}
    answer = http.post(f"{base}/agents/DATA-02/execute", json=body)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["status"], told["provider"], told["simulated"]) == ("done", "openai_compatible", False)
    assert "knowledge.query_table" in [call["name"] for call in told["tool_calls"]]
    assert told["citations"]
    log = httpx2.get(f"{product.sandbox_url}/_log", params={"provider": "openai_compatible"}).json()
    assert len([item for item in log["items"] if item["path"].endswith("/chat/completions")]) >= 2
    assert "canary-live-key-1" not in str(log)
    assert "canary-live-key-1" not in own.output


async def test_the_mode_tells_when_an_organization_went_live(product: Product) -> None:
    mara, other = await product.register(), await product.register()
    assert (await mara.get("/integrations/mode")).json() == {"mode": "sandbox", "live": {}}
    made = await mara.post(
        "/integrations",
        {
            "provider": "openai_compatible",
            "name": "Elsewhere",
            "config": {"base_url": "https://8.8.8.8/v1", "default_model": "m-1"},
            "credentials": {"api_key": "canary-live-key-2"},
        },
    )
    assert made.status_code == 201, made.text
    shown = (await mara.get("/integrations/mode")).json()
    assert shown["mode"] == "live"
    assert set(shown["live"].values()) == {"Elsewhere"}
    assert (await other.get("/integrations/mode")).json()["mode"] == "sandbox"
    assert (await mara.http.get("/v1/system")).json()["mode"] == "sandbox"
