"""Backups: what is written comes back bit for bit, and anything else is refused before data is touched."""

import gzip
import io
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directorate.entrypoints import archive
from directorate.entrypoints.archive import DamagedArchive, Manifest, Member


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    """Two files to be kept."""
    contents = {"database.sql": b"SELECT 1;\n", "files/a b/report.pdf": b"%PDF" + bytes(range(256)) * 64}
    made: dict[str, Path] = {}
    for number, (name, content) in enumerate(contents.items()):
        made[name] = tmp_path / f"source-{number}"
        made[name].write_bytes(content)
    return made


def manifest(members: tuple[Member, ...], **changes: object) -> Manifest:
    """A manifest of these members."""
    fields = {"version": "0.1.0", "revision": "0001", "created": datetime(2026, 3, 1, tzinfo=UTC), "members": members}
    return Manifest.model_validate(fields | changes)


@pytest.fixture
def written(tmp_path: Path, sources: dict[str, Path]) -> Path:
    """An archive of the files."""
    target = tmp_path / "kept.tar.gz"
    archive.write(target, manifest(tuple(archive.describe(sources))), sources)
    return target


def test_what_was_written_comes_back_bit_for_bit(tmp_path: Path, sources: dict[str, Path], written: Path) -> None:
    into = tmp_path / "out"
    found = archive.extract(written, into)
    assert found.revision == "0001"
    for name, source in sources.items():
        assert (into / name).read_bytes() == source.read_bytes()


def test_an_archive_is_readable_by_its_owner_only(written: Path) -> None:
    assert written.stat().st_mode & 0o077 == 0


def _flip_a_byte(content: bytes) -> bytes:
    tar = bytearray(gzip.decompress(content))
    tar[tar.index(b"%PDF") + 9] ^= 1
    return gzip.compress(bytes(tar))


@pytest.mark.parametrize(
    "damage",
    [
        _flip_a_byte,
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"not an archive at all",
        lambda content: gzip.compress(b"\0" * 10240),
    ],
    ids=["one flipped bit", "cut in half", "empty", "text", "an empty tar"],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, written: Path, damage: Callable[[bytes], bytes]) -> None:
    written.write_bytes(damage(written.read_bytes()))
    with pytest.raises(DamagedArchive) as raised:
        archive.extract(written, tmp_path / "out")
    assert raised.value.fix


def test_an_archive_that_lacks_a_member_is_refused(tmp_path: Path, sources: dict[str, Path]) -> None:
    members = (*archive.describe(sources), Member(name="keys/encryption", size_bytes=3, sha256="0" * 64))
    target = tmp_path / "short.tar.gz"
    archive.write(target, manifest(members), sources)
    with pytest.raises(DamagedArchive, match="keys/encryption"):
        archive.extract(target, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "files/../../outside"])
def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path, sources: dict[str, Path], name: str) -> None:
    hostile = {name: sources["database.sql"]}
    target = tmp_path / "hostile.tar.gz"
    archive.write(target, manifest(tuple(archive.describe(hostile))), hostile)
    with pytest.raises(DamagedArchive):
        archive.extract(target, tmp_path / "deep" / "out")
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "deep" / "outside").exists()


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    body = manifest((Member(name="keys/signing", size_bytes=0, sha256="0" * 64),)).model_dump_json().encode()
    target = tmp_path / "link.tar"
    with tarfile.open(target, "w") as tar:
        head = tarfile.TarInfo(archive.MANIFEST)
        head.size = len(body)
        tar.addfile(head, io.BytesIO(body))
        link = tarfile.TarInfo("keys/signing")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(DamagedArchive, match="no plain file"):
        archive.extract(target, tmp_path / "out")


def test_a_later_format_is_refused_with_the_release_that_reads_it(tmp_path: Path, sources: dict[str, Path]) -> None:
    target = tmp_path / "later.tar.gz"
    later = manifest(tuple(archive.describe(sources)), format=archive.FORMAT + 1, version="9.0.0")
    archive.write(target, later, sources)
    with pytest.raises(DamagedArchive) as raised:
        archive.extract(target, tmp_path / "out")
    assert "9.0.0" in raised.value.fix
