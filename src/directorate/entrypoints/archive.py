"""The format of a backup: a tar archive with a manifest first that names and hashes every other member."""

import hashlib
import io
import os
import tarfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, ValidationError

from directorate.kit.errors import Invalid

MANIFEST = "manifest.json"
DATABASE = "database.sql"
FOLDERS = ("files", "keys")
FORMAT = 1


class Member(BaseModel):
    """One file of the archive."""

    model_config = ConfigDict(frozen=True)

    name: str
    size_bytes: int
    sha256: str


class Manifest(BaseModel):
    """What an archive holds and what made it."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    version: str
    revision: str
    created: datetime
    members: tuple[Member, ...]


class DamagedArchive(Invalid):
    """The archive is not a backup, or not as it was written."""

    code, title = "damaged_archive", "The archive cannot be used"


def write(target: Path, manifest: Manifest, sources: dict[str, Path]) -> None:
    """Write an archive, private to its owner; complete or not at all."""
    draft = target.with_name(f"{target.name}.part")
    draft.unlink(missing_ok=True)
    with (
        os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar,
    ):
        body = manifest.model_dump_json(indent=2).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode, head.mtime = len(body), 0o600, int(time.time())
        tar.addfile(head, io.BytesIO(body))
        for name, path in sources.items():
            tar.add(path, arcname=name, recursive=False)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)


def extract(source: Path, into: Path) -> Manifest:
    """Unpack an archive into a folder, checking every byte. Raises: DamagedArchive."""
    try:
        with tarfile.open(source, "r:*") as tar:
            manifest = _manifest(tar)
            wanted = {member.name: member for member in manifest.members}
            for entry in tar:
                if entry.name in wanted:
                    _unpack(tar, entry, wanted.pop(entry.name), into)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DamagedArchive(f"{source} cannot be read: {error}.", fix="Take another copy of the backup.") from error
    if wanted:
        raise DamagedArchive(f"{source} lacks {', '.join(sorted(wanted)[:3])}.", fix="Take another copy of the backup.")
    return manifest


def describe(sources: dict[str, Path]) -> Iterable[Member]:
    """Yield the manifest's entry of each file."""
    for name, path in sources.items():
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield Member(name=name, size_bytes=path.stat().st_size, sha256=digest)


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    content = tar.extractfile(first) if first and first.name == MANIFEST else None
    if content is None:
        raise DamagedArchive("This is not a backup: it does not begin with a manifest.", fix="Name another file.")
    try:
        manifest = Manifest.model_validate_json(content.read())
    except ValidationError as error:
        raise DamagedArchive("The manifest of the backup is damaged.", fix="Take another copy of it.") from error
    if manifest.format != FORMAT:
        raise DamagedArchive(
            f"The backup is of format {manifest.format}; this release reads format {FORMAT}.",
            fix=f"Restore it with release {manifest.version} or newer.",
        )
    return manifest


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, member: Member, into: Path) -> None:
    """Write one member where its name says, inside the folder only. Only the manifest's names get here."""
    path = PurePosixPath(member.name)
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None or path.is_absolute() or ".." in path.parts:
        raise DamagedArchive(f"The backup holds {member.name}, which is no plain file.", fix="Do not use this file.")
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, count = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            count += len(chunk)
            file.write(chunk)
    if digest.hexdigest() != member.sha256 or count != member.size_bytes:
        raise DamagedArchive(f"{member.name} in the backup is damaged.", fix="Take another copy of the backup.")
