"""Reads a chat request into a `Situation`: who is asked what, with which files, tools, colleagues and history.

Only the system prompt is read for blocks, and text marked as data is taken out of it first, so that a
document which contains such blocks changes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import JsonValue

from directorate.simulator.mind import values
from directorate.simulator.model_wire import ChatMessage, ChatRequest, FunctionTool, ToolCall

_DATA_TAG = re.compile(r"<(/?)data\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


class OutputFormat(StrEnum):
    """The form the person asked the answer to take."""

    TEXT = "text"
    MARKDOWN = "markdown"
    TABLE = "table"
    JSON = "json"
    SLIDES = "slides"


@dataclass(frozen=True)
class AgentFacts:
    """The agent that answers; all empty when the prompt names none."""

    code: str = ""
    name: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Colleague:
    """An agent a question may be referred to."""

    code: str
    name: str
    summary: str
    domain_tags: tuple[str, ...]


@dataclass(frozen=True)
class OutsideAsk:
    """An example of what this agent does not do, and who does."""

    ask: str
    refer_to: str


@dataclass(frozen=True)
class AttachedFile:
    """A file of the conversation as the prompt lists it."""

    file_id: str
    name: str
    kind: str
    columns: tuple[str, ...] = ()
    rows: int = 0
    pages: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came back from one tool call of this turn; `error` is set when the call failed."""

    tool: str
    arguments: values.Row
    result: JsonValue
    error: str | None = None


@dataclass(frozen=True)
class Situation:
    """Everything the mind goes by."""

    ask: str
    agent: AgentFacts = field(default_factory=AgentFacts)
    colleagues: tuple[Colleague, ...] = ()
    outside: tuple[OutsideAsk, ...] = ()
    files: tuple[AttachedFile, ...] = ()
    memories: tuple[str, ...] = ()
    output_format: OutputFormat = OutputFormat.MARKDOWN
    sample_asks: tuple[str, ...] = ()
    earlier_asks: tuple[str, ...] = ()
    earlier_answers: tuple[str, ...] = ()
    tools: tuple[FunctionTool, ...] = ()
    done: tuple[Outcome, ...] = ()
    instructions: str = ""

    def has_tool(self, wire_name: str) -> bool:
        """Whether the caller offers a tool of this name."""
        return any(tool.name == wire_name for tool in self.tools)


def read(request: ChatRequest) -> Situation:
    """The situation a request describes."""
    system = "\n\n".join(message.text for message in request.messages if message.role in {"system", "developer"})
    talk = [message for message in request.messages if message.role not in {"system", "developer"}]
    asked_at = max((index for index, message in enumerate(talk) if message.role == "user"), default=-1)
    trusted = without_data(system)
    agent = _attributes(trusted, "agent")
    return Situation(
        ask=talk[asked_at].text.strip() if asked_at >= 0 else "",
        agent=AgentFacts(agent.get("code", ""), agent.get("name", ""), agent.get("organization", "")),
        colleagues=tuple(_colleague(line) for line in _lines(trusted, "colleagues")),
        outside=tuple(_outside(line) for line in _lines(trusted, "out_of_scope")),
        files=tuple(_file(line) for line in _lines(trusted, "attached_files")),
        memories=tuple(values.text(line.get("text")) for line in _lines(trusted, "memories")),
        sample_asks=tuple(_sample(line) for line in _lines(trusted, "sample_tasks")),
        output_format=_output_format(trusted),
        earlier_asks=tuple(message.text for message in talk[: max(asked_at, 0)] if message.role == "user"),
        earlier_answers=tuple(
            message.text for message in talk[: max(asked_at, 0)] if message.role == "assistant" and message.text
        ),
        tools=request.functions(),
        done=_outcomes(talk[asked_at + 1 :]),
        instructions=trusted,
    )


def without_data(prompt: str) -> str:
    """The prompt without what stands between `<data>` and `</data>`, however deep they are nested."""
    kept, depth, start = list[str](), 0, 0
    for tag in _DATA_TAG.finditer(prompt):
        if depth == 0:
            kept.append(prompt[start : tag.start()])
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        start = tag.end()
    return "".join([*kept, prompt[start:] if depth == 0 else ""])


def _block(prompt: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", prompt, re.DOTALL)
    return found.group(1) if found else ""


def _lines(prompt: str, name: str) -> list[values.Row]:
    lines = (values.parsed(line) for line in _block(prompt, name).splitlines() if line.strip())
    return [line for line in lines if values.is_row(line)]


def _attributes(prompt: str, name: str) -> dict[str, str]:
    found = re.search(rf"<{name}\b([^>]*?)/?>", prompt)
    return dict(_ATTRIBUTE.findall(found.group(1))) if found else {}


def _output_format(prompt: str) -> OutputFormat:
    wanted = _block(prompt, "output_format").strip().lower()
    return OutputFormat(wanted) if wanted in set(OutputFormat) else OutputFormat.MARKDOWN


def _colleague(line: values.Row) -> Colleague:
    return Colleague(
        code=values.text(line.get("code")),
        name=values.text(line.get("name")),
        summary=values.text(line.get("summary")),
        domain_tags=values.texts(line.get("domain_tags")),
    )


def _outside(line: values.Row) -> OutsideAsk:
    return OutsideAsk(ask=values.text(line.get("ask")), refer_to=values.text(line.get("refer_to")))


def _sample(line: values.Row) -> str:
    files = ", ".join(f"`{name}`" for name in values.texts(line.get("files")))
    return values.text(line.get("ask")) + (f" (with {files} attached)" if files else "")


def _file(line: values.Row) -> AttachedFile:
    return AttachedFile(
        file_id=values.text(line.get("file_id")),
        name=values.text(line.get("name")),
        kind=values.text(line.get("kind")) or "text",
        columns=values.texts(line.get("columns")),
        rows=values.whole(line.get("rows")),
        pages=values.whole(line.get("pages")),
    )


def _outcomes(turn: Sequence[ChatMessage]) -> tuple[Outcome, ...]:
    calls = {call.id: call for message in turn for call in message.tool_calls or ()}
    answered = (message for message in turn if message.role == "tool" and message.tool_call_id in calls)
    return tuple(
        _outcome(calls[message.tool_call_id or ""].function.name, calls[message.tool_call_id or ""], message.text)
        for message in answered
    )


def _outcome(tool: str, call: ToolCall, content: str) -> Outcome:
    arguments = values.row(values.parsed(call.function.arguments))
    result = values.without_marks(values.parsed(content))
    if result is None:
        return Outcome(tool, arguments, None, error=content.strip()[:300] or "it returned nothing")
    return Outcome(tool, arguments, result, error=_error(result))


def _said(error: JsonValue) -> str:
    known = values.row(error)
    return values.text(error) or values.text(known.get("detail")) or values.text(known.get("message")) or "it failed"


def _error(result: JsonValue) -> str | None:
    """A tool's failure as the runtimes word it: an `error` or `detail` member, or a problem document."""
    problem = values.row(result)
    error = problem.get("error")
    if error:
        return _said(error)
    if values.whole(problem.get("status")) >= 400 and problem.get("title"):
        return values.text(problem.get("detail")) or values.text(problem.get("title"))
    return None
