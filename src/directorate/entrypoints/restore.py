"""`directorate restore` and `directorate reset`: replace or delete the data of a home folder."""

import shutil
import tempfile
from pathlib import Path

import typer

from directorate.entrypoints import archive, revision, running
from directorate.entrypoints.backup import run_tool
from directorate.entrypoints.data import settings_with_database
from directorate.entrypoints.terminal import failure, step
from directorate.kit import migrate, postgres
from directorate.kit.errors import Conflict, Invalid
from directorate.kit.settings import Settings, get_settings
from directorate.kit.tenancy import ROLES_SQL

KEPT_FOLDERS = ("postgres", *archive.FOLDERS, "sandbox", "logs", "run")
EMPTY_SQL = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
END $$;
CREATE SCHEMA public;
"""


class InUse(Conflict):
    """The data is in use by a running product."""

    code, title = "in_use", "The product is running"


class FromNewerRelease(Invalid):
    """The backup holds a database this release does not know."""

    code, title = "newer_release", "The backup is from a newer release"


def read(source: Path, *, confirmed: bool) -> int:
    """Replace the data by that of a backup. Nothing is touched unless the whole archive is sound."""
    settings = get_settings()
    _require_replaceable(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings.home) as scratch:
        folder = Path(scratch)
        with step("Checking the backup"):
            manifest = archive.extract(source, folder)
            if not revision.is_known(manifest.revision):
                raise FromNewerRelease(
                    f"{source} was made by release {manifest.version}.", fix="Install that release or a newer one."
                )
        if not confirmed and not _agreed(
            f"Replace all data in {settings.home} by that of {manifest.created:%d %B %Y %H:%M} UTC?"
        ):
            return failure("Nothing was changed.")
        with settings_with_database() as reachable:
            with step("Database"):
                _replace_database(reachable.database_url, folder / archive.DATABASE)
            with step("Files and keys"):
                _replace_folders(settings.home, folder)
            with step("Migrations"):
                migrate.upgrade(reachable.database_url)
    print("\nRestored. Start it: make run, or directorate up")
    return 0


def reset(*, confirmed: bool) -> int:
    """Delete the data of the home folder. A database named by DATABASE_URL is left alone."""
    settings = get_settings()
    _require_replaceable(settings)
    if not confirmed and not _agreed(f"Delete all data in {settings.home}? This cannot be undone."):
        return failure("Nothing was changed.")
    if (settings.home / "postgres").exists():
        postgres.erase(settings.home / "postgres")
    for name in KEPT_FOLDERS:
        shutil.rmtree(settings.home / name, ignore_errors=True)
    print(f"All data in {settings.home} is deleted.")
    if settings.database_url:
        print("The database that DATABASE_URL names is as it was; empty it with that server's own tools.")
    return 0


def _require_replaceable(settings: Settings) -> None:
    """Refuse while the product runs, and in a folder that holds other things than its data."""
    if settings.home.resolve() in {Path.home().resolve(), Path("/")}:
        raise InUse(
            f"{settings.home} holds more than Directorate's data, so nothing is deleted or replaced there.",
            fix="Set DIRECTORATE_HOME to a folder of its own",
        )
    processes = running.found(settings.home)
    if processes:
        pids = " ".join(str(process.pid) for process in processes)
        raise InUse(f"The product is running in {settings.home}.", fix=f"Stop it first: kill {pids}")


def _agreed(question: str) -> bool:
    return typer.prompt(f"{question} Type yes", default="no") == "yes"


def _replace_database(url: str, dump: Path) -> None:
    """Empty the database and load the dump in one transaction, so that a failure leaves it as it was."""
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--output", "/dev/null"]
    run_tool("psql", [*options, "--command", EMPTY_SQL, "--command", ROLES_SQL, "--file", str(dump), "--dbname", url])


def _replace_folders(home: Path, source: Path) -> None:
    """Put the folders of the backup in place; the old ones go only when all the new ones stand."""
    for name in archive.FOLDERS:
        (source / name).mkdir(mode=0o700, exist_ok=True)
        if (home / name).exists():
            (home / name).rename(source / f"{name}.old")
        (source / name).rename(home / name)
