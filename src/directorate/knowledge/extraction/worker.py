"""The limited process: `python -m directorate.knowledge.extraction.worker EXTENSION LIMITS` reads a file from stdin.

It answers with one JSON object on stdout: `{"file": {...}}` or `{"refused": {"reason", "detail", "fix"}}`. Memory,
processor time and open files are limited by the kernel; sockets, programs and writing are refused by an audit hook.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys

from directorate.knowledge.extraction import sniff
from directorate.knowledge.extraction.shapes import Extraction, Limits, Reason, Refused

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "ctypes.dlopen",
)
_DAMAGED_FIX = "Upload it again; if that fails, open it in the program that made it and save a new copy."


def main() -> None:
    """Read the file on stdin and print the answer."""
    extension, limits = sys.argv[1], Limits.from_json(sys.argv[2])
    limit_process(limits)
    content = sys.stdin.buffer.read()
    try:
        answer: dict[str, object] = {"file": as_answer(extract(content, extension, limits))}
    except Refused as refusal:
        answer = {"refused": {"reason": refusal.reason, "detail": refusal.detail, "fix": refusal.fix}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))


def as_answer(extraction: Extraction) -> dict[str, object]:
    """The extraction as JSON values, without copying the rows."""
    answer = {name: getattr(extraction, name) for name in Extraction.__slots__}
    answer["pages"] = [[page.number, page.text] for page in extraction.pages]
    answer["tables"] = [[table.name, table.columns, table.rows] for table in extraction.tables]
    return answer


def extract(content: bytes, extension: str, limits: Limits) -> Extraction:
    """What `content` holds.

    Raises: `Refused` for every kind of bad file, also for one on which the parser itself fails.
    """
    kind = sniff.file_type(content, extension, limits)
    # Each parser is imported only for its own type: the largest takes ten times the interpreter's own start.
    reader = importlib.import_module(f"directorate.knowledge.extraction.from_{kind.reader}")
    try:
        return reader.read(content, kind, limits)
    except Refused:
        raise
    except (MemoryError, RecursionError) as error:
        detail = f"Reading the file needs more than {limits.memory_bytes // 1024**2:,} MB of memory."
        raise Refused(Reason.TOO_COMPLEX, detail, "Split it into smaller files.") from error
    except Exception as error:  # the step boundary: parsers fail on damaged files in more ways than can be listed
        detail = f"The file starts like {kind.label}, but it is damaged and cannot be read."
        raise Refused(Reason.MALFORMED, detail, _DAMAGED_FIX) from error


def limit_process(limits: Limits) -> None:
    """Take away from this process what reading a file does not need."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[1], str) and any(letter in arguments[1] for letter in "wax+")
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"A file being read tried to do what it may not: {event}")


if __name__ == "__main__":
    main()
