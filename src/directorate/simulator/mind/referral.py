"""Decides whether an ask belongs to a colleague, and hands it over by a tool call."""

from directorate.simulator.mind import asks, requests, values
from directorate.simulator.mind.examples import Notes
from directorate.simulator.mind.grounding import Colleague, Situation
from directorate.simulator.mind.plan import Call, Plan
from directorate.simulator.mind.words import coverage, likeness, stem, stems, weight, words

REFERS_FROM = 0.58
"""The likeness to an out-of-scope example from which an ask is referred; see tests/simulator/test_matching.py."""

_TOOL = "agents_refer"
_TABLE_TOOL = "knowledge_query_table"
_TABLE_TAGS = frozenset({"analysis", "statistics", "sql"})
_DOMAIN_SCORE = 2
_OPENING_WORDS = 6
_MAKING = frozenset(
    [
        "write",
        "draft",
        "edit",
        "rewrite",
        "make",
        "create",
        "draw",
        "design",
        "build",
        "prepare",
        "produce",
        "plan",
        "run",
    ]
)


def find(situation: Situation, notes: Notes, example_likeness: float) -> Colleague | None:
    """The colleague an ask belongs to; None when it is this agent's own work or cannot be told.

    An ask that is more like one of the agent's own worked examples than like an outside one stays.
    """
    if not situation.has_tool(_TOOL):
        return None
    scored = [(_outside_likeness(situation.ask, known.ask), known) for known in situation.outside]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= REFERS_FROM and best[0] > example_likeness:
        return _colleague(situation, best[1].refer_to)
    if example_likeness or requests.applies(situation):
        return None
    return _for_tables(situation) or _by_domain(situation, notes)


def plan(situation: Situation, colleague: Colleague) -> Plan:
    """Refer, then say so in a sentence or two."""
    reason = f"This falls to {colleague.name or colleague.code}: {colleague.summary or 'it is outside my work'}".rstrip(
        "."
    )
    outcome = yield Call(
        _TOOL,
        {"code": colleague.code, "reason": f"{reason}.", "handoff_context": _handoff(situation)},
    )
    name = colleague.name or values.text(values.dig(outcome.result, "name")) or colleague.code
    if outcome.error is not None:
        return f"This is outside my work, and the referral to {name} failed: {outcome.error.rstrip('.')}."
    hired = values.dig(outcome.result, "is_hired")
    own = f"I am {situation.agent.name}; " if situation.agent.name else ""
    after = "You can hand the conversation over below." if hired else "They are not hired yet; you can do that below."
    does = f" {colleague.summary.rstrip('.')}." if colleague.summary else ""
    return f"{own}this is work for **{name}** ({colleague.code}).{does} {after}"


def _outside_likeness(ask: str, known: str) -> float:
    """How alike an ask is to an outside example; one that holds nearly all of its words counts as alike."""
    asked, wanted = stems(ask), stems(known)
    held = coverage(wanted, asked)
    strong = sum(1 for item in set(wanted) & set(asked) if weight(item) >= 1)
    return max(likeness(ask, known), held * 0.9 if strong >= 2 else 0.0)


def _for_tables(situation: Situation) -> Colleague | None:
    """The colleague who can ask tables, where only tables are attached and this agent cannot."""
    only_tables = bool(situation.files) and all(file.kind == "table" for file in situation.files)
    if not only_tables or situation.has_tool(_TABLE_TOOL):
        return None
    return next((one for one in situation.colleagues if _TABLE_TAGS & set(one.domain_tags)), None)


def _by_domain(situation: Situation, notes: Notes) -> Colleague | None:
    """The one colleague whose domain an ask clearly names, where it names none of the agent's own."""
    if _domain_score(situation, notes.domain_tags):
        return None
    scored = sorted(
        ((_domain_score(situation, colleague.domain_tags), colleague.code) for colleague in situation.colleagues),
        reverse=True,
    )
    if not scored or scored[0][0] < _DOMAIN_SCORE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return _colleague(situation, scored[0][1])


def _domain_score(situation: Situation, tags: tuple[str, ...]) -> int:
    """Two for a tag that is what the ask wants made ("draw a chart"); without attached files one for any other tag."""
    opening = words(asks.command(situation.ask))[:_OPENING_WORDS]
    asked, wanted = set(stems(situation.ask)), set(stems(" ".join(opening)))
    makes = bool(opening) and opening[0].lower() in _MAKING
    score = 0
    for parts in (set(stems(tag.replace("-", " "))) for tag in tags):
        leads = bool(opening) and parts == {stem(opening[0])}
        if parts and ((makes and parts <= wanted) or leads):
            score += 2
        elif parts and parts <= asked and not situation.files:
            score += 1
    return score


def _colleague(situation: Situation, code: str) -> Colleague | None:
    return next((colleague for colleague in situation.colleagues if colleague.code == code), None)


def _handoff(situation: Situation) -> str:
    """The request in the person's own words, which the colleague is asked in turn; files go along with it."""
    return situation.ask[:600]
