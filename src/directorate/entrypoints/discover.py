"""Finds the parts of every domain by their file names: models, tools, jobs, routes."""

import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Literal

from directorate.kit import paths

Part = Literal["models", "tools", "jobs", "routes"]
TABLES_OF_KIT = ("directorate.kit.events", "directorate.kit.idempotency")


def modules(part: Part) -> Iterator[ModuleType]:
    """Import and yield the module named `part` of every domain, in the order of their paths."""
    if part == "models":
        yield from (importlib.import_module(name) for name in TABLES_OF_KIT)
    for path in sorted(paths.PACKAGE.rglob(f"{part}.py")):
        relative = path.relative_to(paths.PACKAGE.parent).with_suffix("")
        if "bundled" not in relative.parts:
            yield importlib.import_module(".".join(relative.parts))


def register() -> None:
    """Load all tables, tools and event subscribers into their registries."""
    for part in ("models", "tools", "jobs"):
        for _ in modules(part):
            pass
