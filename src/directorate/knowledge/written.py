"""Documents that agents write: a title and a Markdown body (or CSV rows) as the bytes of a file.

Text from a model is untrusted: HTML is sanitized, and no CSV cell can start a formula in a spreadsheet.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

import nh3
from docx import Document
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph

from directorate.kit.errors import FieldError
from directorate.knowledge.errors import DocumentInvalid
from directorate.knowledge.extraction.text import clean

MAX_CHARACTERS = 1_000_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*\s][^*]*)\*|`(?P<code>[^`]+)`|\[(?P<text>[^\]]+)\]\((?P<url>[^)\s]+)\)"
)
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_BULLET = re.compile(r"\s*[-*+]\s+(.+)")
_NUMBERED = re.compile(r"\s*\d+[.)]\s+(.+)")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class DocumentFormat(StrEnum):
    """The form a document is written in. All but CSV take a Markdown body."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    DOCX = "docx"

    @property
    def extension(self) -> str:
        """The ending of the file's name."""
        return {"markdown": "md", "text": "txt"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of Markdown: heading, paragraph, bullet, numbered, quote, code, or table (its rows in `cells`)."""

    kind: str
    text: str = ""
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


def content(title: str, body: str, form: DocumentFormat) -> bytes:
    """The bytes of the document.

    Raises: `DocumentInvalid` when there is no text, too much of it, or no table where one is needed.
    """
    title, body = " ".join(clean(title).split()), clean(body).strip()
    if not title:
        raise _invalid("The document has no title.", "Give a short title.", "/title", "is empty")
    if not body:
        raise _invalid("The document has no text.", "Give the body in Markdown.", "/body", "is empty")
    if len(body) > MAX_CHARACTERS:
        fix = "Write several documents."
        raise _invalid(f"The text has more than {MAX_CHARACTERS:,} characters.", fix, "/body", "is too long")
    match form:
        case DocumentFormat.MARKDOWN:
            return (body if _HEADING.match(body) else f"# {title}\n\n{body}").encode() + b"\n"
        case DocumentFormat.TEXT:
            plain = _plain(body)
            return (plain if plain.startswith(title) else f"{title}\n\n{plain}").encode() + b"\n"
        case DocumentFormat.HTML:
            return _html(title, body).encode()
        case DocumentFormat.CSV:
            return _csv(body).encode("utf-8-sig")
        case DocumentFormat.DOCX:
            return _docx(title, body)


def neutral(cell: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: what starts like one, and is no number, gets a quote mark."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def blocks(body: str) -> Iterator[Block]:
    """The Markdown blocks of a text."""
    lines = body.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            index += 1
        elif line.startswith("```"):
            end = next((at for at in range(index + 1, len(lines)) if lines[at].startswith("```")), len(lines))
            yield Block("code", "\n".join(lines[index + 1 : end]))
            index = end + 1
        elif "|" in line and index + 1 < len(lines) and "|" in lines[index + 1] and _RULE.fullmatch(lines[index + 1]):
            end = next((at for at in range(index + 2, len(lines)) if "|" not in lines[at]), len(lines))
            yield Block("table", cells=tuple(_cells(lines[at]) for at in (index, *range(index + 2, end))))
            index = end
        else:
            found = _line_block(line)
            index += 1
            while found.kind == "paragraph" and index < len(lines) and _joins(lines[index]):
                found = Block("paragraph", f"{found.text} {lines[index].strip()}")
                index += 1
            yield found


def _invalid(detail: str, fix: str, pointer: str, rule: str) -> DocumentInvalid:
    return DocumentInvalid(detail, fix=fix, errors=[FieldError(pointer, rule)])


def _joins(line: str) -> bool:
    return (
        bool(line.strip()) and "|" not in line and not line.startswith("```") and _line_block(line).kind == "paragraph"
    )


def _line_block(line: str) -> Block:
    if match := _HEADING.fullmatch(line.strip()):
        return Block("heading", match[2].strip(" #"), len(match[1]))
    if match := _BULLET.fullmatch(line):
        return Block("bullet", match[1])
    if match := _NUMBERED.fullmatch(line):
        return Block("numbered", match[1])
    if line.startswith(">"):
        return Block("quote", line.lstrip("> "))
    return Block("paragraph", line.strip())


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))


def _plain(body: str) -> str:
    """Markdown without its marks."""
    lines = [line for line in body.split("\n") if "|" not in line or not _RULE.fullmatch(line)]
    return "\n".join(_INLINE.sub(_unmarked, re.sub(r"^#{1,6}\s+", "", line)) for line in lines)


def _unmarked(match: re.Match[str]) -> str:
    if match["url"]:
        return f"{match['text']} ({match['url']})"
    return match["bold"] or match["italic"] or match["code"] or ""


def _csv(body: str) -> str:
    """The first Markdown table of the body, or the body itself as CSV, with every cell made harmless."""
    table = next((block for block in blocks(body) if block.kind == "table"), None)
    try:
        rows = [list(row) for row in table.cells] if table else list(csv.reader(io.StringIO(body), strict=True))
    except csv.Error as error:
        fix = "Give CSV lines with a header, or a Markdown table."
        raise _invalid(f"The body is not CSV: {error}.", fix, "/body", "is not CSV") from error
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in rows if row)
    return target.getvalue()


def _html(title: str, body: str) -> str:
    inner = nh3.clean("\n".join(_html_blocks(body)), tags=_TAGS, link_rel="noopener noreferrer nofollow")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    heading = "" if inner.startswith("<h1") else f"<h1>{escape(title)}</h1>\n"
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{heading}{inner}\n</body>\n</html>\n'


def _html_blocks(body: str) -> Iterator[str]:
    items = list(blocks(body))
    for index, block in enumerate(items):
        wrapper = {"bullet": "ul", "numbered": "ol"}.get(block.kind)
        if wrapper:
            opens = index == 0 or items[index - 1].kind != block.kind
            closes = index + 1 == len(items) or items[index + 1].kind != block.kind
            item = f"<li>{_inline_html(block.text)}</li>"
            yield f"{f'<{wrapper}>' if opens else ''}{item}{f'</{wrapper}>' if closes else ''}"
        elif block.kind == "table":
            yield _html_table(block)
        elif block.kind == "code":
            yield f"<pre><code>{escape(block.text)}</code></pre>"
        else:
            tag = {"heading": f"h{block.level}", "quote": "blockquote"}.get(block.kind, "p")
            yield f"<{tag}>{_inline_html(block.text)}</{tag}>"


def _html_table(block: Block) -> str:
    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_inline_html(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(cells, "td") for cells in block.cells[1:])
    return f"<table><thead>{row(block.cells[0], 'th')}</thead><tbody>{body}</tbody></table>"


def _inline_html(text: str) -> str:
    """Emphasis, code and links; every other character is text, also what looks like a tag."""

    def mark(match: re.Match[str]) -> str:
        if match["url"]:
            return f'<a href="{match["url"]}">{match["text"]}</a>'
        for name, tag in (("bold", "strong"), ("italic", "em"), ("code", "code")):
            if match[name]:
                return f"<{tag}>{match[name]}</{tag}>"
        return match[0]

    return _INLINE.sub(mark, escape(text, quote=True))


def _docx(title: str, body: str) -> bytes:
    document = Document()
    document.core_properties.title = title[:255]
    document.core_properties.author = "Directorate"
    items = list(blocks(body))
    if not (items and items[0].kind == "heading" and items[0].level == 1):
        document.add_heading(title, 0)
    for block in items:
        _docx_block(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _docx_block(document: DocxDocument, block: Block) -> None:
    match block.kind:
        case "heading":
            document.add_heading(_INLINE.sub(_unmarked, block.text), block.level)
        case "table":
            width = max(map(len, block.cells))
            table = document.add_table(0, width, style="Table Grid")
            for cells in block.cells:
                for cell, text in zip(table.add_row().cells, cells, strict=False):
                    _runs(cell.paragraphs[0], text)
        case "code":
            document.add_paragraph(style="No Spacing").add_run(block.text).font.name = "Courier New"
        case kind:
            style = {"bullet": "List Bullet", "numbered": "List Number", "quote": "Quote"}.get(kind, "Normal")
            _runs(document.add_paragraph(style=style), block.text)


def _runs(paragraph: Paragraph, text: str) -> None:
    place = 0
    for match in _INLINE.finditer(text):
        paragraph.add_run(text[place : match.start()])
        run = paragraph.add_run(_unmarked(match))
        run.bold, run.italic = bool(match["bold"]) or None, bool(match["italic"]) or None
        place = match.end()
    paragraph.add_run(text[place:])
