"""The one loader of `catalog/`: reads, validates and reports every mistake with its file and place."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from directorate.kit import paths
from directorate.marketplace.errors import BadCatalogue
from directorate.marketplace.manifests import AgentManifest, Department, Evals, Sandbox

M = TypeVar("M")
BLOCKS = ("boundary", "evidence")
"""Rules that hold for every agent, kept as Markdown in `catalog/blocks`."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the catalogue: which file, where in it, what is wrong."""

    path: str
    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}{self.pointer and ' at ' + self.pointer}: {self.message}"


@dataclass(frozen=True, slots=True)
class AgentItem:
    """A loaded agent folder."""

    manifest: AgentManifest
    prompt: str
    evals: Evals
    sandbox: Sandbox
    folder: Path


@dataclass(slots=True)
class Catalogue:
    """Everything `catalog/` holds, by code, with the mistakes found while reading it."""

    departments: list[Department] = field(default_factory=list[Department])
    agents: dict[str, AgentItem] = field(default_factory=dict[str, AgentItem])
    blocks: dict[str, str] = field(default_factory=dict[str, str])
    mistakes: list[Mistake] = field(default_factory=list[Mistake])


class _Reader:
    """Reads documents below a root and collects mistakes instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mistakes: list[Mistake] = []

    def text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.note(path, "", f"cannot be read ({type(error).__name__})")
            return None

    def document(self, path: Path, model: type[M]) -> M | None:
        """Return the file as the model, or None after noting what is wrong."""
        text = self.text(path)
        if text is None:
            return None
        try:
            return TypeAdapter(model).validate_python(yaml.safe_load(text))
        except yaml.YAMLError as error:
            self.note(path, "", f"is not YAML: {str(error).splitlines()[0]}")
        except ValidationError as error:
            for item in error.errors(include_url=False):
                self.note(path, "/" + "/".join(str(part) for part in item["loc"]), item["msg"])
        return None

    def note(self, path: Path, pointer: str, message: str) -> None:
        self.mistakes.append(Mistake(str(path.relative_to(self.root)), pointer, message))


def load(root: Path) -> Catalogue:
    """Read the whole catalogue below `root`; mistakes are in the answer, nothing is raised for them."""
    reader = _Reader(root)
    catalogue = Catalogue(departments=reader.document(root / "departments.yaml", list[Department]) or [])
    catalogue.departments.sort(key=lambda item: item.order)
    for folder in sorted(path for path in (root / "agents").iterdir() if path.is_dir()):
        item = _agent(reader, folder)
        if item is not None:
            catalogue.agents[item.manifest.code] = item
    for name in BLOCKS:
        catalogue.blocks[name] = reader.text(root / "blocks" / f"{name}.md") or ""
    _check_references(reader, catalogue)
    catalogue.mistakes = reader.mistakes
    return catalogue


def _agent(reader: _Reader, folder: Path) -> AgentItem | None:
    manifest = reader.document(folder / "agent.yaml", AgentManifest)
    prompt = reader.text(folder / "prompt.md")
    evals = reader.document(folder / "evals.yaml", Evals)
    sandbox = reader.document(folder / "sandbox.yaml", Sandbox)
    if manifest is None or prompt is None or evals is None or sandbox is None:
        return None
    if manifest.slug != folder.name:
        reader.note(folder / "agent.yaml", "/slug", f"differs from the folder's name {folder.name}")
    return AgentItem(manifest, prompt, evals, sandbox, folder)


def _check_references(reader: _Reader, catalogue: Catalogue) -> None:
    """Note every agent and department that is named but not there."""
    departments = {item.slug for item in catalogue.departments}
    for item in catalogue.agents.values():
        path = item.folder / "agent.yaml"
        if item.manifest.department not in departments:
            reader.note(path, "/department", f"names the unknown department {item.manifest.department}")
        named = [*item.manifest.related, *item.manifest.handoff_to]
        named += [example.refer_to for example in item.manifest.out_of_scope_examples]
        for code in sorted(set(named) - set(catalogue.agents)):
            reader.note(path, "/related", f"names the unknown agent {code}")
        for call in (call for example in item.sandbox.examples for call in example.calls):
            if call.tool not in item.manifest.tools:
                reader.note(item.folder / "sandbox.yaml", "/examples", f"calls {call.tool}, which is not its tool")


@lru_cache
def shipped() -> Catalogue:
    """Return the catalogue this release ships, read once.

    Raises:
        BadCatalogue: it has mistakes; `directorate check` shows them.
    """
    catalogue = load(paths.catalog_dir())
    if catalogue.mistakes:
        raise BadCatalogue(
            "; ".join(str(mistake) for mistake in catalogue.mistakes[:5]),
            fix="Run `directorate check` and mend what it lists.",
        )
    return catalogue
