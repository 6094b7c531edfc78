"""Bytes to text: encoding detection, and cleaning away what no database or model takes."""

from __future__ import annotations

import codecs
import re
import unicodedata

from directorate.knowledge.extraction.shapes import Reason, Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# C0 controls other than tab, newline, carriage return, form feed and escape do not occur in text files.
_BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_SAMPLE_BYTES = 8_192


def decode(content: bytes) -> str | None:
    """The text of `content` in UTF-8, UTF-16, UTF-32 or Windows Latin 1, or None when it is not text."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), None) or _guess_utf16(content)
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        return None if _looks_binary(text) else text
    return None


def decode_or_refuse(content: bytes) -> str:
    """As `decode`, but refuses what is not text."""
    text = decode(content)
    if text is None:
        raise Refused(
            Reason.MALFORMED,
            "The file should be text, but its bytes are not text in UTF-8, UTF-16 or Latin 1.",
            "Open it in the program that made it and save it again as UTF-8 text.",
        )
    return text


def clean(text: str) -> str:
    """`text` in one Unicode form, with plain newlines and without characters that cannot be stored."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u00a0", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _UNSTORABLE.sub("", text)


def _guess_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: Latin text then has a zero in (nearly) every second byte."""
    sample = content[:_SAMPLE_BYTES]
    if len(sample) < 4 or len(content) % 2 or b"\x00" not in sample:
        return None
    half = len(sample) / 2
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[offset::2].count(0) > 0.7 * half and sample[1 - offset :: 2].count(0) < 0.05 * half:
            return encoding
    return None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE_BYTES]
    return bool(sample) and len(_BINARY.findall(sample)) > len(sample) * 0.002
