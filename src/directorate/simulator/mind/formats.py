"""Turns an answer's Markdown into the form that was asked for: plain text, a table, JSON, or a slide outline."""

import json
import re
from dataclasses import dataclass, field

from pydantic import JsonValue

from directorate.simulator.mind.grounding import OutputFormat

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_BULLET = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
_LINK = re.compile(r"!?\[([^\]]+)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"\*\*|__|`|^>\s?|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", re.MULTILINE)


@dataclass
class Table:
    """A Markdown table."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list[list[str]])


@dataclass
class Section:
    """A heading with what stands below it."""

    heading: str = ""
    paragraphs: list[str] = field(default_factory=list[str])
    bullets: list[str] = field(default_factory=list[str])
    tables: list[Table] = field(default_factory=list[Table])

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.heading or self.paragraphs or self.bullets or self.tables)


def shaped(markdown: str, wanted: OutputFormat) -> str:
    """The answer in the wanted form."""
    match wanted:
        case OutputFormat.MARKDOWN:
            return markdown
        case OutputFormat.TEXT:
            return plain(markdown)
        case OutputFormat.TABLE:
            return _as_table(sections(markdown))
        case OutputFormat.JSON:
            return json.dumps(as_json(markdown), ensure_ascii=False, indent=2)
        case OutputFormat.SLIDES:
            return _as_slides(sections(markdown))


def plain(markdown: str) -> str:
    """The text without markup; tables become aligned columns."""
    parts = list[str]()
    for section in sections(markdown):
        block = [section.heading.upper()] if section.heading else []
        block += [_unmarked(paragraph) for paragraph in section.paragraphs]
        block += ["\n".join(f"- {_unmarked(bullet)}" for bullet in section.bullets)] if section.bullets else []
        block += [_aligned(table) for table in section.tables]
        parts.append("\n\n".join(block))
    return "\n\n".join(part for part in parts if part)


def as_json(markdown: str) -> dict[str, JsonValue]:
    """The answer as an object: `answer` (the opening), `sections` and `tables`."""
    found = sections(markdown)
    opening = found[0].paragraphs[0] if found and found[0].paragraphs else ""
    listed: list[JsonValue] = [_section_json(section) for section in found if section.paragraphs or section.bullets]
    tables: list[JsonValue] = [_table_json(table) for section in found for table in section.tables]
    return {"answer": _unmarked(opening), "sections": listed, "tables": tables}


def sections(markdown: str) -> list[Section]:
    """The answer cut at its headings; what stands before the first has a section without one."""
    found = [Section()]
    for block in re.split(r"\n\s*\n", markdown.strip()):
        _add_block(found, block)
    return [section for section in found if not section.empty]


def markdown_table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars and line breaks in cells are made harmless."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _add_block(found: list[Section], block: str) -> None:
    paragraph = list[str]()
    table: Table | None = None
    for line in block.splitlines():
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if line.lstrip().startswith("|"):
            table = _add_table_line(found[-1], table, line)
        elif heading:
            found.append(Section(heading=_unmarked(heading.group(1))))
        elif bullet:
            found[-1].bullets.append(bullet.group(1))
        elif line.strip():
            paragraph.append(line.strip())
    if paragraph:
        found[-1].paragraphs.append(" ".join(paragraph))


def _add_table_line(section: Section, table: Table | None, line: str) -> Table:
    cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
    if table is None:
        table = Table(columns=cells)
        section.tables.append(table)
    elif not _RULE.match(line):
        table.rows.append(cells)
    return table


def _as_table(found: list[Section]) -> str:
    tables = [table for section in found for table in section.tables]
    notes = [paragraph for section in found for paragraph in section.paragraphs if re.search(r"\[\d+\]", paragraph)]
    if tables:
        shown = "\n\n".join(markdown_table(table.columns, table.rows) for table in tables)
        return f"{shown}\n\n{notes[0]}" if notes else shown
    lines = [
        [section.heading or "Answer", text] for section in found for text in [*section.paragraphs, *section.bullets]
    ]
    return markdown_table(["Part", "Content"], lines)


def _as_slides(found: list[Section]) -> str:
    slides = list[str]()
    for number, section in enumerate(found, start=1):
        points = [*section.paragraphs, *section.bullets]
        lines = [f"- {point}" for text in points for point in _points(text)]
        tables = [markdown_table(table.columns, table.rows) for table in section.tables]
        title = section.heading or ("Summary" if number == 1 else f"Part {number}")
        slides.append("\n\n".join([f"## Slide {number}: {title}", *(["\n".join(lines)] if lines else []), *tables]))
    return "\n\n".join(slides)


def _points(text: str) -> list[str]:
    """A paragraph as slide points, one a sentence."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z*\"“])", text.removeprefix("> "))


def _section_json(section: Section) -> JsonValue:
    return {
        "heading": section.heading,
        "text": " ".join(_unmarked(paragraph) for paragraph in section.paragraphs),
        "points": [_unmarked(bullet) for bullet in section.bullets],
    }


def _table_json(table: Table) -> JsonValue:
    rows: list[JsonValue] = [dict(zip(table.columns, row, strict=False)) for row in table.rows]
    return {"columns": list(table.columns), "rows": rows}


def _aligned(table: Table) -> str:
    lines = [[_unmarked(cell) for cell in line] for line in [table.columns, *table.rows]]
    widths = [max(len(line[at]) for line in lines if at < len(line)) for at in range(len(table.columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip() for line in lines
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or " "


def _unmarked(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1 (\2)", text)).strip()
