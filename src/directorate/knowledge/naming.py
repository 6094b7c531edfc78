"""Names of files, made safe to show, to store and to offer for download."""

import re
import unicodedata
from urllib.parse import quote

MAX_LENGTH = 160
# Controls, and the marks that reverse or hide text (a name could then end in one thing and look like another).
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_RESERVED = re.compile(r'[<>:"|?*]')


def safe_name(name: str) -> str:
    """The last part of a path without anything that means something to a file system or hides text."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", _INVISIBLE.sub("", name)))[-1]
    plain = " ".join(_RESERVED.sub("_", last).split()).lstrip(". ").rstrip(" .")
    if len(plain) > MAX_LENGTH:
        stem, dot, ending = plain.rpartition(".")
        short = bool(dot) and len(ending) <= 10
        plain = f"{stem[: MAX_LENGTH - 1 - len(ending)].rstrip()}.{ending}" if short else plain[:MAX_LENGTH]
    return plain or "file"


def title_of(name: str) -> str:
    """A title for a document: the name without its ending, as words."""
    stem = name.rsplit(".", 1)[0] if "." in name else name
    words = " ".join(re.split(r"[-_\s]+", stem)).strip()
    return words[:1].upper() + words[1:] or name


def file_name(title: str, extension: str) -> str:
    """A file name for a written document: the title in lower case with hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    return f"{slug or 'document'}.{extension}"


def disposition(name: str) -> str:
    """The header that makes a browser save the content under `name` (RFC 6266, with an ASCII form for old ones)."""
    ascii_name = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
