"""Chooses what to do with a request: introduce itself, refer, play a worked example, or look for the answer."""

import hashlib
import json
from dataclasses import dataclass

from directorate.simulator.mind import (
    formats,
    grounding,
    introductions,
    json_output,
    passages,
    player,
    prompt_only,
    referral,
    requests,
    table_plan,
)
from directorate.simulator.mind.examples import ExampleShelf
from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.plan import Call, Plan, advance
from directorate.simulator.model_wire import ChatRequest, FunctionTool, NamedToolChoice


@dataclass(frozen=True)
class PlannedCall:
    """A tool call ready for the wire: `arguments` is JSON text."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Reply:
    """What the model says: text, one tool call, or a refusal."""

    text: str = ""
    call: PlannedCall | None = None
    refusal: str = ""


def reply(request: ChatRequest, shelf: ExampleShelf) -> Reply:
    """The model's next turn. The same request always gets the same reply."""
    situation = grounding.read(request)
    forced = _forced_tool(request)
    if forced is not None:
        return _filled_call(forced, situation, situation.ask)
    step = advance(choose(situation, shelf), situation)
    if isinstance(step, Call):
        return Reply(call=_planned(situation, step.tool, json.dumps(step.arguments, ensure_ascii=False)))
    if request.tool_choice == "required" and situation.tools:
        return _filled_call(_output_tool(situation), situation, step)
    return _worded(request, situation, step)


def choose(situation: Situation, shelf: ExampleShelf) -> Plan:
    """The plan that fits the ask best."""
    notes = shelf.notes(situation.agent.code)
    if introductions.applies(situation):
        return introductions.plan(situation, notes)
    example = player.find(situation, notes)
    colleague = referral.find(situation, notes, example.likeness if example else 0.0)
    if colleague is not None:
        return referral.plan(situation, colleague)
    if example is not None:
        return player.plan(situation, example)
    return _generic(situation)


def _generic(situation: Situation) -> Plan:
    if requests.applies(situation):
        return requests.plan(situation)
    if prompt_only.applies(situation):
        return prompt_only.plan(situation)
    if table_plan.applies(situation):
        return table_plan.plan(situation)
    return passages.plan(situation)


def _worded(request: ChatRequest, situation: Situation, markdown: str) -> Reply:
    wanted = request.response_format
    if wanted is None or wanted.type == "text":
        return Reply(text=formats.shaped(markdown, situation.output_format))
    if wanted.type == "json_object" or wanted.json_schema is None:
        return Reply(text=json_output.free_object(situation, markdown))
    filled = json_output.filled(wanted.json_schema.schema_, situation, markdown)
    if filled is None:
        return Reply(refusal="The sandbox model cannot fill this schema from what the prompt holds.")
    return Reply(text=json.dumps(filled, ensure_ascii=False))


def _forced_tool(request: ChatRequest) -> FunctionTool | None:
    choice = request.tool_choice
    if not isinstance(choice, NamedToolChoice):
        return None
    return next((tool for tool in request.functions() if tool.name == choice.function.name), None)


def _output_tool(situation: Situation) -> FunctionTool:
    """The tool that takes an answer where one must be called: the last offered, as output tools are listed last."""
    return situation.tools[-1]


def _filled_call(tool: FunctionTool, situation: Situation, content: str) -> Reply:
    arguments = json_output.filled(tool.parameters, situation, content)
    return Reply(call=_planned(situation, tool.name, json.dumps(arguments or {}, ensure_ascii=False)))


def _planned(situation: Situation, name: str, arguments: str) -> PlannedCall:
    turn = f"{len(situation.earlier_asks)}:{len(situation.done)}:{name}:{arguments}"
    return PlannedCall(f"call_{hashlib.blake2b(turn.encode(), digest_size=12).hexdigest()}", name, arguments)
