"""Files, documents and memories over HTTP: forms, problems, headers, roles."""

import pytest
from fastapi import FastAPI

from directorate.kit.db import Database
from directorate.kit.settings import get_settings
from tests.factories import identity
from tests.factories.identity import Client
from tests.knowledge import make


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application."""
    return identity.make_app(database)


@pytest.fixture
async def owner(app: FastAPI) -> Client:
    """The browser of an organization's owner."""
    return await identity.sign_up(app)


async def upload(client: Client, name: str, content: bytes) -> dict[str, object]:
    answer = await client("POST", ".../files", files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_an_upload_is_ready_and_comes_back(owner: Client) -> None:
    file = await upload(owner, "leads.csv", b"company,value\nAcme,12\n")

    assert {"id", "name", "media_type", "size_bytes", "status", "kind", "pages", "rows", "columns"} <= set(file)
    assert (file["status"], file["rows"], file["columns"]) == ("ready", 1, ["company", "value"])
    assert (await owner.get(".../files")).json()["items"] == [file]
    assert (await owner.get(f".../files/{file['id']}")).json() == file
    assert (await owner.get(f".../files/{file['id']}/content")).content == b"company,value\nAcme,12\n"


async def test_content_is_saved_not_shown_and_cannot_run(owner: Client) -> None:
    file = await upload(owner, 'pa"ge ü.html', b"<!doctype html><script>alert(1)</script><p>text")

    answer = await owner.get(f".../files/{file['id']}/content")

    assert (
        answer.headers["content-disposition"]
        == "attachment; filename=\"pa_ge _.html\"; filename*=UTF-8''pa_ge%20%C3%BC.html"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("empty.txt", b"", 422, "file_empty"),
        ("locked.pdf", make.pdf(["x"], password="p"), 422, "file_encrypted"),
        ("program.pdf", b"MZ" + b"\x00" * 300, 415, "file_type_mismatch"),
        ("archive.7z", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 300, 415, "file_type_unsupported"),
        ("cut.docx", make.docx([("Normal", "x")])[:-500], 422, "file_malformed"),
        ("bomb.docx", make.archive({"word/document.xml": b"0" * 60_000_000}), 422, "file_too_complex"),
    ],
)
async def test_a_bad_upload_gets_a_problem_with_rule_and_fix(
    owner: Client, name: str, content: bytes, status: int, code: str
) -> None:
    answer = await owner("POST", ".../files", files={"file": (name, content)})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert problem["detail"]
    assert problem["fix"]
    assert problem["error_id"]
    assert (await owner.get(".../files")).json()["items"] == []


@pytest.mark.parametrize(("over", "code"), [(1, "file_too_large"), (100_000, "too_large")])
async def test_a_file_over_the_limit_is_refused(owner: Client, over: int, code: str) -> None:
    content = b"x" * (get_settings().upload_limit_bytes + over)

    answer = await owner("POST", ".../files", files={"file": ("big.txt", content)})

    assert (answer.status_code, answer.json()["code"]) == (413, code)
    assert answer.json()["fix"]
    assert (await owner.get(".../files")).json()["items"] == []


async def test_a_form_without_a_file_says_what_it_needs(owner: Client) -> None:
    for options in ({"data": {"file": "text"}}, {"files": {"other": ("a.txt", b"x")}}, {"json": {"file": "x"}}):
        answer = await owner("POST", ".../files", **options)

        assert (answer.status_code, answer.json()["code"]) == (422, "upload_malformed")
        assert answer.json()["errors"][0]["pointer"] == "/file"


async def test_a_broken_form_is_a_problem_too(owner: Client) -> None:
    headers = {"content-type": "multipart/form-data"}

    answer = await owner("POST", ".../files", content=b"nothing", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "upload_malformed")


async def test_a_viewer_reads_and_does_not_write(app: FastAPI, owner: Client) -> None:
    file = await upload(owner, "a.txt", b"text")
    viewer = await identity.join(app, owner, "viewer")

    assert (await viewer.get(f".../files/{file['id']}")).status_code == 200
    assert (await viewer("POST", ".../files", files={"file": ("b.txt", b"x")})).status_code == 403
    assert (await viewer("DELETE", f".../files/{file['id']}")).status_code == 403
    assert (await viewer.post(".../memories", {"text": "x"})).status_code == 403


async def test_a_deleted_file_is_gone(owner: Client) -> None:
    file = await upload(owner, "a.txt", b"text")

    assert (await owner("DELETE", f".../files/{file['id']}")).status_code == 204
    assert (await owner.get(f".../files/{file['id']}/content")).status_code == 404
    assert (await owner("DELETE", f".../files/{file['id']}")).json()["code"] == "file_not_found"


async def test_memories_are_written_listed_corrected_and_forgotten(owner: Client) -> None:
    added = await owner.post(".../memories", {"text": "Quotes are in AUD", "scope": "organization"})
    memory = added.json()
    assert added.status_code == 201

    changed = await owner("PUT", f".../memories/{memory['id']}", json={"text": "Quotes are in EUR"})
    listed = (await owner.get(".../memories?scope=organization")).json()["items"]
    gone = await owner("DELETE", f".../memories/{memory['id']}")

    assert [item["text"] for item in listed] == [changed.json()["text"]] == ["Quotes are in EUR"]
    assert gone.status_code == 204
    assert (await owner.get(".../memories")).json()["items"] == []


async def test_a_memory_for_an_agent_needs_its_code(owner: Client) -> None:
    answer = await owner.post(".../memories", {"text": "x", "scope": "agent"})

    assert answer.status_code == 422
    assert "agent_code" in str(answer.json())


async def test_the_upload_is_described_for_the_generated_client(app: FastAPI) -> None:
    operation = app.openapi()["paths"]["/v1/organizations/{org_id}/files"]["post"]

    schema = operation["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert schema["properties"]["file"] == {"type": "string", "format": "binary"}
    assert {"201", "413", "415"} <= set(operation["responses"])
