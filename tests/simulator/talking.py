"""A conversation with the mind, without HTTP: the tools it calls are answered by a toolbox until it says something."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from directorate.kit import paths
from directorate.simulator.mind import decide
from directorate.simulator.mind.examples import ExampleShelf
from directorate.simulator.model_wire import ChatRequest
from tests.simulator.toolbox import TOOLS, Json, Toolbox, definitions

DEMO = paths.catalog_dir() / "demo"
SHELF = ExampleShelf(paths.catalog_dir() / "agents")


@cache
def manifest(code: str) -> Json:
    for path in paths.catalog_dir().glob("agents/*/agent.yaml"):
        read: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
        if read["code"] == code:
            return read
    raise LookupError(code)


def system_prompt(code: str, box: Toolbox, *, output_format: str = "markdown", extra: str = "") -> str:
    """The prompt of an agent as the contract between runtime and model describes it."""
    own = manifest(code)
    colleagues = [manifest(other) for other in own["related"]]
    shown = ("code", "name", "summary", "domain_tags")
    blocks = [
        f'<agent code="{code}" name="{own["name"]}" organization="Lanternfish Agency" />',
        _block("colleagues", [{key: colleague[key] for key in shown} for colleague in colleagues]),
        _block("out_of_scope", own["out_of_scope_examples"]),
        _block("sample_tasks", own["sample_tasks"]),
        box.listed(),
        extra,
        f"<output_format>{output_format}</output_format>",
    ]
    return "\n\n".join(block for block in blocks if block)


@dataclass
class Talk:
    """A conversation with one agent."""

    code: str
    box: Toolbox = field(default_factory=Toolbox)
    output_format: str = "markdown"
    extra: str = ""
    tools: Sequence[str] = TOOLS
    messages: list[Json] = field(default_factory=list)

    def ask(self, message: str) -> str:
        """The agent's answer, once it has made its calls."""
        self.messages.append({"role": "user", "content": message})
        for _ in range(16):
            reply = decide.reply(self.request(), SHELF)
            if reply.call is None:
                self.messages.append({"role": "assistant", "content": reply.text})
                return reply.text
            self._perform(reply.call)
        raise AssertionError("no answer after 16 turns")

    def request(self) -> ChatRequest:
        prompt = system_prompt(self.code, self.box, output_format=self.output_format, extra=self.extra)
        body: dict[str, Any] = {
            "model": "sandbox-1",
            "messages": [{"role": "system", "content": prompt}, *self.messages],
            "tools": definitions(tuple(self.tools)),
        }
        return ChatRequest.model_validate(body)

    @property
    def called(self) -> list[str]:
        return [name for name, _ in self.box.calls]

    def _perform(self, call: decide.PlannedCall) -> None:
        result = self.box.call(call.name, json.loads(call.arguments))
        function = {"name": call.name, "arguments": call.arguments}
        asked = {"id": call.id, "type": "function", "function": function}
        self.messages.append({"role": "assistant", "content": None, "tool_calls": [asked]})
        self.messages.append({"role": "tool", "tool_call_id": call.id, "content": json.dumps(result)})


def _block(tag: str, lines: list[Json]) -> str:
    return "\n".join([f"<{tag}>", *(json.dumps(line) for line in lines), f"</{tag}>"])
