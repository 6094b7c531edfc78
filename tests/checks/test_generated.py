"""Generated files that are stale, and subscriptions to unknown events, are reported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from directorate.checks import generated
from directorate.entrypoints import discover
from directorate.kit import events, settings


@pytest.fixture(autouse=True)
def _registered() -> None:
    discover.register()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".env.example").write_text(settings.env_example())
    return tmp_path


def test_a_current_example_is_fine(root: Path) -> None:
    assert [finding for finding in generated.check(root) if finding.place == ".env.example"] == []


@pytest.mark.parametrize("text", [None, "PORT=1\n"])
def test_a_missing_or_stale_example_is_reported(root: Path, text: str | None) -> None:
    (root / ".env.example").unlink()
    if text is not None:
        (root / ".env.example").write_text(text)
    assert ".env.example" in [finding.place for finding in generated.check(root)]


@pytest.fixture
def _subscription() -> Iterator[None]:
    async def never(_: object, __: object) -> None: ...

    events.subscribes("weather.changed")(never)
    yield
    events._SUBSCRIBERS.pop("weather.changed")


@pytest.mark.usefixtures("_subscription")
def test_a_subscription_to_an_unknown_event_is_reported(root: Path) -> None:
    assert "subscribe to the unknown event weather.changed" in [finding.message for finding in generated.check(root)]
