"""Finding passages: cutting a text into passages, and ranking them by BM25.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the smoothed,
never negative inverse document frequency of Lucene, and with repeated query terms counted. k1 and b are the values
measured in `shared/design/methods.md`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directorate.knowledge.stemming import terms

K1 = 1.2
B = 0.75
PASSAGE_WORDS = 150
"""About 200 tokens, at four tokens for three English words."""
PASSAGE_CHARACTERS = 1_600
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s)|(?=\n)")
_HEADING_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text, about a paragraph or two. `heading` is the nearest one above, `page` counts from 1."""

    text: str
    heading: str = ""
    page: int | None = None

    @property
    def locator(self) -> str:
        """Where it stands, for a citation."""
        place = f"page {self.page}" if self.page else ""
        return ", ".join(part for part in (place, self.heading) if part)


@dataclass(frozen=True, slots=True)
class Posting:
    """One term in one document: in which passages, how often in each, and how long (in terms) each is."""

    term: str
    positions: list[int]
    frequencies: list[int]
    lengths: list[int]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of all passages that are searched: how many, and their mean length in terms."""

    passages: int
    mean_length: float


def passages(text: str, page: int | None = None, heading: str = "") -> list[Passage]:
    """Cut a text at headings, then at blank lines, then at sentences, into passages of at most `PASSAGE_WORDS`."""
    found: list[Passage] = []
    for title, body in _sections(text, heading):
        gathered: list[str] = []
        for piece in _pieces(body):
            if gathered and not _fits([*gathered, piece]):
                found.append(Passage("\n\n".join(gathered), title, page))
                gathered = []
            gathered.append(piece)
        if gathered:
            found.append(Passage("\n\n".join(gathered), title, page))
    return found


def paged_passages(pages: Sequence[tuple[int, str]], *, numbered: bool) -> list[Passage]:
    """Passages of several pages; a heading stays in force over the page's end. Unnumbered texts have no page."""
    found: list[Passage] = []
    heading = ""
    for number, text in pages:
        found += passages(text, number if numbered else None, heading)
        heading = found[-1].heading if found else ""
    return found


def index(found: Sequence[Passage], title: str = "") -> list[Posting]:
    """The postings of a document's passages. Title and heading count as text of each passage."""
    rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for position, passage in enumerate(found):
        counts = Counter(terms(f"{title} {passage.heading} {passage.text}"))
        length = counts.total()
        for term, frequency in counts.items():
            rows[term].append((position, frequency, length))
    return [
        Posting(term, [row[0] for row in group], [row[1] for row in group], [row[2] for row in group])
        for term, group in sorted(rows.items())
    ]


def query_weights(question: str) -> Mapping[str, int]:
    """The terms of a question with their frequency in it."""
    return Counter(terms(question))


def inverse_frequency(containing: int, total: int) -> float:
    """How rare a term is: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (total - containing + 0.5) / (containing + 0.5))


def saturation(frequency: int, length: int, mean_length: float) -> float:
    """What a term's frequency in a passage counts: grows with it towards k1 + 1, less in long passages."""
    norm = K1 * (1 - B + B * length / mean_length) if mean_length else K1
    return frequency * (K1 + 1) / (frequency + norm)


def rank(question: str, found: Sequence[Passage], limit: int) -> list[tuple[int, float]]:
    """Positions and scores of the best passages, best first, those without any term of the question left out."""
    postings = index(found)
    lengths = {
        position: length for item in postings for position, length in zip(item.positions, item.lengths, strict=True)
    }
    statistics = Statistics(len(found), sum(lengths.values()) / len(found) if found else 0.0)
    weights = query_weights(question)
    scores: dict[int, float] = defaultdict(float)
    for item in postings:
        for position, score in _scores(item, weights.get(item.term, 0), statistics):
            scores[position] += score
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _scores(item: Posting, weight: int, statistics: Statistics) -> Iterator[tuple[int, float]]:
    if not weight:
        return
    rarity = inverse_frequency(len(item.positions), statistics.passages)
    for position, frequency, length in zip(item.positions, item.frequencies, item.lengths, strict=True):
        yield position, weight * rarity * saturation(frequency, length, statistics.mean_length)


def excerpt(text: str, question: str = "", length: int = 300) -> str:
    """At most `length` characters of a text: the sentences around the most terms of the question, else its start."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    wanted = set(query_weights(question))
    starts = [0, *(match.end() for match in re.finditer(r"(?<=[.!?]) ", flat))]

    def hits(start: int, end: int) -> int:
        return len(wanted & set(terms(flat[start:end])))

    best = max(starts, key=lambda start: (hits(start, start + length), hits(start, start + length // 3), -start))
    start = min(best, len(flat) - 1)
    cut = flat[start : start + length - 2]
    shown = cut if start + len(cut) >= len(flat) else cut.rsplit(" ", 1)[0] + "…"
    return shown if start == 0 else f"…{shown}"


def _sections(text: str, heading: str) -> Iterator[tuple[str, str]]:
    lines: list[str] = []
    for line in text.split("\n"):
        match = _HEADING.fullmatch(line.strip())
        if match is None:
            lines.append(line)
            continue
        if any(item.strip() for item in lines):
            yield heading, "\n".join(lines)
        heading, lines = match[2].strip(" #*")[:_HEADING_LENGTH], []
    if any(item.strip() for item in lines):
        yield heading, "\n".join(lines)


def _pieces(body: str) -> Iterator[str]:
    """Paragraphs; one that is longer than a passage is cut at lines and sentences, and at last between words."""
    for paragraph in re.split(r"\n\s*\n", body):
        gathered = ""
        for run in _runs(paragraph.strip()):
            if gathered and not _fits([gathered, run]):
                yield gathered.strip()
                gathered = ""
            gathered += run
        if gathered.strip():
            yield gathered.strip()


def _runs(paragraph: str) -> Iterator[str]:
    if _fits([paragraph]):
        yield paragraph
        return
    for sentence in _SENTENCE_END.split(paragraph):
        words = re.findall(r"\s*\S+", sentence)
        for start in range(0, len(words), PASSAGE_WORDS):
            run = "".join(words[start : start + PASSAGE_WORDS])
            yield from (run[cut : cut + PASSAGE_CHARACTERS] for cut in range(0, len(run), PASSAGE_CHARACTERS))


def _fits(pieces: Sequence[str]) -> bool:
    """Whether the pieces together make one passage."""
    return sum(map(len, pieces)) <= PASSAGE_CHARACTERS and sum(len(piece.split()) for piece in pieces) <= PASSAGE_WORDS
