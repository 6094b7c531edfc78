"""The true type of a file, from its bytes. The name only says which of several text types is meant."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.shapes import Limits, Reason, Refused


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is read here: the module that reads it, its media type, its usual endings and its name."""

    reader: str
    media_type: str
    extensions: tuple[str, ...]
    label: str
    is_text: bool = False


PDF = FileType("pdf", "application/pdf", ("pdf",), "a PDF document")
_OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = FileType("docx", f"{_OOXML}.wordprocessingml.document", ("docx", "docm", "dotx"), "a Word document")
PPTX = FileType("pptx", f"{_OOXML}.presentationml.presentation", ("pptx", "pptm", "ppsx"), "a PowerPoint file")
XLSX = FileType("xlsx", f"{_OOXML}.spreadsheetml.sheet", ("xlsx", "xlsm", "xltx"), "an Excel workbook")
CSV = FileType("delimited", "text/csv", ("csv",), "a CSV table", is_text=True)
TSV = FileType("delimited", "text/tab-separated-values", ("tsv", "tab"), "a tab-separated table", is_text=True)
HTML = FileType("html", "text/html", ("html", "htm", "xhtml"), "an HTML page", is_text=True)
JSON = FileType("json", "application/json", ("json",), "JSON", is_text=True)
MARKDOWN = FileType("plain", "text/markdown", ("md", "markdown"), "Markdown", is_text=True)
PLAIN = FileType("plain", "text/plain", ("txt", "text", "log", "yaml", "yml"), "plain text", is_text=True)
SVG = FileType("image", "image/svg+xml", ("svg",), "an SVG picture")
PNG = FileType("image", "image/png", ("png",), "a PNG picture")
JPEG = FileType("image", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), "a JPEG picture")
GIF = FileType("image", "image/gif", ("gif",), "a GIF picture")
WEBP = FileType("image", "image/webp", ("webp",), "a WebP picture")

TYPES = (PDF, DOCX, PPTX, XLSX, CSV, TSV, HTML, JSON, MARKDOWN, PLAIN, SVG, PNG, JPEG, GIF, WEBP)
ACCEPTED = "PDF, DOCX, PPTX, XLSX, CSV, TSV, HTML, Markdown, text, JSON, PNG, JPEG, GIF, WebP or SVG"
_BY_EXTENSION = {extension: kind for kind in TYPES for extension in kind.extensions}
_PICTURES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF87a", GIF), (b"GIF89a", GIF))
_OFFICE_PARTS = (("word/document.xml", DOCX), ("ppt/presentation.xml", PPTX), ("xl/workbook.xml", XLSX))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Signatures of what people upload by mistake, so that the message can name it.
_REFUSED = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe", "a macOS program or Java class"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"PAR1", "a Parquet table"),
)
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SVG_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?<svg\b", re.I | re.S)


def file_type(content: bytes, extension: str, limits: Limits) -> FileType:
    """The type of `content`. `extension` (without the dot, may be empty) chooses among text types.

    Raises: `Refused` when the type is not read here, or when the name promises another type than the bytes are.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused(Reason.EMPTY, "The file is empty.", "Check that it was saved, then upload it again.")
    promised = _BY_EXTENSION.get(extension)
    found = _binary_type(content, extension, promised, limits) or _text_type(content, extension, promised)
    if promised is not None and promised is not found and not (promised is PLAIN and found.is_text):
        raise _mismatch(extension, promised, found.label, f"Rename it to end in .{found.extensions[0]}")
    return found


def _mismatch(extension: str, promised: FileType, found: str, fix: str) -> Refused:
    detail = f"The name ends in .{extension}, but the content is not {promised.label}: it is {found}."
    return Refused(Reason.MISMATCH, detail, f"{fix}, or upload the real .{extension} file.")


def _binary_type(content: bytes, extension: str, promised: FileType | None, limits: Limits) -> FileType | None:
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_type(content, extension, promised, limits)
    if content.startswith(_OLE):
        raise _old_office(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    for signature, kind in _PICTURES:
        if content.startswith(signature):
            return kind
    for signature, label in _REFUSED:
        if content.startswith(signature) and (len(signature) > 2 or texts.decode(content[:4096]) is None):
            raise _unsupported(label, extension, promised)
    return None


def _unsupported(label: str, extension: str, promised: FileType | None) -> Refused:
    if promised is not None:
        return _mismatch(extension, promised, label, "Remove the wrong ending")
    return Refused(Reason.UNSUPPORTED, f"The file is {label}, which cannot be read.", f"Upload {ACCEPTED}.")


def _office_type(content: bytes, extension: str, promised: FileType | None, limits: Limits) -> FileType:
    names = _archive_names(content, limits)
    for part, kind in _OFFICE_PARTS:
        if part in names:
            return kind
    if "mimetype" in names and "content.xml" in names:
        raise Refused(
            Reason.UNSUPPORTED,
            "OpenDocument files cannot be read.",
            "Save it as DOCX, XLSX, PPTX or PDF and upload that.",
        )
    if "word/document.bin" in names or "xl/workbook.bin" in names:
        raise Refused(
            Reason.UNSUPPORTED, "Binary Excel files (XLSB) cannot be read.", "Save it as XLSX and upload that."
        )
    if promised is None:
        fix = "Unpack the archive and upload the files inside it."
        raise Refused(Reason.UNSUPPORTED, "The file is a ZIP archive, which cannot be read as a whole.", fix)
    raise _mismatch(extension, promised, "a ZIP archive", "Unpack it and upload the files inside it")


def _archive_names(content: bytes, limits: Limits) -> set[str]:
    """Names in the archive, after the checks that no archive bomb passes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError) as error:
        raise Refused(
            Reason.MALFORMED,
            "The file is damaged or was cut short: the list of its parts at the end is missing or wrong.",
            "Upload it again; if that fails, open it in the program that made it and save a new copy.",
        ) from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(
            Reason.ENCRYPTED,
            "The file is protected by a password.",
            "Save a copy without the password and upload that.",
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if (
        len(entries) > limits.max_archive_entries
        or unpacked > limits.max_unpacked_bytes
        or (unpacked > 10_000_000 and unpacked / packed > limits.max_compression_ratio)
    ):
        raise Refused(
            Reason.TOO_COMPLEX,
            f"The file unpacks to {unpacked // 1_000_000:,} MB in {len(entries):,} parts; "
            f"the limit is {limits.max_unpacked_bytes // 1_000_000:,} MB, {limits.max_archive_entries:,} parts "
            f"and {limits.max_compression_ratio} times its packed size.",
            "Split it into smaller files, or export only the part that is needed.",
        )
    return {entry.filename for entry in entries}


def _old_office(content: bytes) -> Refused:
    """An OLE container is either an encrypted modern file or a file of Office 97 to 2003."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refused(
            Reason.ENCRYPTED,
            "The Office file is protected by a password.",
            "Save a copy without the password and upload that.",
        )
    return Refused(
        Reason.UNSUPPORTED,
        "The file has the format of Office 97 to 2003 (DOC, XLS, PPT or MSG), which cannot be read.",
        "Save it as DOCX, XLSX, PPTX or PDF and upload that.",
    )


def _text_type(content: bytes, extension: str, promised: FileType | None) -> FileType:
    text = texts.decode(content)
    if text is None:
        raise _unsupported("binary content of an unknown type", extension, promised)
    if _SVG_START.match(text[:4096]):
        return SVG
    if _HTML_START.match(text[:4096]):
        return HTML
    if promised is not None and promised.is_text:
        return promised
    return JSON if not extension and text.lstrip()[:1] in ("{", "[") else PLAIN
