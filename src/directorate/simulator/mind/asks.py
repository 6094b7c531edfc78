"""What kind of thing an ask wants, told by its wording; and the whole ask where it follows up on an earlier one."""

import re

from directorate.simulator.mind.grounding import Situation
from directorate.simulator.mind.words import stems

_SUMMARY = re.compile(
    r"\b(summar(y|ise|ize|ies)|overview|tl;?dr|in short|in brief|gist|"
    r"(key|main|most important) (points|messages|facts|ideas|takeaways)|"
    r"what('s| is) (this|it|the (document|file|text|report|note|pdf)) about|what does (this|it) (say|cover)\W*$)",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(write|draft|compose|prepare|create|produce|make|turn)\b.{0,60}\b(article|post|story|email|letter|brief|outline|"
    r"page|report|newsletter|proposal|guide|note|document|slides?|deck|presentation|plan|copy|announcement|checklist|faq|"
    r"words|paragraphs?|introduction)\b",
    re.IGNORECASE,
)
_SAVE = re.compile(r"\b(save|store|export|file|document|docx|download|knowledge base)\b", re.IGNORECASE)
_CHART = re.compile(r"\b(charts?|plot|graph|draw|visuali[sz]e|diagram)\b", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"^\W*(and|but|what about|how about|now|also|then|only|same|instead|why|so)\b|"
    r"\b(that|those|these|them|it|the same|one)\b",
    re.IGNORECASE,
)
_LONGEST_FOLLOW_UP = 7
_POLITE = re.compile(
    r"^\W*(?:(?:please|kindly|now|ok|so|hi|hello|hey|(?:can|could|would|will) you|(?:i|we) (?:need|want) you to|"
    r"(?:i'd|i would|we'd) like you to|help (?:me|us)(?: to)?|let's)\b\W*)+",
    re.IGNORECASE,
)


def wants_summary(ask: str) -> bool:
    """Whether a summary is asked for."""
    return bool(_SUMMARY.search(ask))


def wants_draft(ask: str) -> bool:
    """Whether a piece of writing is asked for."""
    return bool(_DRAFT.search(ask))


def wants_saving(ask: str) -> bool:
    """Whether the result should be kept as a file or document."""
    return bool(_SAVE.search(ask)) and bool(
        re.search(r"\b(save|store|export|as an? |download|into)\b", ask, re.IGNORECASE)
    )


def wants_chart(ask: str) -> bool:
    """Whether a chart is asked for."""
    return bool(_CHART.search(ask))


def command(ask: str) -> str:
    """The ask without its polite opening: "could you please draw a chart" is "draw a chart"."""
    return _POLITE.sub("", ask, count=1)


def follows_up(situation: Situation) -> bool:
    """Whether the ask only makes sense after the one before: it is short, and opens or points back like one."""
    if not situation.earlier_asks:
        return False
    return len(stems(situation.ask)) <= _LONGEST_FOLLOW_UP and bool(_FOLLOW_UP.search(situation.ask))


def whole_ask(situation: Situation) -> str:
    """The ask, with the earlier one before it where it follows up."""
    return f"{situation.earlier_asks[-1]} {situation.ask}" if follows_up(situation) else situation.ask
