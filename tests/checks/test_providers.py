"""A provider folder that lacks a part of shape P is reported."""

from pathlib import Path

import pytest

from directorate.checks import providers

FOLDER = "src/directorate/integrations/providers"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one complete provider."""
    folder = tmp_path / FOLDER / "acme"
    folder.mkdir(parents=True)
    for name in providers.NEEDED:
        (folder / name).write_text("slug: acme\nwebhooks: none\n" if name == "manifest.yaml" else "")
    return tmp_path


def test_a_complete_provider_is_fine(root: Path) -> None:
    assert list(providers.check(root)) == []


@pytest.mark.parametrize("name", providers.NEEDED)
def test_a_missing_part_is_reported(root: Path, name: str) -> None:
    (root / FOLDER / "acme" / name).unlink()
    assert [finding.message for finding in providers.check(root)] == [f"has no {name}"]


def test_a_sandbox_is_a_needed_part() -> None:
    assert "sandbox.py" in providers.NEEDED


def test_webhooks_without_their_module_are_reported(root: Path) -> None:
    (root / FOLDER / "acme" / "manifest.yaml").write_text("slug: acme\nwebhooks: {events: [paid], signature: hmac}\n")
    assert [finding.message for finding in providers.check(root)] == ["declares webhooks and has no webhook.py"]
