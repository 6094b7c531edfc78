"""Every provider folder has shape P, a sandbox included."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from directorate.checks.finding import Finding

NEEDED = ("__init__.py", "manifest.yaml", "client.py", "schemas.py", "sandbox.py", "quality.yaml")


def check(root: Path) -> Iterator[Finding]:
    """Yield what provider folders lack."""
    folder = root / "src" / "directorate" / "integrations" / "providers"
    for provider in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"):
        place = str(provider.relative_to(root))
        for name in NEEDED:
            if not (provider / name).is_file():
                yield Finding(place, f"has no {name}", "see docs/how-to/provider.md")
        manifest = provider / "manifest.yaml"
        webhooks = yaml.safe_load(manifest.read_text()).get("webhooks") if manifest.is_file() else None
        if webhooks not in (None, "none", []) and not (provider / "webhook.py").is_file():
            yield Finding(place, "declares webhooks and has no webhook.py", "see docs/how-to/provider.md")
