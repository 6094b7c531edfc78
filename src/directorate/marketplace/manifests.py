"""Manifests: the typed form of the documents in `catalog/`. All kinds share one header."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*-\d{2}$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
ToolName = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$")]


class Kind(StrEnum):
    """What a catalogue item is."""

    AGENT = "agent"
    SKILL = "skill"
    WORKFLOW = "workflow"


class Strict(BaseModel):
    """A document in which an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Header(Strict):
    """What every catalogue item says about itself. `price` is in cents of `currency` a month."""

    slug: Slug
    kind: Kind
    version: Version
    name: str = Field(min_length=2, max_length=60)
    summary: str = Field(min_length=10, max_length=300)
    category: Slug
    price: int = Field(ge=0)
    currency: Literal["USD"] = "USD"
    requires: list[str] = []


class OutOfScope(Strict):
    """A question outside the agent's domain, and the colleague who takes it."""

    ask: str
    refer_to: Code


class SampleTask(Strict):
    """A task to try, with the demo's attachments."""

    title: str
    ask: str
    files: list[str] = []


class AgentBudget(Strict):
    """The model spend an agent starts with, in micro-dollars a day."""

    day_micros: int = Field(ge=0)


class AgentManifest(Header):
    """`agent.yaml`: a role as data."""

    code: Code
    department: Slug
    tagline: str
    model_tier: Literal["small", "standard", "large"]
    tools: list[ToolName]
    skills: list[Slug] = []
    output: str
    output_schema: dict[str, Any]
    domain_tags: list[str] = Field(min_length=2)
    out_of_scope_examples: list[OutOfScope] = Field(min_length=1)
    related: list[Code] = Field(min_length=3, max_length=3)
    handoff_to: list[Code] = []
    triggers: list[str] = []
    strengths: list[str] = Field(min_length=2)
    sample_tasks: list[SampleTask] = Field(min_length=1)
    icon: str
    budget: AgentBudget
    status: Literal["available", "preview", "retired"] = "available"


class Department(Strict):
    """One of the departments agents are browsed by."""

    slug: Slug
    name: str
    order: int
    icon: str


class EvalExpectation(Strict):
    """Traits of a good result."""

    tools: list[ToolName] = []
    must_contain: list[str] = []
    must_not_contain: list[str] = []
    cites: bool | None = None
    refers_to: Code | None = None


class EvalScenario(Strict):
    """One scenario of `evals.yaml`."""

    id: str
    ask: str
    files: list[str] = []
    expect: EvalExpectation


class Evals(Strict):
    """`evals.yaml`: how one tells that the agent does its job."""

    scenarios: list[EvalScenario] = Field(min_length=1)


class ExampleCall(Strict):
    """One tool call of a worked example; `result_from` fills slots from dotted paths of its result."""

    id: str
    tool: ToolName
    args: dict[str, Any] = {}
    result_from: dict[str, str] = {}


class WorkedExample(Strict):
    """What is asked, which tools are called, how the answer is built: played by the sandbox model."""

    id: str
    ask: str
    also: list[str] = []
    files: list[str] = []
    columns: list[str] = []
    calls: list[ExampleCall]
    answer: str


class Sandbox(Strict):
    """`sandbox.yaml`."""

    examples: list[WorkedExample] = Field(min_length=2)
