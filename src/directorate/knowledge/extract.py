"""What an uploaded file holds, read in a limited process of its own (`extraction.worker`).

At most two files are read at a time, so that uploads cannot take the machine from those who chat.
"""

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

import directorate
from directorate.kit import log
from directorate.kit.errors import AppError
from directorate.knowledge import errors
from directorate.knowledge.extraction.shapes import Extraction, Kind, Limits, Page, RawTable, Reason

logger = log.get_logger(__name__)
_PACKAGE_ROOT = str(Path(directorate.__file__).parent.parent)
_WORKER = "directorate.knowledge.extraction.worker"
_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read-file")
_ERRORS: dict[Reason, type[AppError]] = {
    Reason.EMPTY: errors.FileEmpty,
    Reason.MISMATCH: errors.FileTypeMismatch,
    Reason.UNSUPPORTED: errors.FileTypeUnsupported,
    Reason.ENCRYPTED: errors.FileEncrypted,
    Reason.MALFORMED: errors.FileMalformed,
    Reason.TOO_COMPLEX: errors.FileTooComplex,
}


def extension_of(name: str) -> str:
    """The ending of a file name in lower case, without the dot; empty when there is none."""
    return PurePosixPath(name.strip()).suffix.removeprefix(".").lower()


def refuse_size(size_bytes: int, limits: Limits) -> None:
    """Refuse a file that is over the limit or empty.

    Raises: `FileTooLarge`, `FileEmpty`.
    """
    if size_bytes > limits.max_bytes:
        limit = f"{limits.max_bytes / 1024**2:.4g} MB"
        raise errors.FileTooLarge(
            f"The file is larger than {limit}, which is the limit.",
            fix=f"Upload a file of at most {limit}, or split it.",
        )
    if size_bytes == 0:
        raise errors.FileEmpty("The file is empty.", fix="Check that it was saved, then upload it again.")


async def read_file(name: str, content: bytes, limits: Limits | None = None) -> Extraction:
    """The type, pages and tables of a file. Only the ending of `name` is used, to tell text types apart.

    Raises: one of the `File...` errors for every file that cannot be read; the message names the rule and the fix.
    """
    limits = limits or Limits()
    refuse_size(len(content), limits)
    return await asyncio.get_running_loop().run_in_executor(_READERS, _run, extension_of(name), content, limits)


def _run(extension: str, content: bytes, limits: Limits) -> Extraction:
    command = [sys.executable, "-P", "-s", "-m", _WORKER, extension, limits.to_json()]
    environment = {"PYTHONPATH": _PACKAGE_ROOT, "PYTHONUTF8": "1", "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; nothing of the upload is an argument
            command, input=content, capture_output=True, timeout=limits.timeout_s, env=environment, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(limits) from error
    if done.returncode != 0:
        logger.warning(
            "file.reader_died", returncode=done.returncode, stderr=done.stderr[-500:].decode(errors="replace")
        )
        # A crash in native code is a damaged file; any other end is the kernel's limit on time or memory.
        raise _damaged() if done.returncode == -signal.SIGSEGV else _too_slow(limits)
    answer: dict[str, Any] = orjson.loads(done.stdout)
    if refused := answer.get("refused"):
        raise _ERRORS[Reason(refused["reason"])](refused["detail"], fix=refused["fix"])
    return _extraction(answer["file"])


def _too_slow(limits: Limits) -> errors.FileTooComplex:
    return errors.FileTooComplex(
        f"Reading the file takes more than {limits.cpu_s} seconds or {limits.memory_bytes // 1024**2:,} MB of memory.",
        fix="Split it into smaller files, or save it in a simpler format (CSV for tables, text for documents).",
    )


def _damaged() -> errors.FileMalformed:
    return errors.FileMalformed(
        "The file is damaged and cannot be read.",
        fix="Open it in the program that made it and save a new copy.",
    )


def _extraction(answer: dict[str, Any]) -> Extraction:
    return Extraction(
        media_type=answer["media_type"],
        kind=Kind(answer["kind"]),
        pages=[Page(*page) for page in answer["pages"]],
        tables=[RawTable(*table) for table in answer["tables"]],
        page_count=answer["page_count"],
        width=answer["width"],
        height=answer["height"],
        notice=answer["notice"],
    )
