"""Cuts extracted text into headings, list items and sentences, also where a PDF has broken its lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[\"'“‘(]?[A-Z0-9])")
_BULLET = re.compile(r"^\s*(?:[-*•▪]|\d{1,2}[.)]|\(?[a-z]\))\s+")
_CLAUSE = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\s+\S")
_NUMBERED_HEADING = re.compile(r"^\d{1,2}\.\s+[A-Z]\w+(?:,?\s\w+){0,6}$")
_FIELD = re.compile(r"^[A-Z][\w ()'/-]{1,40}:\s+\S")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|no|nos|mr|mrs|ms|dr|st|approx|inc|ltd|pty)\.$", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
_LONGEST_HEADING = 70
_MOST_DIGITS = 0.5


@dataclass(frozen=True)
class Block:
    """A sentence or list item with the heading above it."""

    text: str
    heading: str
    is_item: bool = False


def without_page_furniture(pages: Sequence[str]) -> list[str]:
    """The pages without page numbers and the running heads that most of them repeat."""
    seen = Counter(line for page in pages for line in {raw.strip() for raw in page.splitlines()} if line)
    repeated = {line for line, count in seen.items() if count > 1 and count * 2 > len(pages)}
    return [
        "\n".join(
            raw
            for raw in page.splitlines()
            if not (_PAGE_NUMBER.match(raw.strip()) and len(pages) > 1) and raw.strip() not in repeated
        )
        for page in pages
    ]


def blocks(text: str, heading: str = "") -> Iterator[Block]:
    """The sentences and list items of a text, each under its heading; what is left of tables in a PDF is dropped."""
    for paragraph in _paragraphs(text):
        if paragraph.heading:
            heading = paragraph.heading
        for piece in paragraph.pieces:
            if not _is_debris(piece):
                yield Block(piece, heading, paragraph.is_item)


@dataclass
class _Paragraph:
    heading: str = ""
    pieces: tuple[str, ...] = ()
    is_item: bool = False


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    lines = [raw.rstrip() for raw in text.splitlines()]
    gathered, columns = list[str](), list[str]()
    for at, raw in enumerate([*lines, ""]):
        line, following = raw.strip(), lines[at + 1].strip() if at + 1 < len(lines) else ""
        is_heading = _is_heading(line, gathered, following)
        if gathered and (is_heading or _starts_block(raw)):
            yield _joined(gathered)
            gathered = []
        if is_heading:
            yield _Paragraph(heading=line.strip("#*: "))
        elif line.startswith("|"):
            columns, row = _table_row(line, columns)
            yield row
        elif line:
            gathered.append(raw)
        columns = columns if line.startswith("|") else []


def _starts_block(raw: str) -> bool:
    line = raw.strip()
    return not line or line.startswith("|") or any(known.match(raw) for known in (_BULLET, _CLAUSE, _FIELD))


def _is_heading(line: str, gathered: list[str], following: str) -> bool:
    """A Markdown heading; or a short line without an end, before a line that begins a sentence."""
    if line.startswith("#"):
        return True
    if not line or len(line) > _LONGEST_HEADING or line[-1] in ".,;!?" or line.startswith("|"):
        return False
    if _NUMBERED_HEADING.match(line):
        return True
    after_sentence = not gathered or gathered[-1].rstrip()[-1:] in {".", "!", "?", ":"}
    plain = not (_BULLET.match(line) or _CLAUSE.match(line) or _FIELD.match(line) or re.search(r"\d{3,}", line))
    begins = not following or following[0].isupper() or following[0].isdigit() or following[0] in "-*•|"
    return after_sentence and plain and begins and line[0].isupper() and len(line.split()) <= 9


def _joined(gathered: list[str]) -> _Paragraph:
    is_item = bool(_BULLET.match(gathered[0]) or _FIELD.match(gathered[0].strip()))
    marked = " ".join(" ".join(gathered).split())
    flat = marked.replace("**", "")
    if is_item:
        return _Paragraph(pieces=(_BULLET.sub("", flat),), is_item=True)
    pieces = tuple(_sentences(flat))
    if len(pieces) > 1 and marked.startswith(f"**{pieces[0]}**"):
        # A bold opening names what the next sentence is about: neither says enough alone.
        pieces = (f"{pieces[0]} {pieces[1]}", *pieces[2:])
    return _Paragraph(pieces=pieces)


def _table_row(line: str, columns: list[str]) -> tuple[list[str], _Paragraph]:
    """A row of a Markdown table as "column: cell" pairs; the first row gives the columns."""
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if not columns:
        return cells, _Paragraph()
    if _TABLE_RULE.match(line):
        return columns, _Paragraph()
    named = [f"{name}: {cell}" if name else cell for name, cell in zip(columns, cells, strict=False) if cell]
    return columns, _Paragraph(pieces=("; ".join(named),), is_item=True)


def _sentences(paragraph: str) -> Iterable[str]:
    found = list[str]()
    for piece in _SENTENCE.split(paragraph):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [piece.strip() for piece in found if len(piece.split()) > 1]


def _is_debris(piece: str) -> bool:
    """Whether a piece is mostly bare figures: a table that lost its columns on the way out of a PDF."""
    held = piece.split()
    bare = sum(1 for word in held if re.fullmatch(r"[-+]?[\d.,]+%?", word))
    return len(held) > 5 and bare / len(held) >= _MOST_DIGITS
