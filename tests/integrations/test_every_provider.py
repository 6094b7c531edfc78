"""Every provider folder has shape P, declares itself fully, and has a stand-in that answers."""

import importlib
import inspect
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from directorate.integrations import manifests, providers
from directorate.integrations.manifests import PROVIDERS_DIR
from tests.simulator.serving import Sandboxed

SLUGS = providers.slugs()
ROOT = Path(__file__).parents[2]


def test_there_are_providers() -> None:
    assert {"openai_compatible", "sandbox_model"} <= set(SLUGS)


def test_every_folder_is_a_provider() -> None:
    folders = {path.name for path in PROVIDERS_DIR.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(SLUGS) == set(manifests.manifests())


@pytest.mark.parametrize("slug", SLUGS)
def test_the_folder_has_the_files_of_the_shape(slug: str) -> None:
    wanted = {"__init__.py", "manifest.yaml", "client.py", "schemas.py", "sandbox.py", "quality.yaml"}
    if manifests.manifests()[slug].webhooks != "none":
        wanted.add("webhook.py")
    present = {path.name for path in (PROVIDERS_DIR / slug).iterdir() if path.is_file()}
    assert present == wanted


@pytest.mark.parametrize("slug", SLUGS)
def test_the_manifest_describes_the_connection_form(slug: str) -> None:
    manifest = manifests.manifests()[slug]
    assert manifest.slug == slug
    assert manifest.docs_url.startswith("https://")
    Draft202012Validator.check_schema(manifest.connection)
    properties = manifest.connection["properties"]
    assert isinstance(properties, dict)
    for name, field in properties.items():
        assert isinstance(field, dict)
        assert field["title"], name
        secret = any(word in name for word in ("key", "secret", "token", "password"))
        assert (name in manifest.secret_fields()) == secret
    assert bool(manifest.secret_fields()) == (manifest.auth != "none")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_connection_shape_takes_what_the_form_gives(slug: str) -> None:
    manifest = manifests.manifests()[slug]
    schemas = importlib.import_module(f"directorate.integrations.providers.{slug}.schemas")
    properties = manifest.connection["properties"]
    required = manifest.connection["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    assert set(schemas.Connection.model_fields) == set(properties)
    assert {name for name, field in schemas.Connection.model_fields.items() if field.is_required()} == set(required)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_retryable_errors_are_those_a_caller_may_repeat(slug: str) -> None:
    rules = {rule.status: rule.retryable for rule in manifests.manifests()[slug].errors}
    assert rules[429]
    assert not rules[400]
    assert all(retryable for status, retryable in rules.items() if status >= 500)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_quality_file_names_proofs_that_exist(slug: str) -> None:
    quality = yaml.safe_load((PROVIDERS_DIR / slug / "quality.yaml").read_text(encoding="utf-8"))
    assert quality["provider"] == slug
    rules = {rule["rule"]: rule for rule in quality["rules"]}
    assert {"tested-against-the-specification", "tested-live", "errors-mapped", "faults-survived"} <= set(rules)
    for rule in rules.values():
        assert rule["state"] in {"proved", "not-proved", "not-applicable"}
        named = [word.strip("\"',") for word in rule["how"].split() if word.startswith("tests/")]
        assert named or rule["state"] != "proved"
        assert all((ROOT / path).is_file() for path in named), rule


@pytest.mark.parametrize("slug", SLUGS)
def test_the_client_is_documented(slug: str) -> None:
    client = importlib.import_module(f"directorate.integrations.providers.{slug}.client")
    (found,) = [
        value for _, value in inspect.getmembers(client, inspect.isclass) if value.__module__ == client.__name__
    ]
    assert found.__doc__
    assert hasattr(found, "connect")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_stand_in_answers_and_is_logged(slug: str, sandbox: Sandboxed) -> None:
    answer = sandbox.http.get(f"/{slug}/v1/models", headers={"Authorization": "Bearer any"})
    assert answer.status_code == 200
    assert answer.headers["x-request-id"]
    assert [entry["provider"] for entry in sandbox.log()] == [slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_stand_in_words_an_unknown_address_as_the_vendor_does(slug: str, sandbox: Sandboxed) -> None:
    answer = sandbox.http.get(f"/{slug}/v1/nothing", headers={"Authorization": "Bearer any"})
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"message", "type", "param", "code"}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_stand_in_can_be_made_to_fail_in_the_vendors_words(slug: str, sandbox: Sandboxed) -> None:
    sandbox.inject({"provider": slug, "status": 503, "calls": 1})
    answer = sandbox.http.get(f"/{slug}/v1/models", headers={"Authorization": "Bearer any"})
    assert answer.status_code == 503
    assert answer.json()["error"]["type"] == "server_error"
