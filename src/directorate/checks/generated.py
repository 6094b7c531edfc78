"""What is generated is current: `.env.example`, and the event names that subscribers use."""

from collections.abc import Iterator
from pathlib import Path

from directorate.checks.finding import Finding
from directorate.kit import events, settings


def check(root: Path) -> Iterator[Finding]:
    """Yield generated files that are stale, and subscriptions to events nobody emits."""
    example = root / ".env.example"
    if not example.is_file() or example.read_text() != settings.env_example():
        yield Finding(".env.example", "is not what the settings say", "run `directorate env-example > .env.example`")
    known = {kind.name for kind in events.kinds()}
    for name in sorted(events.subscribed() - known):
        yield Finding("jobs", f"subscribe to the unknown event {name}", "name an event class of a domain's events.py")
