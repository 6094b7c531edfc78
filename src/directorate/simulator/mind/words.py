"""Words as the sandbox model compares them: stems, a small thesaurus, weights, similarity, BM25."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?")

_STOP_WORDS = """
a about after again all also am an and any are as at be because been before being but by can could did do does
doing done for from get give given go had has have having he her here him his how i i'd i'm if in into is it
it's its just let like may me might more most much must my no nor not of off on once one only or other our ours
out over own please she should so some such than that that's the their them then there these they this those
through to too under until up us very was we were what what's when where which while who whom whose why will
with would you your yours
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that carry no subject of their own."""

_WEAK_WORDS = """
answer ask check do draft find get help know list look make need now prepare see set show start take tell
thing today tomorrow turn use want way work write year month week day new first next last good best term
"""
_WEAK_WEIGHT = 0.45
_QUESTION_WEIGHT = 0.6
_QUESTIONS = frozenset({"why", "when", "where", "who"})
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'’-]+")

_GROUPS = (
    "revenue sale turnover takings",
    "cost spend expense spending",
    "client customer account",
    "company firm business organisation organization",
    "phone ring telephone call",
    "staff employee team headcount people",
    "quantity qty unit volume",
    "price rate fee",
    "region area territory",
    "mean average avg",
    "email mail",
    "invoice bill",
    "photo picture image",
    "contract agreement",
    "rank sort order prioritise prioritize",
    "summary summarise summarize overview",
    "lead prospect",
    "chart plot graph",
    "article post piece",
    "pay payment payable paid",
    "terminate termination cancel cancellation end",
    "own owner ownership",
)
_CANON = {word: group.split()[0] for group in _GROUPS for word in group.split()}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its inflection: plural, -ing and -ed go; synonyms of the thesaurus become one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in _CANON:
        return _CANON[word]
    for suffix, put in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(suffix) + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    if len(word) > 4:
        word = word.removesuffix("e")
    return _CANON.get(word, _CANON.get(word + "e", word))


def words(text: str) -> list[str]:
    """The words of a text as written."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of a text's words that carry meaning, in order."""
    return [stem(word) for word in words(text) if word.lower() not in STOP]


def weight(stem_: str) -> float:
    """How much a stem says about the subject of an ask."""
    return _WEAK_WEIGHT if stem_ in _WEAK_STEMS else 1.0


def likeness(left: str, right: str) -> float:
    """How alike two asks are, 0 to 1: the weighted cosine of their stems, a little less where their order differs."""
    one, two = _features(left), _features(right)
    if not one or not two:
        return 1.0 if left.strip() and left.strip().lower() == right.strip().lower() else 0.0
    common = sum(one[item] * two[item] for item in one.keys() & two.keys())
    cosine = common / math.sqrt(_norm(one) * _norm(two))
    pairs_one, pairs_two = set(pairwise(one)), set(pairwise(two))
    shared = len(pairs_one & pairs_two) / max(1, min(len(pairs_one), len(pairs_two)))
    return min(1.0, cosine * (0.9 + 0.1 * shared))


def recall(known: str, ask: str) -> float:
    """The weighted share of a known ask's stems that an ask holds, 0 to 1; proper names do not count."""
    named, held = names(known), _features(ask)
    wanted = {item: value for item, value in _features(known).items() if item not in named}
    total = sum(wanted.values())
    return sum(value for item, value in wanted.items() if item in held) / total if total else 0.0


def names(text: str) -> set[str]:
    """The proper names of a text, as stems: words with a capital that do not open a sentence."""
    return {stem(word) for word in _NAME.findall(text) if word.lower() not in STOP}


def coverage(part: Iterable[str], whole: Iterable[str]) -> float:
    """The weighted share of `part`'s stems that `whole` holds too."""
    wanted, present = set(part), set(whole)
    total = sum(weight(item) for item in wanted)
    return sum(weight(item) for item in wanted & present) / total if total else 0.0


class Ranking:
    """BM25 over a set of texts (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(stems(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(self._lengths) if self._lengths else 1.0
        self._holding: Counter[str] = Counter()
        for counts in self._counts:
            self._holding.update(counts.keys())

    def scores(self, query: Iterable[str]) -> list[float]:
        """One score for each text, in the order given."""
        wanted = set(query)
        return [self._score(wanted, index) for index in range(len(self._counts))]

    def _score(self, wanted: set[str], index: int) -> float:
        counts, spread = self._counts[index], 0.25 + 0.75 * self._lengths[index] / max(self._mean, 1.0)
        return sum(
            self._idf(item) * weight(item) * counts[item] * 2.2 / (counts[item] + 1.2 * spread)
            for item in wanted
            if item in counts
        )

    def _idf(self, item: str) -> float:
        holding = self._holding[item]
        return math.log(1 + (len(self._counts) - holding + 0.5) / (holding + 0.5))


def _features(text: str) -> dict[str, float]:
    """The stems of an ask with their weights: names say little about its kind, question words something."""
    named = names(text)
    asked = {f"?{word.lower()}": _QUESTION_WEIGHT for word in words(text) if word.lower() in _QUESTIONS}
    return asked | {item: _WEAK_WEIGHT if item in named or item.isdigit() else weight(item) for item in stems(text)}


def _norm(features: dict[str, float]) -> float:
    return sum(value**2 for value in features.values())


_WEAK_STEMS = frozenset(stem(word) for word in _WEAK_WORDS.split())
