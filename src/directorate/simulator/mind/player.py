"""Plays a worked example: its calls one after another, then its answer from what they really returned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import jinja2
from pydantic import JsonValue

from directorate.simulator.mind import template, values
from directorate.simulator.mind.examples import MATCHES_FROM, Example, ExampleCall, Notes
from directorate.simulator.mind.grounding import AttachedFile, Outcome, Situation
from directorate.simulator.mind.plan import Call, Plan, wire_name
from directorate.simulator.mind.words import stems


@dataclass(frozen=True)
class Match:
    """An example that fits an ask, with the attached files in its order."""

    example: Example
    likeness: float
    files: tuple[AttachedFile, ...]


def find(situation: Situation, notes: Notes) -> Match | None:
    """The example most like the ask whose files fit; None when none is like enough."""
    asked = set(stems(situation.ask))
    matches = [
        Match(example, example.likeness(situation.ask), files)
        for example in notes.examples
        if (files := example.fitting(situation.files)) is not None and example.bound_names <= asked
    ]
    best = max(matches, key=lambda match: match.likeness, default=None)
    return best if best is not None and best.likeness >= MATCHES_FROM else None


def plan(situation: Situation, match: Match) -> Plan:
    """Make the example's calls and write its answer."""
    slots = _first_slots(situation, match.files)
    failures = list[str]()
    for call in match.example.calls:
        arguments = _arguments(call, slots)
        if arguments is None:
            failures.append(f"`{call.tool}` was not called: what it needs is missing")
            continue
        outcome = yield Call(wire_name(call.tool), arguments)
        if outcome.error is not None:
            failures.append(f"`{call.tool}` failed: {outcome.error.rstrip('.')}")
        slots |= _filled(call, outcome)
    return _answer(match.example, slots, failures)


def _first_slots(situation: Situation, files: tuple[AttachedFile, ...]) -> values.Row:
    listed: list[JsonValue] = [
        {"file_id": file.file_id, "name": file.name, "kind": file.kind, "columns": list(file.columns)} for file in files
    ]
    agent = situation.agent
    return {
        "ask": situation.ask,
        "today": datetime.now(UTC).date().isoformat(),
        "files": listed,
        "organization": agent.organization,
        "agent": agent.name,
        "memories": list(situation.memories),
    }


def _arguments(call: ExampleCall, slots: values.Row) -> values.Row | None:
    try:
        filled = {name: template.evaluate(value, slots) for name, value in call.args.items()}
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError):
        return None
    # An argument that came out empty is left to the tool's default; one the tool must have, it will name.
    return {name: value for name, value in filled.items() if value is not None}


def _filled(call: ExampleCall, outcome: Outcome) -> values.Row:
    if outcome.error is not None:
        return {}
    found = {slot: values.dig(outcome.result, path) for slot, path in call.result_from.items()}
    return {slot: value for slot, value in found.items() if value is not None}


def _answer(example: Example, slots: values.Row, failures: list[str]) -> str:
    try:
        text = template.render(example.answer, slots)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError):
        text = ""
    if not text:
        text = "The work could not be finished, so there is no result to show."
    return f"{text}\n\n{_honest(failures)}" if failures else text


def _honest(failures: Iterable[str]) -> str:
    listed = "\n".join(f"- {failure}." for failure in failures)
    return f"**Not done.** What rests on these steps is left out above:\n\n{listed}"
