"""Excel workbooks: each visible sheet as a table of the values that were last calculated."""

from __future__ import annotations

import datetime as dt
import io
import math
import warnings
from collections.abc import Iterator
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.grid import CellBudget, to_table
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, RawTable, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The workbook's sheets. Hidden sheets are left out and named in the notice."""
    warnings.simplefilter("ignore")
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    budget = CellBudget(limits)
    tables: list[RawTable] = []
    hidden: list[str] = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        table = to_table(sheet.title, _cells(sheet, budget))
        if table:
            tables.append(table)
    if not tables:
        raise Refused(
            Reason.EMPTY, "No visible sheet has a filled cell.", "Check that it was saved, then upload it again."
        )
    notice = f"Hidden sheets were left out: {', '.join(hidden)}." if hidden else ""
    return Extraction(kind.media_type, Kind.TABLE, tables=tables, notice=notice)


def _cells(sheet: Worksheet, budget: CellBudget) -> Iterator[list[str]]:
    # A sheet may claim a million columns; without its claim the rows are as wide as they are filled.
    sheet.reset_dimensions()  # pyright: ignore[reportAttributeAccessIssue]
    for row in sheet.iter_rows(values_only=True):
        budget.take(len(row))
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    """A value as text: ISO dates, numbers in the 15 digits that Excel keeps, truth values as true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(format(value, ".15g")), "f") if math.isfinite(value) else ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    return texts.clean(str(value))
