"""Direct requests: create a task, remember something, save the last answer as a document."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from pydantic import JsonValue

from directorate.simulator.mind import asks, values
from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.plan import Call, Plan

_TASK = re.compile(
    r"\b(?:create|add|make|open|set up|log|put)\b[^.?!]{0,30}?\b(?:tasks?|to-?dos?|reminders?|action items?)\b\W*"
    r"(?:(?:to|for me to|that says|called|titled|saying|about|for|in the inbox(?: to)?)\b\W*)?(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REMIND = re.compile(
    r"^\W*(?:please\s+)?remind (?:me|us)\s+(?:to|about|that)\s+(?P<title>.+)", re.IGNORECASE | re.DOTALL
)
_REMEMBER = re.compile(
    r"^\W*(?:please\s+)?(?:remember|keep in mind|note)\s*(?:that|:)\s+(?P<text>.+)", re.IGNORECASE | re.DOTALL
)
_REFERENCE_ONLY = re.compile(r"^(?:(?:this|that|it|these|those|the (?:above|same))\b)?\W*$", re.IGNORECASE)
_DUE = re.compile(r"\b(?:by|due|on|before)\s+(?P<date>\d{4}-\d{2}-\d{2})\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:by |on |due |before |until )?(?:next )?"
    r"(?P<day>today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_REMEMBER_TOOL = "knowledge_remember"


def applies(situation: Situation) -> bool:
    """Whether the ask is one of these requests."""
    return _planner(situation) is not None


def plan(situation: Situation) -> Plan:
    """Do what is requested by one tool call and confirm it from the tool's result."""
    planner = _planner(situation)
    return (yield from planner(situation)) if planner else ""


def _planner(situation: Situation) -> Callable[[Situation], Plan] | None:
    ask = situation.ask
    if _REMIND.search(ask) or _TASK.search(ask):
        return _task
    if _REMEMBER.search(ask):
        return _remember
    return _save if asks.wants_saving(ask) and asks.follows_up(situation) and situation.earlier_answers else None


def _task(situation: Situation) -> Plan:
    title, body = _task_text(situation)
    arguments: values.Row = {"title": title, "body": body}
    due = _due(situation.ask, datetime.now(UTC).date())
    if due:
        arguments["due"] = due
    outcome = yield Call("inbox_create_task", arguments)
    if outcome.error is not None:
        return f"The task was not created: {outcome.error.rstrip('.')}."
    named = values.text(values.dig(outcome.result, "title")) or title
    status = values.text(values.dig(outcome.result, "status"))
    assignee = values.text(values.dig(outcome.result, "assignee"))
    until = values.text(values.dig(outcome.result, "due"))
    facts = [status and f"status {status}", assignee and f"assigned to {assignee}", until and f"due {until}"]
    known = ", ".join(fact for fact in facts if fact)
    return f"The task **{named}** is in the inbox{f' ({known})' if known else ''}."


def _due(ask: str, today: date) -> str | None:
    """The ISO date an ask names, also as "tomorrow" or a day of the week; None when it names none."""
    written, said = _DUE.search(ask), _DAY.search(ask)
    if written:
        return written.group("date")
    if not said:
        return None
    day = said.group("day").lower()
    ahead = _WEEKDAYS.index(day) - today.weekday() if day in _WEEKDAYS else {"today": 0, "tomorrow": 1}[day]
    return (today + timedelta(days=ahead if ahead > 0 or day == "today" else ahead + 7)).isoformat()


def _task_text(situation: Situation) -> tuple[str, str]:
    found = _REMIND.search(situation.ask) or _TASK.search(situation.ask)
    said = (found.group("title") if found else "").strip().strip("\"'“”").rstrip(".?!")
    title = _DAY.sub("", _DUE.sub("", said)).strip(" ,;")
    if _REFERENCE_ONLY.match(title) and situation.earlier_asks:
        title = f"Follow up: {situation.earlier_asks[-1].strip().rstrip('.?!')}"
    lines = [line for line in title.splitlines() if line.strip()] or ["Follow up on this conversation"]
    short = lines[0][:1].upper() + lines[0][1:]
    body = f"Asked in chat: {situation.ask}"
    if situation.earlier_answers and _REFERENCE_ONLY.match(_DUE.sub("", said).strip(" ,;")):
        body += f"\n\n{situation.earlier_answers[-1][:1500]}"
    return short[:120], body


def _remember(situation: Situation) -> Plan:
    found = _REMEMBER.search(situation.ask)
    said = (found.group("text") if found else situation.ask).strip()
    if not situation.has_tool(_REMEMBER_TOOL):
        yield from ()
        return "This agent has no tool to remember things. You can add it yourself under Settings, Memories."
    outcome = yield Call(_REMEMBER_TOOL, {"text": said})
    if outcome.error is not None:
        return f"It was not remembered: {outcome.error.rstrip('.')}."
    return f"Remembered: {said}"


def _save(situation: Situation) -> Plan:
    title = situation.earlier_asks[-1].strip().rstrip(".?!")[:80]
    into = "knowledge" if "knowledge" in situation.ask.lower() else "files"
    arguments: values.Row = {
        "title": title,
        "body": situation.earlier_answers[-1],
        "format": "docx" if "docx" in situation.ask.lower() or "word" in situation.ask.lower() else "markdown",
        "into": into,
    }
    outcome = yield Call("knowledge_write_document", arguments)
    if outcome.error is not None:
        return f"The last answer was not saved: {outcome.error.rstrip('.')}."
    return f"The last answer is saved as {document_link(outcome.result, title)}."


def document_link(result: JsonValue, fallback: str) -> str:
    """The file a tool made, as a link where there is an address."""
    name = values.text(values.dig(result, "name")) or fallback
    url = values.text(values.dig(result, "url"))
    return f"[{name}]({url})" if url else f"**{name}**"
