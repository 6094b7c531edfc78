"""The worked examples of the catalogue's agents, read from `agents/<slug>/sandbox.yaml`, and matching asks to them."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from directorate.simulator.mind.grounding import AttachedFile
from directorate.simulator.mind.words import likeness, names, recall, stems

MATCHES_FROM = 0.62
"""The likeness from which an ask counts as the example's; calibrated in tests/simulator/test_matching.py."""

_RECALLS_FROM = 0.72
_TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xls")
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif")


class ExampleCall(BaseModel):
    """One tool call of an example; `result_from` fills slots from dotted paths in its result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    tool: str
    args: dict[str, JsonValue] = {}
    result_from: dict[str, str] = {}


class Example(BaseModel):
    """A worked example: what is asked, which tools are called, how the answer is built."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    ask: str
    also: list[str] = []
    files: list[str] = []
    columns: list[str] = []
    calls: list[ExampleCall] = []
    answer: str

    def likeness(self, ask: str) -> float:
        """How alike an ask is to this example's, 0 to 1; an ask that leaves out a main word of it is not alike."""
        known = [one for one in [self.ask, *self.also] if recall(one, ask) >= _RECALLS_FROM]
        return max((likeness(ask, one) for one in known), default=0.0)

    @cached_property
    def bound_names(self) -> frozenset[str]:
        """The proper names of its ask that its calls or its answer are written for; an ask must name them too."""
        written = set(stems(" ".join([str(call.args) for call in self.calls]) + self.answer))
        return frozenset(names(self.ask) & written)

    def fitting(self, attached: tuple[AttachedFile, ...]) -> tuple[AttachedFile, ...] | None:
        """The attached files in the example's order, those of the same name first; None when they do not fit."""
        chosen = list[AttachedFile]()
        for name in self.files:
            free = [file for file in attached if file not in chosen and self._fits(name, file)]
            if not free:
                return None
            chosen.append(next((file for file in free if file.name == name), free[-1]))
        return (*chosen, *(file for file in attached if file not in chosen))

    def _fits(self, name: str, file: AttachedFile) -> bool:
        if file.kind != _kind(name):
            return False
        present = {column.lower() for column in file.columns}
        return file.kind != "table" or {column.lower() for column in self.columns} <= present


class _AgentHead(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str = ""
    summary: str = ""
    domain_tags: list[str] = []


class _ExampleFile(BaseModel):
    model_config = ConfigDict(extra="ignore")

    examples: list[Example] = []


@dataclass(frozen=True)
class Notes:
    """What the catalogue says about one agent, as far as the mind uses it."""

    summary: str = ""
    domain_tags: tuple[str, ...] = ()
    examples: tuple[Example, ...] = field(default=())


class ExampleShelf:
    """The notes on all agents below a folder, read when first asked for and again when a file has changed."""

    def __init__(self, agents_dir: Path) -> None:
        self._agents_dir = agents_dir
        self._folders: dict[str, Path] = {}
        self._read: dict[str, tuple[int, Notes]] = {}

    def notes(self, code: str) -> Notes:
        """The notes on an agent; empty ones for a code that the catalogue does not hold."""
        if code and code not in self._folders:
            self._folders = {_head(folder).code: folder for folder in self._agent_folders()}
        folder = self._folders.get(code)
        if not code or folder is None:
            return Notes()
        changed = sum(path.stat().st_mtime_ns for path in folder.glob("*.yaml"))
        known = self._read.get(code)
        if known is None or known[0] != changed:
            known = self._read[code] = (changed, _notes(folder))
        return known[1]

    def _agent_folders(self) -> list[Path]:
        return [path.parent for path in sorted(self._agents_dir.glob("*/agent.yaml"))]


def _kind(name: str) -> str:
    lowered = name.lower()
    if lowered.endswith(_TABLE_ENDINGS):
        return "table"
    return "image" if lowered.endswith(_IMAGE_ENDINGS) else "text"


def _head(folder: Path) -> _AgentHead:
    return _AgentHead.model_validate(_yaml(folder / "agent.yaml"))


def _notes(folder: Path) -> Notes:
    """Read one agent's folder.

    An example file that does not hold to the format gives no examples: `directorate check` reports it, and a
    conversation must not fail over it.
    """
    head = _head(folder)
    try:
        examples = _ExampleFile.model_validate(_yaml(folder / "sandbox.yaml")).examples
    except (ValidationError, yaml.YAMLError):
        examples = []
    return Notes(summary=head.summary, domain_tags=tuple(head.domain_tags), examples=tuple(examples))


def _yaml(path: Path) -> dict[str, JsonValue]:
    if not path.is_file():
        return {}
    return TypeAdapter(dict[str, JsonValue]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
