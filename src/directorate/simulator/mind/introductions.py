"""Greetings, thanks, and questions about who answers: short, and honest about being the sandbox model."""

import re

from directorate.simulator.mind.examples import Notes
from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.plan import Plan

_GREETING = re.compile(
    r"^\W*(hi|hello|hey|good (morning|afternoon|evening|day)|g'day|greetings|howdy)( there| all| team| everyone)?"
    r"(,? [\w-]+)?\W*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^\W*(thanks?( you| a lot| so much| very much)*|cheers|great|perfect|ok(ay)?|got it|bye|goodbye)"
    r"([,.]? (that'?s? (all|great|helpful)|thanks?|thank you))?\W*$",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"\b(who|what) (are|r) you\b|\bwhat('s| is) your (name|model)\b|\bintroduce yourself\b|"
    r"\b(which|what) (language |ai |llm )?model\b.*\b(you|this|answers?)\b|"
    r"\bdo you (really )?(think|reason|understand)\b|"
    r"\bare you (really )?(an? )?(real )?(ai|bot|human|person|robot|chatgpt|gpt|claude|gemini|llm|model|sandbox)\b",
    re.IGNORECASE,
)
_ABILITY = re.compile(
    r"^\W*(what (can|do) you (do|help( me)? with)|how can you help|help( me)?|what (else )?can i ask( you)?)\b.{0,24}$",
    re.IGNORECASE,
)


def applies(situation: Situation) -> bool:
    """Whether the ask is about the agent itself, or small talk."""
    ask = situation.ask
    if not ask.strip():
        return True
    return len(ask) <= 160 and any(pattern.search(ask) for pattern in (_GREETING, _THANKS, _IDENTITY, _ABILITY))


def plan(situation: Situation, notes: Notes) -> Plan:
    """Say who answers and what may be asked."""
    yield from ()
    if _THANKS.search(situation.ask):
        return "You are welcome. Ask again when there is more to look at."
    if _IDENTITY.search(situation.ask):
        return _identity(situation)
    return "\n\n".join(part for part in (_role(situation, notes), _to_try(situation, notes)) if part)


def _identity(situation: Situation) -> str:
    agent = f"You are talking to the agent **{situation.agent.name}**. " if situation.agent.name else ""
    return (
        f"{agent}The answers here come from the sandbox model (`sandbox-1`): a rule-based stand-in for a language "
        "model that runs on this machine. It does not reason. It finds, counts and quotes what your files and "
        "documents hold, fills in worked examples with real results, and says so when it finds nothing. Connect a "
        "model provider under Settings to have a real model answer."
    )


def _role(situation: Situation, notes: Notes) -> str:
    name, organization = situation.agent.name, situation.agent.organization
    if not name:
        return "This is the sandbox model. It answers from the text of the prompt: paste a text and ask about it."
    at = f" at {organization}" if organization else ""
    summary = f" {notes.summary.rstrip('.')}." if notes.summary else ""
    honest = "In the sandbox, answers are built by rules from your files and documents."
    return f"Hello, this is **{name}**{at}.{summary} {honest}"


def _to_try(situation: Situation, notes: Notes) -> str:
    asks = [f"- {ask}" for ask in situation.sample_asks[:3]] or [f"- {example.ask}" for example in notes.examples[:3]]
    if situation.agent.name and len(asks) < 3:
        asks.append("- Attach a document and ask for a summary, or for what it says about something.")
    return "Worth trying:\n\n" + "\n".join(asks) if asks else ""
