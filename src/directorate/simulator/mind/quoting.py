"""Chooses sentences from passages and sets them as quotations with their sources.

Everything returned is a sentence of the material, word for word, so there is nothing to invent.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from directorate.simulator.mind.blocks import blocks
from directorate.simulator.mind.words import Ranking, coverage, names, stem, stems, weight, words

_AMOUNT_STEMS = frozenset(stems("cost price amount much"))
ANSWERS_FROM = 0.5
"""The weighted share of the ask's words the quoted sentences must hold to count as an answer."""

_MOST_QUOTES = 4
_MOST_POINTS = 12
_SECTION_FROM = 0.34
_LEAST_POINTS = 3
_TITLE_BONUS = 0.3
_ABOUT_THE_FILE = frozenset(
    stems(
        "document file attached attachment text page pdf note report say says said tell mention state according "
        "explain describe please details information about question answer happen mean matter brief"
    )
)
_AMOUNT = re.compile(
    r"\b(how (much|many|long|often|old|big|large|far)|what (share|percentage|amount|price|cost|rate)|price|cost)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(when|what (date|day|time|year|month)|deadline|due)\b", re.IGNORECASE)
_DATE_WORD = re.compile(
    r"\b(\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(mon|tues|wednes|thurs|fri|satur|sun)day|days?|weeks?|months?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A piece of text with its source: `n` is the number to cite it by, 0 when it has none."""

    text: str
    title: str
    n: int
    locator: str = ""
    heading: str = ""

    @property
    def cite(self) -> str:
        """The citation mark with a space before it, or nothing."""
        return f" [{self.n}]" if self.n else ""

    @property
    def where(self) -> str:
        """The source in words."""
        return f"{self.title}, {self.locator}" if self.locator else self.title


@dataclass(frozen=True)
class Line:
    """One sentence or list item, under its heading, with its place in the material."""

    text: str
    heading: str
    passage: Passage
    order: int
    is_item: bool = field(default=False)

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the sentence itself."""
        return stems(self.text)

    @property
    def title_stems(self) -> set[str]:
        """The stems of the title of its document."""
        return set(stems(self.passage.title.replace("-", " ")))


def lines(passages: Iterable[Passage]) -> list[Line]:
    """The sentences and list items of passages, in order; headings are kept with what follows them."""
    found = list[Line]()
    for passage in passages:
        start = len(found)
        found += [
            Line(block.text, block.heading, passage, start + at, block.is_item)
            for at, block in enumerate(blocks(passage.text, passage.heading))
        ]
    return found


def answer(ask: str, passages: list[Passage]) -> str | None:
    """The sentences that answer an ask, quoted with their sources; None when nothing does."""
    found, asked = lines(passages), _subject(ask)
    titled = [line for line in found if asked and set(asked) <= line.title_stems]
    if len(titled) >= _LEAST_POINTS:
        return summary(list(dict.fromkeys(line.passage for line in titled)))
    section = _section_asked_for(asked, found)
    if section:
        return _as_list(section)
    chosen = _best(ask, asked, found)
    fitting = [line for line in chosen if coverage(asked, _around(line, found)) >= ANSWERS_FROM]
    return _quoted(fitting) if fitting and fitting[0] == chosen[0] else None


def closest(ask: str, passages: list[Passage]) -> str:
    """The one sentence nearest to an ask when nothing answers it; empty when none has a word in common."""
    found = lines(passages)
    best = _best(ask, _subject(ask), found)[:1]
    strong = [line for line in best if any(weight(item) >= 1 for item in set(line.stems) & set(_subject(ask)))]
    return f"> {strong[0].text}{strong[0].passage.cite}" if strong else ""


def summary(passages: list[Passage]) -> str:
    """The leading sentence of each section; of a text without headings, its most central sentences."""
    found = lines(passages)
    if not found:
        return "There is no text in it to summarise."
    titles = list(dict.fromkeys(passage.title for passage in passages))
    leads = _leads(found)
    points = leads if len(leads) >= _LEAST_POINTS else _central(found)
    body = "\n".join(f"- {_labelled(line)}{line.text}{line.passage.cite}" for line in points[:_MOST_POINTS])
    rest = len(points) - _MOST_POINTS
    more = f"\n\n{rest} more {'is' if rest == 1 else 'are'} not shown; ask for one by its words." if rest > 0 else ""
    shown = min(len(points), _MOST_POINTS)
    head = f"**{', '.join(titles)}, in {shown} {'point' if shown == 1 else 'points'}**"
    return f"{head}\n\n{body}{more}\n\nThese are the document's own sentences, not a paraphrase."


def draft(ask: str, passages: list[Passage], looked_in: list[str]) -> str:
    """A piece put together from the sentences that bear on an ask, by source, and what is still missing."""
    asked = [item for item in _subject(_topic(ask)) if weight(item) >= 1]
    found = lines(passages)
    chosen = [line for line in _best(ask, asked, found, most=12, least=0.45) if set(asked) & set(line.stems)]
    if not asked:
        chosen = found[:10]
    if not chosen:
        where = " and ".join(looked_in) or "the prompt"
        return f"Nothing in {where} bears on this, so there is nothing to draft from. Attach a brief or sources."
    parts = [f"# {_topic(ask)}", "*A working draft, made only of sentences from the sources.*"]
    for heading in dict.fromkeys(line.heading or line.passage.title for line in chosen):
        under = [line for line in chosen if (line.heading or line.passage.title) == heading]
        under.sort(key=lambda line: line.order)
        parts += [f"## {heading}", _run_together(under)]
    held = {item for line in chosen for item in [*line.stems, *stems(line.heading)]}
    missing = [word for word in words(_topic(ask)) if stem(word) in set(asked) - held]
    checks = [f"- {line.text}{line.passage.cite}" for line in chosen if re.search(r"\d", line.text)][:4]
    parts += ["## Claims to check", "\n".join(checks)] if checks else []
    parts += [f"Not found in the sources: {', '.join(missing)}."] if missing else []
    return "\n\n".join(parts)


def _run_together(under: list[Line]) -> str:
    """Sentences as a paragraph, list items as a list."""
    if any(line.is_item for line in under):
        return "\n".join(f"- {line.text}{line.passage.cite}" for line in under)
    return " ".join(f"{_ended(line.text)}{line.passage.cite}" for line in under)


def _subject(ask: str) -> list[str]:
    """The stems of an ask that say what it is about: neither "document" nor the "cost" of "what does it cost"."""
    asked = stems(ask)
    kept = [item for item in asked if item not in _ABOUT_THE_FILE]
    if _AMOUNT.search(ask):
        kept = [item for item in kept if item not in _AMOUNT_STEMS] or kept
    return kept or asked


def _best(
    ask: str, asked: list[str], found: list[Line], *, most: int = _MOST_QUOTES, least: float = 0.55
) -> list[Line]:
    """The best lines by BM25 over sentence and heading, none scoring under `least` of the first."""
    scored = [
        (score * _fit(ask, line) * (1 + _TITLE_BONUS * len(line.title_stems & set(asked))), line)
        for score, line in _scored(asked, found)
        if score > 0
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].order))
    unique = dict[str, tuple[float, Line]]()
    for score, line in scored:
        unique.setdefault(line.text.lower(), (score, line))
    kept = list(unique.values())[:most]
    return [line for score, line in kept if score >= least * kept[0][0]]


def _scored(asked: list[str], found: list[Line]) -> list[tuple[float, Line]]:
    """Each line with its score.

    Words that name the document itself do not tell its lines apart, so they are left out where others remain.
    """
    ranking = Ranking([f"{line.heading} {line.text}" for line in found])
    by_title = dict[str, list[float]]()
    for title in {line.passage.title for line in found}:
        named = {item for line in found if line.passage.title == title for item in line.title_stems}
        by_title[title] = ranking.scores([item for item in asked if item not in named] or asked)
    return [(by_title[line.passage.title][at], line) for at, line in enumerate(found)]


def _around(line: Line, found: list[Line]) -> set[str]:
    """The stems of a line, its neighbours in the same passage, its heading and the title of its document."""
    near = [other for other in found if abs(other.order - line.order) <= 1 and other.passage == line.passage]
    return {item for other in near for item in other.stems} | set(stems(line.heading)) | line.title_stems


def _fit(ask: str, line: Line) -> float:
    """What a sentence is worth more for the kind of thing asked for (an amount, a date), less without the name."""
    named = names(ask)
    if named and not named & set(line.stems):
        return 0.5
    if named & set(line.stems[:2]):
        return 1.6
    if _AMOUNT.search(ask):
        return 1.35 if re.search(r"\d", line.text) else 0.9
    if _TIME.search(ask):
        return 1.35 if _DATE_WORD.search(line.text) else 0.9
    return 1.0


def _section_asked_for(asked: list[str], found: list[Line]) -> list[Line]:
    """The lines under the heading that an ask names ("what are the payment terms"); empty when none is named."""
    best, most = "", 0.0
    for heading, line in {line.heading: line for line in found if line.heading}.items():
        parts = [item for item in stems(heading) if not item.isdigit()]
        left = [item for item in asked if item not in line.title_stems]
        fit = coverage(left, parts) * coverage(parts, left)
        if fit > most:
            best, most = heading, fit
    under = [line for line in found if line.heading == best]
    return under if most >= _SECTION_FROM and len(under) > 1 else []


def _as_list(section: list[Line]) -> str:
    head = section[0]
    shown = "\n".join(f"- {line.text}{line.passage.cite}" for line in section[:12])
    rest = f"\n- and {len(section) - 12} more" if len(section) > 12 else ""
    return f"**{head.heading}** ({head.passage.where})\n\n{shown}{rest}"


def _quoted(chosen: list[Line]) -> str:
    first, others = chosen[0], chosen[1:]
    beside = [line for line in others if line.passage == first.passage and abs(line.order - first.order) == 1]
    opening = sorted([first, *beside], key=lambda line: line.order)
    heading = f", “{first.heading}”" if first.heading else ""
    quotation = " ".join(_ended(line.text) for line in opening)
    lead = f"From {first.passage.where}{heading}:\n\n> {quotation}{first.passage.cite}"
    rest = [line for line in others if line not in beside]
    also = "\n".join(f"- {_labelled(line)}{line.text}{line.passage.cite}" for line in rest)
    return f"{lead}\n\nAlso on this:\n\n{also}" if also else lead


def _labelled(line: Line) -> str:
    return f"**{line.heading}:** " if line.heading else ""


def _leads(found: list[Line]) -> list[Line]:
    firsts = dict[tuple[str, str], Line]()
    for line in found:
        if line.heading:
            firsts.setdefault((line.passage.title, line.heading), line)
    return list(firsts.values())


def _central(found: list[Line]) -> list[Line]:
    """Of notes, the lines in their order; of prose, the opening and the sentences that share most with the whole."""
    if sum(line.is_item for line in found) * 2 > len(found):
        return found
    counts = Counter(item for line in found for item in set(line.stems))
    common = [item for item, _ in counts.most_common(25)]
    scores = Ranking([line.text for line in found]).scores(common)
    ranked = sorted(range(len(found)), key=lambda at: (-scores[at] / (8 + len(found[at].stems)), at))
    return [found[at] for at in sorted({0, *ranked[:5]})]


def _topic(ask: str) -> str:
    """What a piece is to be about: what follows "about" or "on", else the ask without its verb."""
    plain = ask.strip().rstrip(".?!")
    about = re.search(r"\b(?:about|on)\s+(.+)$", plain, re.IGNORECASE) or re.search(r"\b(?:for|of)\s+(.+)$", plain)
    topic = " ".join((about.group(1) if about else plain).split()[:12])
    return topic[:1].upper() + topic[1:]


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?:;" else f"{text}."
