"""Words as search sees them: lower case, without the commonest words, with light English endings removed.

The stemmer is a weak one on purpose: it joins plural and verb forms ("invoices", "invoiced", "invoicing") and leaves
derived words apart, because joining too much costs more precision than it brings recall. Rules apply in the order of
the table; each needs a stem with a vowel and at least the given length.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdfgmnprt])\1$")
_STOP_TEXT = """
a about above after again against all also am an and any are as at be because been before being below between both but
by can could did do does doing down during each few for from further had has have having he her here hers him his how
i if in into is it its itself just me more most my no nor not of off on once only or other our ours out over own per
same she should so some such than that the their theirs them then there these they this those through to too under
until up us very was we were what when where which while who whom why will with would you your yours
"""
STOP_WORDS = frozenset(_STOP_TEXT.split())


def terms(text: str) -> Iterator[str]:
    """The search terms of a text, in order, repeated as often as they occur."""
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'").removesuffix("'s").replace("'", "")
        if word and word not in STOP_WORDS:
            yield stem(word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A lower-case word without its grammatical ending. Words with digits and short words stay."""
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return word[:64]
    return _verb(_plural(word))[:64]


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("xes", "ches", "shes", "zes", "oes")) and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb(word: str) -> str:
    for ending in ("ingly", "edly", "ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _VOWEL.search(base) and not word.endswith("eed"):
            return _without_e(_DOUBLE.sub(r"\1", base))
    if word.endswith("ly") and len(word) > 5:
        return _without_e(word[:-2])
    return _without_e(word)


def _without_e(word: str) -> str:
    """Drop a final silent e, so that "invoice" meets "invoicing", and let "applied" meet "apply"."""
    if word.endswith("i"):
        return word[:-1] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 and not word.endswith("ee") else word
