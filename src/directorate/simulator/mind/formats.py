"""Turns an answer's Markdown into the form that was asked for: plain text, a table, JSON, or a slide outline."""

import json
import re
from dataclasses import dataclass, field

from pydantic import JsonValue

from directorate.simulator.mind.grounding import OutputFormat

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_BULLET = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
_LINE = re.compile(r"^\s*(-{3,}|\*{3,})\s*$")
_LINK = re.compile(r"!?\[([^\]]+)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"\*\*|__|`|^>\s?|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", re.MULTILINE)
_POINTS_A_SLIDE = 7


@dataclass
class Table:
    """A Markdown table."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list[list[str]])


@dataclass
class Bullets:
    """The items of a list."""

    items: list[str] = field(default_factory=list[str])


Part = str | Bullets | Table
"""What stands below a heading: a paragraph, a list, a table."""


@dataclass
class Section:
    """A heading with what stands below it, in its order."""

    heading: str = ""
    parts: list[Part] = field(default_factory=list[Part])

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs."""
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def bullets(self) -> list[str]:
        """The items of all its lists."""
        return [item for part in self.parts if isinstance(part, Bullets) for item in part.items]

    @property
    def tables(self) -> list[Table]:
        """The tables."""
        return [part for part in self.parts if isinstance(part, Table)]


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
    blocks = list[str]()
    for section in sections(markdown):
        blocks += [section.heading.upper()] if section.heading else []
        blocks += [_plain_part(part) for part in section.parts]
    return "\n\n".join(blocks)


def as_json(markdown: str) -> dict[str, JsonValue]:
    """The answer as an object: `answer` (the opening), `sections` and `tables`."""
    found = sections(markdown)
    opening = next((paragraph for section in found for paragraph in section.paragraphs), "")
    listed: list[JsonValue] = [_section_json(section) for section in found if section.paragraphs or section.bullets]
    tables: list[JsonValue] = [_table_json(table) for section in found for table in section.tables]
    return {"answer": _unmarked(opening), "sections": listed, "tables": tables}


def sections(markdown: str) -> list[Section]:
    """The answer cut at its headings; what stands before the first has a section without one."""
    found = [Section()]
    for block in re.split(r"\n\s*\n", markdown.strip()):
        _add_block(found, block)
    return [section for section in found if section.heading or section.parts]


def markdown_table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars and line breaks in cells are made harmless."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _add_block(found: list[Section], block: str) -> None:
    for line in block.splitlines():
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if heading:
            found.append(Section(heading=_unmarked(heading.group(1))))
        elif line.lstrip().startswith("|"):
            _add_table_line(found[-1].parts, line)
        elif bullet:
            _last_of(found[-1].parts, Bullets()).items.append(bullet.group(1))
        elif line.strip(" >") and not _LINE.match(line):
            found[-1].parts.append(line.strip())


def _add_table_line(parts: list[Part], line: str) -> None:
    cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
    if not (parts and isinstance(parts[-1], Table)):
        parts.append(Table(columns=cells))
    elif not _RULE.match(line):
        parts[-1].rows.append(cells)


def _last_of(parts: list[Part], fresh: Bullets) -> Bullets:
    """The list the parts end with; a fresh one is put there when they end with something else."""
    if parts and isinstance(parts[-1], Bullets):
        return parts[-1]
    parts.append(fresh)
    return fresh


def _plain_part(part: Part) -> str:
    match part:
        case str():
            return _unmarked(part)
        case Bullets():
            return "\n".join(f"- {_unmarked(item)}" for item in part.items)
        case Table():
            return _aligned(part)


def _as_table(found: list[Section]) -> str:
    tables = [table for section in found for table in section.tables]
    cited = [paragraph for section in found for paragraph in section.paragraphs if re.search(r"\[\d+\]", paragraph)]
    if tables:
        shown = "\n\n".join(markdown_table(table.columns, table.rows) for table in tables)
        return f"{shown}\n\n{cited[0]}" if cited else shown
    lines = [
        [section.heading or "Answer", text] for section in found for text in [*section.paragraphs, *section.bullets]
    ]
    return markdown_table(["Part", "Content"], lines)


def _as_slides(found: list[Section]) -> str:
    slides = [slide for section in found for slide in _slides(section)]
    return "\n\n".join(f"## Slide {number}: {slide}" for number, slide in enumerate(slides, start=1))


def _slides(section: Section) -> list[str]:
    """A section as slides of at most seven points; each table stands on the last of them."""
    points = [
        point
        for part in section.parts
        if not isinstance(part, Table)
        for point in (part.items if isinstance(part, Bullets) else _sentences(part))
    ]
    title = section.heading or "Summary"
    bodies = [points[at : at + _POINTS_A_SLIDE] for at in range(0, len(points), _POINTS_A_SLIDE)] or [[]]
    shown = ["\n".join(f"- {point}" for point in body) for body in bodies]
    tables = "\n\n".join(markdown_table(table.columns, table.rows) for table in section.tables)
    shown[-1] = "\n\n".join(part for part in (shown[-1], tables) if part)
    return [f"{title}{f' ({at})' if at > 1 else ''}\n\n{body}" for at, body in enumerate(shown, start=1)]


def _sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z*\"“])", paragraph.removeprefix("> "))


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
    widths = [max((len(line[at]) for line in lines if at < len(line)), default=0) for at in range(len(table.columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip() for line in lines
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or " "


def _unmarked(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1 (\2)", text)).strip()
