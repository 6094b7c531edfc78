"""JSON: a list of objects is a table, everything else is text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, RawTable, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The records of a JSON file as a table, or its value as indented text."""
    try:
        value = cast("object", json.loads(texts.clean(texts.decode_or_refuse(content)), parse_float=_Literal))
    except json.JSONDecodeError as error:
        detail = f"The file is not valid JSON: {error.msg} at line {error.lineno:,}, column {error.colno:,}."
        raise Refused(Reason.MALFORMED, detail, "Correct that place, or upload it with the ending .txt.") from error
    except RecursionError as error:
        detail = "The JSON is nested too deeply to be read."
        raise Refused(Reason.TOO_COMPLEX, detail, "Flatten it, or upload it with the ending .txt.") from error
    records = _records(value)
    if records:
        return Extraction(kind.media_type, Kind.TABLE, tables=[_table(records, CellBudget(limits))])
    text = texts.clean(json.dumps(value, ensure_ascii=False, indent=2))[: limits.max_characters]
    return Extraction(kind.media_type, Kind.TEXT, pages=[Page(1, text)])


class _Literal(float):
    """A number that remembers how it was written, so that 0.10 stays 0.10."""

    def __new__(cls, written: str) -> _Literal:
        number = super().__new__(cls, written)
        number.written = written
        return number

    written: str

    def __repr__(self) -> str:
        return self.written


def _records(value: object) -> list[Mapping[str, object]]:
    """The list of objects that `value` is, or holds under its only list."""
    if isinstance(value, dict):
        members = cast("dict[str, object]", value).values()
        lists = [cast("object", item) for item in members if isinstance(item, list)]
        value = lists[0] if len(lists) == 1 else None
    if not isinstance(value, list):
        return []
    items = cast("list[object]", value)
    return (
        [cast("Mapping[str, object]", item) for item in items] if all(isinstance(item, dict) for item in items) else []
    )


def _table(records: list[Mapping[str, object]], budget: CellBudget) -> RawTable:
    columns = list(dict.fromkeys(texts.clean(key) for record in records for key in record))
    rows: list[list[str]] = []
    for record in records:
        budget.take(len(columns))
        rows.append([_cell(record.get(column)) for column in columns])
    return RawTable("records", columns, rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return texts.clean(value)
    return repr(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)
