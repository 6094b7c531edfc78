"""The blocks an agent's instructions are put together from: pure functions, each `(...) -> str | None`, each bounded.

Facts stand in machine-readable blocks, so that any model, the sandbox's included, finds them. Third-party text is
marked as data; what it says is never an instruction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import orjson
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

from directorate.marketplace.manifests import AgentManifest, OutOfScope, SampleTask

CHARACTERS_PER_TOKEN = 4
_ENVIRONMENT = SandboxedEnvironment(autoescape=False, keep_trailing_newline=True)  # nosec B701: a prompt, not HTML


class OrganizationFacts(BaseModel):
    """What a prompt may say of the organization."""

    name: str
    currency: str
    time_zone: str


class Colleague(BaseModel):
    """A related agent, as the boundary block lists it."""

    code: str
    name: str
    summary: str
    domain_tags: list[str]
    hired: bool


class AttachedFile(BaseModel):
    """An attached file, as its block lists it. `columns` and `rows` are for tables."""

    file_id: str
    name: str
    media_type: str
    kind: str
    pages: int | None = None
    columns: list[str] | None = None
    rows: int | None = None


class MemoryFact(BaseModel):
    """A remembered fact."""

    text: str
    scope: str


def _lines(tag: str, items: Iterable[BaseModel], limit_tokens: int) -> str | None:
    """Return a block with one JSON object a line, cut at the token limit; None when there is nothing."""
    lines, room = list[str](), limit_tokens * CHARACTERS_PER_TOKEN
    for item in items:
        line = orjson.dumps(item.model_dump(mode="json", exclude_none=True)).decode().replace("<", "\\u003c")
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    return "\n".join([f"<{tag}>", *lines, f"</{tag}>"]) if lines else None


def identity(manifest: AgentManifest, organization: OrganizationFacts) -> str:
    """Return the line that says who the agent is and for whom it works."""
    attributes: Mapping[str, str] = {"code": manifest.code, "name": manifest.name, "organization": organization.name}
    written = " ".join(f'{name}="{value.replace(chr(34), "")}"' for name, value in attributes.items())
    return f"<agent {written} />"


def role(prompt: str, organization: OrganizationFacts, today: date) -> str:
    """Return the role's instructions with its placeholders filled."""
    template = _ENVIRONMENT.from_string(prompt)
    return template.render(organization=organization, today=today.isoformat()).strip()


def organization_instructions(instructions: str) -> str | None:
    """Return what the organization added to the role, or None."""
    return f"Instructions of the organization for you:\n{instructions.strip()}" if instructions.strip() else None


def boundary(rule: str, colleagues: Sequence[Colleague], examples: Sequence[OutOfScope]) -> str | None:
    """Return where the agent's work ends and who takes what lies outside; None without colleagues."""
    listed = _lines("colleagues", colleagues, 800)
    if listed is None:
        return None
    return "\n".join(part for part in (listed, _lines("out_of_scope", examples, 600), rule.strip()) if part)


def sample_tasks(tasks: Sequence[SampleTask]) -> str | None:
    """Return what a person may ask for, to be offered when asked what the agent does."""
    return _lines("sample_tasks", tasks, 300)


def attached_files(files: Sequence[AttachedFile]) -> str | None:
    """Return the list of the conversation's files; their content is read by tools."""
    return _lines("attached_files", files, 1500)


def memories(facts: Sequence[MemoryFact]) -> str | None:
    """Return what is remembered and relevant now."""
    return _lines("memories", facts, 600)


def output_format(chosen: str) -> str:
    """Return the form the answer is to take."""
    return f"<output_format>{chosen}</output_format>"


def assemble(blocks: Iterable[str | None]) -> str:
    """Join the blocks that have something to say."""
    return "\n\n".join(block for block in blocks if block)
