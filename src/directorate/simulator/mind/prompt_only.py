"""Answers where no agent and no tool is given: only the text of the prompt is there to go by."""

import re

from directorate.simulator.mind import asks, quoting
from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.plan import Plan
from directorate.simulator.mind.quoting import Passage
from directorate.simulator.mind.words import STOP, words

_TITLE = re.compile(r"\btitle\b", re.IGNORECASE)
_TITLE_WORDS = 6
_LONG_TEXT = 240
_LEAD = re.compile(r"^(?P<ask>[^\n]{3,200}?)(?::\s*\n+|:\s+|\n\s*\n)(?P<text>.+)$", re.DOTALL)


def applies(situation: Situation) -> bool:
    """Whether there is nothing but the prompt: neither an agent nor a tool nor a file."""
    return not situation.agent.code and not situation.tools and not situation.files


def plan(situation: Situation) -> Plan:
    """Answer from the text of the prompt, or say that it holds no answer."""
    yield from ()
    ask, text = _ask_and_text(situation)
    if _TITLE.search(situation.instructions) or (_TITLE.search(ask) and text):
        return title(text or situation.ask)
    if not text:
        return (
            "This is the sandbox model. It answers only from text it is given, and this prompt holds none to answer "
            "from. Add the text to the message, or ask a hired agent, which can search files and documents."
        )
    passages = [Passage(text, "the prompt", 0)]
    if asks.wants_summary(ask):
        return quoting.summary(passages)
    return quoting.answer(ask, passages) or "The text in the prompt does not answer this."


def title(text: str) -> str:
    """A short title: the first words of a text that carry meaning, in its own order."""
    held = [word for word in words(text) if word.lower() not in STOP][:_TITLE_WORDS]
    joined = " ".join(held)
    return joined[:1].upper() + joined[1:] if joined else "Conversation"


def _ask_and_text(situation: Situation) -> tuple[str, str]:
    """The question and the text it is about: `question: text` in one message, or the instructions as the text."""
    parts = _LEAD.match(situation.ask)
    if parts and len(parts.group("text")) >= 40:
        return parts.group("ask"), parts.group("text")
    if len(situation.ask) >= _LONG_TEXT:
        return situation.ask.splitlines()[0], situation.ask
    return situation.ask, situation.instructions if len(situation.instructions) >= _LONG_TEXT else ""
