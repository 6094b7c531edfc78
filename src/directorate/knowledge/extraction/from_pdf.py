"""PDF: the text layer, page by page."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, Reason, Refused
from directorate.knowledge.extraction.sniff import FileType

_NO_TEXT = (
    "No page has a text layer: it is probably a scan. There is no text recognition on this machine, so agents cannot "
    "read it. Upload a PDF with text, or the document it was printed from."
)


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The text of each page. A PDF that opens with an empty password is read; any other password is refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    try:
        page_count = len(reader.pages)
    except FileNotDecryptedError as error:
        raise _encrypted() from error
    if page_count == 0:
        raise Refused(Reason.MALFORMED, "The PDF has no pages.", "Export it again from the program that made it.")
    if page_count > limits.max_pages:
        detail = f"The PDF has {page_count:,} pages; the limit is {limits.max_pages:,}."
        raise Refused(Reason.TOO_COMPLEX, detail, "Split it, and upload the part that is needed.")
    pages, notice = _pages(reader, limits)
    return Extraction(kind.media_type, Kind.TEXT, pages=pages, page_count=page_count, notice=notice)


def _encrypted() -> Refused:
    fix = "Save a copy without the password (print to PDF does it) and upload that."
    return Refused(Reason.ENCRYPTED, "The PDF is protected by a password.", fix)


def _pages(reader: PdfReader, limits: Limits) -> tuple[list[Page], str]:
    pages: list[Page] = []
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        text = "\n".join(line.strip() for line in texts.clean(page.extract_text()).split("\n")).strip()
        characters += len(text)
        if characters > limits.max_characters:
            return pages, f"Only the first {number - 1:,} pages were read ({limits.max_characters:,} characters)."
        pages.append(Page(number, text))
    empty = [page.number for page in pages if not page.text]
    if len(empty) == len(pages):
        return [], _NO_TEXT
    listed = ", ".join(map(str, empty[:10])) + (" and more" if len(empty) > 10 else "")
    return pages, f"Without a text layer, so not read: page {listed}." if empty else ""
