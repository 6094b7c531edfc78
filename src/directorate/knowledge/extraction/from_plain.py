"""Plain text, Markdown and similar: one page, as it is."""

from __future__ import annotations

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The whole text as one page."""
    text = texts.clean(texts.decode_or_refuse(content)).strip()
    if not text:
        raise Refused(
            Reason.EMPTY, "The file holds only blank space.", "Check that it was saved, then upload it again."
        )
    shown = text[: limits.max_characters]
    notice = "" if len(shown) == len(text) else f"Only the first {limits.max_characters:,} characters were read."
    return Extraction(kind.media_type, Kind.TEXT, pages=[Page(1, shown)], notice=notice)
