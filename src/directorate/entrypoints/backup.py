"""`directorate backup`: database, files and keys of a home folder in one archive, taken while the product runs."""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import directorate
from directorate.entrypoints import archive, revision
from directorate.entrypoints.data import settings_with_database
from directorate.entrypoints.terminal import size, step
from directorate.kit.errors import Unavailable
from directorate.kit.postgres_account import wheel_install
from directorate.kit.settings import Settings


class DatabaseToolFailed(Unavailable):
    """PostgreSQL's own tool could not do its work."""

    code, title = "database_tool_failed", "The database could not be copied"


def write(target: Path | None) -> int:
    """Write a backup to a file, or to a dated one in the current folder. Returns an exit code."""
    now = datetime.now(UTC)
    target = target or Path(f"directorate-{now:%Y%m%d-%H%M%S}.backup.tar.gz")
    with settings_with_database() as settings, tempfile.TemporaryDirectory(prefix="directorate-backup-") as scratch:
        dump = Path(scratch) / archive.DATABASE
        # The database first: a file is stored before its row, so each row of the dump finds its file.
        with step("Database"):
            run_tool("pg_dump", ["--no-owner", "--file", str(dump), settings.database_url])
        with step("Files and keys"):
            sources = {archive.DATABASE: dump} | _stored(settings)
            manifest = archive.Manifest(
                version=directorate.__version__,
                revision=revision.of_database(settings.database_url),
                created=now,
                members=tuple(archive.describe(sources)),
            )
            archive.write(target, manifest, sources)
    print(f"\n{target} ({size(target.stat().st_size)}) holds the database, {len(sources) - 1} files and the keys.")
    print("Whoever has it can read every stored secret: keep it private.")
    return 0


def run_tool(name: str, arguments: list[str]) -> None:
    """Run one of PostgreSQL's programs. Raises: DatabaseToolFailed with its last lines."""
    command = [str(wheel_install() / "bin" / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if done.returncode:
        reason = " / ".join(done.stderr.strip().splitlines()[-3:])
        raise DatabaseToolFailed(
            f"{name} failed: {reason}",
            fix="The account in DATABASE_URL has to own the database and pass row-level security (BYPASSRLS).",
        )


def _stored(settings: Settings) -> dict[str, Path]:
    """Return every stored file by its name in the archive."""
    return {
        path.relative_to(settings.home).as_posix(): path
        for folder in archive.FOLDERS
        for path in sorted((settings.home / folder).rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
