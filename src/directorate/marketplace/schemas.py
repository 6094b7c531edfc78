"""What the catalogue looks like over HTTP."""

from pydantic import BaseModel

from directorate.kit.registry import Effect
from directorate.marketplace.manifests import OutOfScope, SampleTask


class DepartmentRef(BaseModel):
    """A department's slug and name."""

    slug: str
    name: str


class DepartmentView(DepartmentRef):
    """A department with the number of agents in it."""

    icon: str
    agents: int


class ToolView(BaseModel):
    """A tool an agent may call, and how far it reaches."""

    name: str
    effect: Effect
    description: str


class ColleagueRef(BaseModel):
    """A related agent."""

    code: str
    name: str


class AgentView(BaseModel):
    """An agent of the catalogue. `price_cents_month` is in cents of `currency`."""

    code: str
    slug: str
    version: str
    name: str
    department: DepartmentRef
    tagline: str
    summary: str
    price_cents_month: int
    currency: str
    model_tier: str
    tools: list[ToolView]
    skills: list[str]
    domain_tags: list[str]
    out_of_scope_examples: list[OutOfScope]
    related: list[ColleagueRef]
    strengths: list[str]
    sample_tasks: list[SampleTask]
    output: str
    icon: str
    status: str
    evals_count: int


class AgentQuery(BaseModel):
    """How the catalogue is narrowed down."""

    q: str = ""
    department: str = ""
    tag: str = ""
