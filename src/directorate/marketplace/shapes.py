"""Shapes K and W: the documents of a skill and of a workflow, as far as `design/architecture.md` fixes them.

What a step's `with:` may hold beyond that is for the workflow engine to say; here it is any JSON. Reading reports every
mistake with its place and raises nothing, as the loader does.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from pydantic import BaseModel, Field, JsonValue, StringConstraints, ValidationError, model_validator

from directorate.marketplace.loader import Mistake
from directorate.marketplace.manifests import Code, Header, Kind, Slug, Strict, ToolName, Version

D = TypeVar("D", bound=BaseModel)
FRONTMATTER = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
Place = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
STEP_KINDS = ("tool", "agent", "gate", "wait", "set", "choose", "each", "parallel", "workflow")


class SkillMetadata(Strict):
    """What a skill of this catalogue says in the open form's `metadata`, whose values are text."""

    title: str = Field(min_length=2, max_length=60)
    version: Version
    category: Slug
    price: int = Field(0, ge=0)


class SkillHead(Strict):
    """The frontmatter of `SKILL.md` in the Agent Skills form (agentskills.io/specification)."""

    name: Slug
    description: str = Field(min_length=10, max_length=300)
    license: str | None = None
    compatibility: str | None = Field(None, max_length=500)
    metadata: SkillMetadata

    def header(self) -> Header:
        """Return the header all catalogue items share."""
        return Header(
            slug=self.name,
            kind=Kind.SKILL,
            version=self.metadata.version,
            name=self.metadata.title,
            summary=self.description,
            category=self.metadata.category,
            price=self.metadata.price,
        )


class Trigger(Strict):
    """What starts a workflow: `event` names one, `schedule` is a cron line."""

    kind: Literal["event", "schedule", "webhook", "manual"]
    event: str | None = None
    schedule: str | None = None

    @model_validator(mode="after")
    def _has_its_own_field(self) -> "Trigger":
        for name in ("event", "schedule"):
            if (getattr(self, name) is not None) != (self.kind == name):
                raise ValueError(f"{name} goes with a trigger of kind {name}, and only with it")
        return self


class Step(Strict):
    """One step: an id and exactly one kind."""

    id: Place
    tool: ToolName | None = None
    agent: Code | None = None
    gate: JsonValue = None
    wait: JsonValue = None
    set: JsonValue = None
    choose: JsonValue = None
    each: JsonValue = None
    parallel: JsonValue = None
    workflow: Slug | None = None
    with_: dict[str, JsonValue] = Field(default={}, alias="with")
    save_as: Place | None = None
    next: Place | None = None
    retry: JsonValue = None
    on_error: JsonValue = None

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> "Step":
        kinds = [name for name in STEP_KINDS if getattr(self, name) is not None]
        if len(kinds) != 1:
            raise ValueError(
                f"a step is of exactly one kind of {', '.join(STEP_KINDS)}; this one has {kinds or 'none'}"
            )
        return self


class WorkflowManifest(Header):
    """`workflow.yaml`: a blueprint as data."""

    trigger: Trigger
    inputs: dict[str, Any]
    steps: list[Step] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> "WorkflowManifest":
        if self.kind is not Kind.WORKFLOW:
            raise ValueError("kind is workflow here")
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            raise ValueError("two steps have the same id")
        unknown = sorted({step.next for step in self.steps if step.next} - set(ids))
        if unknown:
            raise ValueError(f"next names the unknown step {unknown[0]}")
        try:
            Draft202012Validator.check_schema(self.inputs)
        except SchemaError as error:
            raise ValueError(f"inputs is not a JSON Schema: {error.message}") from error
        return self


class Case(Strict):
    """Inputs and the results of steps, and the steps that then run, in order."""

    id: str
    inputs: dict[str, JsonValue] = Field(default_factory=dict)
    results: dict[Place, JsonValue] = Field(default_factory=dict)
    expect: list[Place] = Field(min_length=1)


class Cases(Strict):
    """`cases.yaml`."""

    cases: list[Case] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Read(Generic[D]):
    """A folder that was read: its document, when it has the form, and every mistake."""

    document: D | None
    mistakes: list[Mistake] = field(default_factory=list[Mistake])


def read_skill(folder: Path) -> Read[SkillHead]:
    """Return the head of a skill's folder and its mistakes."""
    place = f"skills/{folder.name}/SKILL.md"
    path = folder / "SKILL.md"
    parts = FRONTMATTER.match(path.read_text(encoding="utf-8")) if path.is_file() else None
    if parts is None:
        return Read(None, [Mistake(place, "", "is missing, or has no frontmatter between two lines of ---")])
    head, mistakes = _parsed(SkillHead, parts["head"], place)
    if head is not None and head.name != folder.name:
        mistakes.append(Mistake(place, "/name", f"differs from the folder's name {folder.name}"))
    if not parts["body"].strip():
        mistakes.append(Mistake(place, "", "has no instructions"))
    return Read(head, mistakes)


def read_workflow(folder: Path) -> Read[WorkflowManifest]:
    """Return the blueprint of a workflow's folder and its mistakes, those of its cases too."""
    place = f"workflows/{folder.name}/workflow.yaml"
    blueprint, mistakes = _file(WorkflowManifest, folder / "workflow.yaml", place)
    cases, more = _file(Cases, folder / "cases.yaml", f"workflows/{folder.name}/cases.yaml")
    mistakes += more
    if blueprint is not None and blueprint.slug != folder.name:
        mistakes.append(Mistake(place, "/slug", f"differs from the folder's name {folder.name}"))
    if blueprint is not None and cases is not None:
        mistakes += _case_mistakes(blueprint, cases, f"workflows/{folder.name}/cases.yaml")
    return Read(blueprint, mistakes)


def _case_mistakes(blueprint: WorkflowManifest, cases: Cases, place: str) -> list[Mistake]:
    ids = {step.id for step in blueprint.steps}
    validator = Draft202012Validator(blueprint.inputs)
    found: list[Mistake] = []
    for number, case in enumerate(cases.cases):
        unknown = sorted({*case.expect, *case.results} - ids)
        wrong = validator.iter_errors(case.inputs)  # pyright: ignore[reportUnknownMemberType]
        found += [Mistake(place, f"/cases/{number}", f"names the unknown step {name}") for name in unknown]
        found += [Mistake(place, f"/cases/{number}/inputs", error.message) for error in wrong]
    return found


def _file(model: type[D], path: Path, place: str) -> tuple[D | None, list[Mistake]]:
    if not path.is_file():
        return None, [Mistake(place, "", "is missing")]
    return _parsed(model, path.read_text(encoding="utf-8"), place)


def _parsed(model: type[D], text: str, place: str) -> tuple[D | None, list[Mistake]]:
    try:
        return model.model_validate(yaml.safe_load(text)), []
    except yaml.YAMLError as error:
        return None, [Mistake(place, "", f"is not YAML: {str(error).splitlines()[0]}")]
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        return None, [Mistake(place, "/" + "/".join(str(part) for part in item["loc"]), item["msg"]) for item in wrong]
