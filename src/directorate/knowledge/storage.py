"""File contents on disk, by organization and digest. No path is ever made from a name or anything a person sends."""

import hashlib
import os
import tempfile
from pathlib import Path
from uuid import UUID

from directorate.knowledge.errors import FileContentLost


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes, under which they are kept."""
    return hashlib.sha256(content).hexdigest()


def path(root: Path, organization_id: UUID, sha256: str) -> Path:
    """Where the bytes with that digest lie."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 digest")
    return root / organization_id.hex / sha256[:2] / sha256


def save(root: Path, organization_id: UUID, content: bytes) -> str:
    """Keep the bytes and return their digest. A crash leaves either nothing or the whole file."""
    sha256 = digest(content)
    target = path(root, organization_id, sha256)
    if target.is_file() and target.stat().st_size == len(content):
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def load(root: Path, organization_id: UUID, sha256: str) -> bytes:
    """The bytes with that digest.

    Raises:
        FileContentLost: they are not there, or not what was saved.
    """
    try:
        content = path(root, organization_id, sha256).read_bytes()
    except FileNotFoundError:
        content = None
    if content is None or digest(content) != sha256:
        raise FileContentLost(
            "The file's content is missing from the data folder or was changed there.",
            fix="Restore the data folder from a backup, or upload the file again.",
        )
    return content
