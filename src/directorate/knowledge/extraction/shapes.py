"""What a reader takes and gives: limits, pages, tables, and a refusal with its reason."""

from __future__ import annotations

import dataclasses
import enum
import json
from dataclasses import dataclass, field


class Kind(enum.StrEnum):
    """How an agent uses the file: as prose, as rows, or as a picture without text."""

    TEXT = "text"
    TABLE = "table"
    IMAGE = "image"


class Reason(enum.StrEnum):
    """Why a file was refused. Each becomes one typed error with its own status."""

    EMPTY = "empty"
    MISMATCH = "mismatch"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    MALFORMED = "malformed"
    TOO_COMPLEX = "too_complex"


class Refused(Exception):
    """The file cannot be read. `detail` names the rule that it breaks, `fix` the next action."""

    def __init__(self, reason: Reason, detail: str, fix: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. The defaults fit a chat on two cores; settings may change them."""

    max_bytes: int = 25 * 1024 * 1024
    max_pages: int = 2_000
    max_cells: int = 2_000_000
    max_columns: int = 1_000
    max_characters: int = 5_000_000
    max_unpacked_bytes: int = 200 * 1024 * 1024
    max_archive_entries: int = 10_000
    max_compression_ratio: int = 200
    memory_bytes: int = 1536 * 1024 * 1024
    cpu_s: int = 20
    timeout_s: float = 30.0

    def to_json(self) -> str:
        """The limits as one argument of the worker's command line."""
        return json.dumps(dataclasses.asdict(self))

    @staticmethod
    def from_json(text: str) -> Limits:
        """The inverse of `to_json`."""
        return Limits(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Page:
    """One page, slide or, where a format has no pages, the whole text. Numbers start at 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as text cells, every row as wide as `columns`. An empty cell is an empty string."""

    name: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a file holds. `page_count` is None where the format has no pages; `notice` tells what is missing."""

    media_type: str
    kind: Kind
    pages: list[Page] = field(default_factory=list["Page"])
    tables: list[RawTable] = field(default_factory=list["RawTable"])
    page_count: int | None = None
    width: int | None = None
    height: int | None = None
    notice: str = ""
