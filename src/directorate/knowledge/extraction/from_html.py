"""HTML: visible text by block, headings marked, tables apart; scripts and styles are left out."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget, to_table
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, RawTable, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType

_INVISIBLE = ["script", "style", "noscript", "template", "iframe", "object", "svg", "head", "nav", "select"]
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
_PARAGRAPHS = ("address", "blockquote", "details", "figcaption", "p", "pre", "summary", "hr", "dl", "ul", "ol")
_SECTIONS = ("article", "aside", "body", "div", "fieldset", "figure", "footer", "form", "header", "main", "section")
_BLOCKS = frozenset((*_PARAGRAPHS, *_SECTIONS, "table", *_HEADINGS))


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The page's text and its tables."""
    tree = LexborHTMLParser(texts.decode_or_refuse(content))
    title_node = tree.css_first("title")
    title = " ".join(title_node.text().split()) if title_node else ""
    tree.strip_tags(_INVISIBLE)
    body = tree.body
    text = _text(body) if body else ""
    if title and not text.startswith(f"# {title}"):
        text = f"# {title}\n\n{text}"
    text = texts.clean(text).strip()[: limits.max_characters]
    if not text:
        raise Refused(
            Reason.EMPTY, "The page shows no text.", "Save the complete page from the browser, or upload a PDF of it."
        )
    return Extraction(kind.media_type, Kind.TEXT, pages=[Page(1, text)], tables=_tables(body, CellBudget(limits)))


def _text(body: LexborNode) -> str:
    """Text in reading order: a line a block, a blank line between paragraphs, Markdown marks for headings and lists."""
    pieces: list[str] = []
    for node in body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            pieces.append(" ".join(f"|{node.text(deep=False)}|".split())[1:-1])
        elif tag in _HEADINGS:
            pieces.append(f"\n\n{_HEADINGS[tag]}")
        elif tag == "li":
            pieces.append("\n- ")
        elif tag in ("td", "th"):
            pieces.append(" | ")
        elif tag in ("br", "tr", "dt", "dd"):
            pieces.append("\n")
        elif tag in _BLOCKS:
            pieces.append("\n\n")
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    kept = [line.removeprefix("| ") for line in lines]
    return "\n".join(line for number, line in enumerate(kept) if line or (number and kept[number - 1]))


def _tables(body: LexborNode | None, budget: CellBudget) -> list[RawTable]:
    """Tables of data: those with at least two rows and two columns, and none inside."""
    tables: list[RawTable] = []
    for node in body.css("table") if body else []:
        if node.css_first("table table") or len(node.css("table")) > 1:
            continue
        grid: list[list[str]] = []
        for row in node.css("tr"):
            cells = [texts.clean(" ".join(cell.text().split())) for cell in row.css("td, th")]
            budget.take(len(cells))
            grid.append(cells)
        table = to_table(f"table {len(tables) + 1}", grid)
        if table and table.rows and len(table.columns) > 1:
            tables.append(table)
    return tables
