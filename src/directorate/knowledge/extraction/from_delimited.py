"""CSV and TSV: encoding and delimiter are found out, quoted newlines and ragged rows are accepted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget, to_table
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Reason, Refused
from directorate.knowledge.extraction.sniff import TSV, FileType

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 64_000
_SAMPLE_ROWS = 50


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The table in a CSV or TSV file."""
    text = texts.clean(texts.decode_or_refuse(content))
    declared, text = _declared_delimiter(text)
    delimiter = declared or find_delimiter(text, preferred="\t" if kind is TSV else ",")
    rows = _rows(text, delimiter, CellBudget(limits))
    table = to_table("rows", rows)
    if table is None:
        raise Refused(Reason.EMPTY, "The table has no filled cell.", "Check that it was saved, then upload it again.")
    widths = Counter(len(row) for row in rows if any(map(str.strip, row)))
    uneven = sum(widths.values()) - widths.most_common(1)[0][1]
    notice = f"{uneven} of {sum(widths.values())} lines have another number of cells than the rest." if uneven else ""
    return Extraction(kind.media_type, Kind.TABLE, tables=[table], notice=notice)


def find_delimiter(text: str, preferred: str) -> str:
    """The delimiter that cuts the first lines into the most equal cells; `preferred` when none cuts them."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = preferred, 0.0
    for delimiter in sorted(_DELIMITERS, key=lambda item: item != preferred):
        rows = _first(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        widths = Counter(len(row) for row in rows if row)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = count / sum(widths.values()) * (1 + min(width, 20) / 20) if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _first(reader: Iterable[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return rows


def _declared_delimiter(text: str) -> tuple[str | None, str]:
    """Excel's first line `sep=;`, and the text below it."""
    first, _, rest = text.partition("\n")
    if len(first.strip()) == 5 and first.lower().startswith("sep="):
        return first.strip()[4], rest
    return None, text


def _rows(text: str, delimiter: str, budget: CellBudget) -> list[list[str]]:
    csv.field_size_limit(max(len(text), 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _counted(reader, budget)
    except csv.Error as error:
        if "unexpected end" in str(error):
            detail = f"A quotation mark opened at or before line {reader.line_num:,} is never closed."
            fix = "Close the quotation mark, or double it where it is part of a value, and upload again."
            raise Refused(Reason.MALFORMED, detail, fix) from error
    # A quotation mark in the middle of a value is no error for a lenient reader.
    return _counted(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), budget)


def _counted(reader: Iterable[list[str]], budget: CellBudget) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in reader:
        budget.take(len(row))
        rows.append(row)
    return rows
