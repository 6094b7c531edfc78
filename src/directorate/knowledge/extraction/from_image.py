"""Pictures: their size is read, their text is not (there is no text recognition on this machine)."""

from __future__ import annotations

import re
import struct

from directorate.knowledge.extraction import text as texts
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Reason, Refused
from directorate.knowledge.extraction.sniff import GIF, JPEG, PNG, SVG, FileType

_NOTICE = "No text recognition on this machine: agents see the picture's name and size, not what it shows."
# Start-of-frame markers of JPEG (ITU T.81, table B.1), without DHT, JPG and DAC.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SVG_ATTRIBUTE = r"""<svg\b[^>]*?\s{}\s*=\s*["']\s*([^"']+)["']"""


def read(content: bytes, kind: FileType, limits: Limits) -> Extraction:
    """The picture's width and height in pixels."""
    del limits
    try:
        width, height = _size(content, kind)
    except (struct.error, IndexError, ValueError) as error:
        detail = f"The file starts like {kind.label}, but is damaged or was cut short."
        raise Refused(Reason.MALFORMED, detail, "Upload it again, or save a new copy as PNG.") from error
    return Extraction(kind.media_type, Kind.IMAGE, width=width, height=height, notice=_NOTICE)


def _size(content: bytes, kind: FileType) -> tuple[int | None, int | None]:
    if kind is SVG:
        return _svg_size(texts.decode_or_refuse(content))
    if kind is PNG:
        if content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
            raise ValueError("no IHDR or IEND")
        return struct.unpack(">II", content[16:24])
    if kind is GIF:
        return struct.unpack("<HH", content[6:10])
    return _jpeg_size(content) if kind is JPEG else _webp_size(content)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("no marker")
        marker = content[place + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        # Fill bytes, TEM and restart markers carry no length.
        alone = marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8
        place += 1 if marker == 0xFF else 2 if alone else 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height in one of WebP's three forms (developers.google.com/speed/webp/docs/riff_container)."""
    form = content[12:16]
    if form == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if form == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("unknown form")


def _svg_size(text: str) -> tuple[int | None, int | None]:
    """The size in the attributes or the view box; an SVG may have none."""
    if "</svg" not in text and "/>" not in text:
        raise ValueError("never closed")
    sizes = [_pixels(re.search(_SVG_ATTRIBUTE.format(name), text)) for name in ("width", "height")]
    box = re.search(_SVG_ATTRIBUTE.format("viewBox"), text)
    numbers = re.findall(r"[-\d.]+", box.group(1)) if box else []
    if len(numbers) == 4:
        sizes = [size or round(float(number)) for size, number in zip(sizes, numbers[2:], strict=True)]
    return sizes[0], sizes[1]


def _pixels(match: re.Match[str] | None) -> int | None:
    number = re.fullmatch(r"([\d.]+)(?:px)?", match.group(1).strip()) if match else None
    return round(float(number.group(1))) if number else None
