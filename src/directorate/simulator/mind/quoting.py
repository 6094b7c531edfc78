"""Chooses sentences from passages and sets them as quotations with their sources.

Everything returned is a sentence of the material, word for word, so there is nothing to invent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from directorate.simulator.mind.words import Ranking, coverage, stems, weight

ANSWERS_FROM = 0.5
"""The weighted share of the ask's words the quoted sentences must hold to count as an answer."""

_MOST_QUOTES = 4
_MOST_POINTS = 8
_ABOUT_THE_FILE = frozenset(
    stems(
        "document file attached attachment text page pdf note report say says said tell mention state according explain describe please "
        "details information about question answer"
    )
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“‘(]?[A-Z0-9])")
_BULLET = re.compile(r"^\s*(?:[-*•▪]|\d{1,2}[.)]|\(?[a-z]\))\s+")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|no|nos|mr|mrs|ms|dr|st|approx|inc|ltd|pty)\.$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(how (much|many|long|often|old|big|large|far)|what (share|percentage|amount|price|cost|rate)|price|cost)\b",
    re.I,
)
_TIME = re.compile(r"\b(when|what (date|day|time|year|month)|deadline|due)\b", re.IGNORECASE)
_DATE_WORD = re.compile(
    r"\b(\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|(mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|days?|weeks?|months?)\b",
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


def lines(passages: Iterable[Passage]) -> list[Line]:
    """The sentences and list items of passages, in order; headings are kept with what follows them."""
    found = list[Line]()
    for passage in passages:
        heading = passage.heading
        for block, is_heading, is_item in _blocks(passage.text):
            if is_heading:
                heading = block
                continue
            for sentence in [block] if is_item else _sentences(block):
                found.append(Line(sentence, heading, passage, len(found), is_item))
    return found


def answer(ask: str, passages: list[Passage]) -> str | None:
    """The sentences that answer an ask, quoted with their sources; None when nothing does."""
    found, asked = lines(passages), _subject(ask)
    section = _section_asked_for(asked, found)
    if section:
        return _as_list(section)
    chosen = _best(ask, asked, found)
    held = {item for line in chosen for item in [*line.stems, *stems(line.heading)]}
    if not chosen or coverage(asked, held) < ANSWERS_FROM:
        return None
    return _quoted(chosen)


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
    points = leads if len(leads) >= 3 else _central(found)
    body = "\n".join(f"- {_labelled(line)}{line.text}{line.passage.cite}" for line in points[:_MOST_POINTS])
    rest = len(points) - _MOST_POINTS
    more = f"\n\n{rest} more sections are not shown; ask for one by its heading." if rest > 0 else ""
    return f"**{', '.join(titles)}, in {min(len(points), _MOST_POINTS)} points**\n\n{body}{more}\n\nThese are the document's own sentences, not a paraphrase."


def draft(ask: str, passages: list[Passage], looked_in: list[str]) -> str:
    """A piece put together from the sentences that bear on an ask, by source, and what is still missing."""
    asked = _subject(ask)
    chosen = _best(ask, asked, lines(passages), most=12, least=0.2) or (lines(passages)[:8] if not asked else [])
    if not chosen:
        where = " and ".join(looked_in) or "the prompt"
        return f"Nothing in {where} bears on this, so there is nothing to draft from. Attach a brief or sources to work with."
    parts = [f"# {_topic(ask)}", "A working draft made only of sentences from the sources, in their order."]
    for heading in dict.fromkeys(line.heading or line.passage.title for line in chosen):
        under = sorted(
            (line for line in chosen if (line.heading or line.passage.title) == heading), key=lambda line: line.order
        )
        parts += [f"## {heading}", " ".join(f"{_ended(line.text)}{line.passage.cite}" for line in under)]
    missing = [
        word
        for word in dict.fromkeys(asked)
        if word not in {item for line in chosen for item in [*line.stems, *stems(line.heading)]}
    ]
    checks = [f"- {line.text}{line.passage.cite}" for line in chosen if re.search(r"\d", line.text)][:4]
    parts += ["## Claims to check", "\n".join(checks)] if checks else []
    parts += [f"Not found in the sources: {', '.join(missing)}."] if missing else []
    return "\n\n".join(parts)


def _blocks(text: str) -> Iterable[tuple[str, bool, bool]]:
    """(text, is heading, is list item): lines that a page break or a PDF split are joined again."""
    paragraph = list[str]()
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        marked = line.startswith("#")
        starts = not line or marked or bool(_BULLET.match(raw)) or (not paragraph and _is_heading(line))
        if starts and paragraph:
            yield _joined(paragraph)
            paragraph = []
        if marked or (not paragraph and _is_heading(line)):
            yield line.strip("#* :"), True, False
        elif line and not set(line) <= set("-=_*|: "):
            paragraph.append(raw)


def _joined(paragraph: list[str]) -> tuple[str, bool, bool]:
    item = bool(_BULLET.match(paragraph[0]))
    flat = " ".join(" ".join(paragraph).split())
    return (_BULLET.sub("", flat) if item else flat).replace("**", ""), False, item


def _is_heading(line: str) -> bool:
    if (
        not line
        or len(line) > 70
        or line[-1] in ".,;!?"
        or (_BULLET.match(line) and not re.match(r"^\d+\.\s+[A-Z]\w+(\s\w+){0,5}$", line))
    ):
        return False
    held = line.split()
    return (
        len(held) <= 9
        and (line[0].isupper() or line[0].isdigit())
        and ("|" not in line)
        and not re.search(r"\d{3,}|:\s+\S", line)
    )


def _sentences(paragraph: str) -> list[str]:
    found = list[str]()
    for piece in _SENTENCE.split(paragraph):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [piece.strip() for piece in found if len(piece.split()) > 1]


def _subject(ask: str) -> list[str]:
    asked = stems(ask)
    return [item for item in asked if item not in _ABOUT_THE_FILE] or asked


def _best(
    ask: str, asked: list[str], found: list[Line], *, most: int = _MOST_QUOTES, least: float = 0.45
) -> list[Line]:
    """The best lines by BM25 over sentence and heading, none scoring under `least` of the first."""
    scores = Ranking([f"{line.heading} {line.text}" for line in found]).scores(asked)
    scored = [(score * _fit(ask, line), line) for score, line in zip(scores, found, strict=True) if score > 0]
    scored.sort(key=lambda pair: (-pair[0], pair[1].order))
    unique = dict[str, tuple[float, Line]]()
    for score, line in scored:
        unique.setdefault(line.text.lower(), (score, line))
    kept = list(unique.values())[:most]
    return [line for score, line in kept if score >= least * kept[0][0]]


def _fit(ask: str, line: Line) -> float:
    """A sentence that holds the kind of thing asked for (an amount, a date) is worth more."""
    if _AMOUNT.search(ask):
        return 1.35 if re.search(r"\d", line.text) else 0.9
    if _TIME.search(ask):
        return 1.35 if _DATE_WORD.search(line.text) else 0.9
    return 1.0


def _section_asked_for(asked: list[str], found: list[Line]) -> list[Line]:
    """The lines under the heading an ask names in full ("what are the payment terms"); empty when none is named."""
    for heading in dict.fromkeys(line.heading for line in found if line.heading):
        under = [line for line in found if line.heading == heading]
        parts = [item for item in stems(heading) if not item.isdigit()]
        if parts and len(under) > 1 and set(parts) <= set(asked) and coverage(asked, parts) >= 0.8:
            return under
    return []


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
    lead = f"From {first.passage.where}{heading}:\n\n> {' '.join(_ended(line.text) for line in opening)}{first.passage.cite}"
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
    """The opening sentence and those that share most with the whole text, in the order of the text."""
    counted = Ranking([line.text for line in found])
    common = sorted(
        {item for line in found for item in line.stems}, key=lambda item: -sum(item in line.stems for line in found)
    )
    scores = counted.scores(common[:25])
    ranked = sorted(range(len(found)), key=lambda at: (-scores[at] / (8 + len(found[at].stems)), at))
    return [found[at] for at in sorted({0, *ranked[:5]})]


def _topic(ask: str) -> str:
    about = re.search(r"\b(?:about|on|for|of|from)\s+(.+)$", ask.strip().rstrip(".?!"), re.IGNORECASE)
    topic = " ".join((about.group(1) if about else ask).split()[:12])
    return topic[:1].upper() + topic[1:]


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?:;" else f"{text}."
