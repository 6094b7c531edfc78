"""A plan: a generator that yields tool calls, is sent what came back, and returns the answer's Markdown.

Being deterministic, a plan is replayed from the start on every turn: the results already in the conversation
are sent to it in order, and the first call without a result is the next one to make. So the mind needs no
memory between turns.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeAlias

from directorate.simulator.mind.grounding import Outcome, Situation
from directorate.simulator.mind.values import Row

MOST_CALLS = 14
"""One less than the requests a run may make, so that an answer is always reached."""


@dataclass(frozen=True)
class Call:
    """A tool call a plan asks for, by the tool's wire name (`knowledge_query_table`)."""

    tool: str
    arguments: Row


Plan: TypeAlias = Generator[Call, Outcome, str]


def advance(plan: Plan, situation: Situation) -> Call | str:
    """The next call to make, or the answer when the plan is through.

    A tool that is not offered counts as a failed call, so that the plan goes on with what there is.
    """
    done = list(situation.done)
    try:
        call = next(plan)
        for _ in range(MOST_CALLS):
            if not situation.has_tool(call.tool):
                outcome = Outcome(call.tool, call.arguments, None, error="the tool is not available here")
            elif (found := _result(done, call.tool)) is not None:
                outcome = found
            else:
                return call
            call = plan.send(outcome)
    except StopIteration as end:
        answer: str = end.value
        return answer
    return "This took more steps than one answer may take, so it stops here. Ask for one part of it at a time."


def _result(done: list[Outcome], tool: str) -> Outcome | None:
    """The next recorded result of this tool; results of calls the plan did not ask for are passed over."""
    while done:
        outcome = done.pop(0)
        if outcome.tool == tool:
            return outcome
    return None


def wire_name(tool: str) -> str:
    """A tool's name on the wire: `knowledge.search` is `knowledge_search`."""
    return tool.replace(".", "_")
