"""What the built page weighs, gzipped: the entry, each route, the lazy parts (figures of design/ui.md)."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from directorate.kit import paths

pytestmark = pytest.mark.browser

ENTRY_KB, ROUTE_KB, LAZY_KB = 150.0, 60.0, 150.0
SHELL = "routes/o/$org/route.tsx"


@dataclass(frozen=True)
class Chunk:
    """One entry of the build's manifest."""

    file: str
    isEntry: bool = False  # noqa: N815
    isDynamicEntry: bool = False  # noqa: N815
    imports: list[str] = field(default_factory=list[str])
    dynamicImports: list[str] = field(default_factory=list[str])  # noqa: N815


@cache
def manifest() -> dict[str, Chunk]:
    """Return the chunks of the build by name."""
    file = paths.web_dist_dir() / ".vite" / "manifest.json"
    assert file.is_file(), "The page is not built. Run: make setup"
    described = json.loads(file.read_text(encoding="utf-8"))
    known = {"file", "isEntry", "isDynamicEntry", "imports", "dynamicImports"}
    return {name: Chunk(**{key: chunk[key] for key in chunk if key in known}) for name, chunk in described.items()}


@cache
def kilobytes(file: str) -> float:
    """Return the gzipped size of a built file."""
    return len(gzip.compress((Path(paths.web_dist_dir()) / file).read_bytes(), 9)) / 1000


def loaded_with(names: Iterable[str]) -> set[str]:
    """Return the chunks that loading these loads at once: they and what they import."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += manifest()[name].imports
    return seen


def weight(names: Iterable[str]) -> float:
    return sum(kilobytes(manifest()[name].file) for name in names)


def entry() -> set[str]:
    return loaded_with(name for name, chunk in manifest().items() if chunk.isEntry)


def dynamic() -> list[str]:
    return [name for name, chunk in manifest().items() if chunk.isDynamicEntry]


def test_what_every_visitor_loads_is_light() -> None:
    assert weight(entry()) <= ENTRY_KB


def test_every_route_is_light_on_its_own() -> None:
    shell = loaded_with(name for name in manifest() if SHELL in name)
    routes = [name for name in dynamic() if "routes/" in name]
    assert len(routes) > 10
    heavy = {}
    for name in routes:
        before = entry() | (shell if "routes/o/$org/" in name and SHELL not in name else set[str]())
        if (size := weight(loaded_with([name]) - before)) > ROUTE_KB:
            heavy[name] = round(size, 1)
    assert heavy == {}


def test_what_is_loaded_on_demand_is_light() -> None:
    """Markdown and its like, beyond what the part that asks for it has loaded."""
    heavy = {}
    for name in dynamic():
        if "routes/" in name:
            continue
        askers = [asker for asker, chunk in manifest().items() if name in chunk.dynamicImports]
        own = loaded_with([name]) - entry() - loaded_with(askers)
        if (size := weight(own)) > LAZY_KB:
            heavy[name] = round(size, 1)
    assert heavy == {}


def test_code_is_drawn_from_the_page_alone() -> None:
    """No built file names another host to load from."""
    built = "".join(file.read_text(encoding="utf-8") for file in paths.web_dist_dir().glob("*.html"))
    assert "https://" not in built.replace("https://www.w3.org/", "")
