"""The embedded PostgreSQL: started on first use, shared by all processes of a data folder, stopped after the last one.

`EmbeddedPostgres(folder).start()` makes the cluster when there is none, starts a guardian (`postgres_guardian`) when
none is at work and returns once a connection succeeds. Locks are described in the guardian; `start.lock` is one
more, which lets one process at a time prepare a folder.
"""

import fcntl
import hashlib
import json
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg

from directorate.kit import log
from directorate.kit import postgres_guardian as guardian
from directorate.kit.postgres_account import CLUSTER, POINTER, Account, Placement, PostgresUnavailable, place

OWNER = "directorate"
DATABASE = "directorate"
MAJOR_VERSION = "18"
SOCKET_PATH_LIMIT = 88
"""104 bytes (macOS; Linux 108) less the name of the socket and its closing zero."""
LOG_LIMIT_BYTES = 5_000_000

SMALL = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "40MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "huge_pages": "off",
    "jit": "off",
    "io_method": "sync",
    "max_worker_processes": "4",
    "max_parallel_workers_per_gather": "1",
    "autovacuum_max_workers": "2",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "wal_compression": "pglz",
    "min_wal_size": "32MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
    "logging_collector": "off",
}
"""One machine, no replication, a few dozen connections: the server rests near 60 MB."""
UNSAFE_FAST = {"fsync": "off", "full_page_writes": "off"}

_log = log.get_logger(__name__)


@dataclass(frozen=True)
class Server:
    """A running server as an application needs it."""

    url: str
    socket_dir: Path
    pid: int


class EmbeddedPostgres:
    """The server of one data folder. Start it before use; `stop` gives it up, and the last to do so ends it.

    With `durable=False` a crash of the machine (not of a process) may lose the data: for tests.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True, timeout_s: float = 180.0) -> None:
        self.data_dir = data_dir.absolute()
        self.durable = durable
        self.timeout_s = timeout_s
        self._users: int | None = None
        self._placement: Placement | None = None
        self._guardian: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._server: Server | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Server:
        """Return the server, running and answering. Raises: PostgresUnavailable with what to do."""
        if self._server is not None:
            return self._server
        with self._preparing():
            self._placement = placement = place(self.data_dir)
            self._users = _open_lock(placement, "users.lock")
            if not guardian.lock_within(self._users, self.timeout_s, fcntl.LOCK_SH):
                self._give_up()
                raise PostgresUnavailable(
                    f"The database in {placement.base} has been stopping for {self.timeout_s:.0f} s.",
                    fix=f"Look into {placement.base / 'postgres.log'}, then start again.",
                )
            try:
                server = self._ensure_running(placement)
            except BaseException:
                self._give_up()
                raise
        self._server = server
        self._stopped.clear()
        threading.Thread(target=self._watch, args=(placement,), name="postgres-watch", daemon=True).start()
        return server

    def stop(self) -> None:
        """Give the server up. When nobody else uses it, return once it has ended."""
        placement, users = self._placement, self._users
        if placement is None or users is None:
            return
        self._stopped.set()
        # Taking our shared lock alone works only for the last user.
        last = guardian.lock_within(users, 0.0)
        self._give_up()
        if last:
            _await_end(placement)
            if self._guardian is not None:
                self._guardian.wait(timeout=10)

    def _give_up(self) -> None:
        self._server = None
        if self._users is not None:
            os.close(self._users)
            self._users = None

    @contextmanager
    def _preparing(self) -> Generator[None]:
        """Hold the start lock of the data folder. Raises: PostgresUnavailable when it cannot be had."""
        path = self.data_dir / "start.lock"
        try:
            self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = guardian.open_lock(path)
        except OSError as error:
            raise PostgresUnavailable(
                f"The data folder {self.data_dir} cannot be used: {error.strerror}.",
                fix="Start as the account that made it, or set DIRECTORATE_HOME to a folder of your own.",
            ) from error
        try:
            if not guardian.lock_within(lock, self.timeout_s):
                pid = guardian.recorded_pid(path)
                raise PostgresUnavailable(
                    f"Process {pid} has been preparing the database in {self.data_dir} for {self.timeout_s:.0f} s.",
                    fix=f"Wait for it, or end it with: kill {pid}",
                )
            os.truncate(lock, 0)
            os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(lock)

    def _ensure_running(self, placement: Placement) -> Server:
        """Make the cluster when there is none, start a guardian when there is none, wait for an answer."""
        _make_cluster(placement, durable=self.durable)
        _write_access_rules(placement)
        deadline = time.monotonic() + self.timeout_s
        while True:
            if (self._guardian is None or self._guardian.poll() is not None) and _is_free(placement, "guardian.lock"):
                if self._guardian is not None and self._guardian.returncode == 1:
                    self._guardian = None
                    raise _failed(placement, "PostgreSQL ends right after its start")
                self._guardian = self._spawn_guardian(placement)
            server = _answering(placement)
            if server is not None:
                return server
            if time.monotonic() > deadline:
                raise _failed(placement, f"PostgreSQL did not answer within {self.timeout_s:.0f} s")
            time.sleep(0.03)

    def _spawn_guardian(self, placement: Placement) -> subprocess.Popen[bytes]:
        path = placement.base / "postgres.log"
        if path.is_file() and path.stat().st_size > LOG_LIMIT_BYTES:
            path.replace(path.with_suffix(".log.1"))
        output = _open_owned(placement, path.name, os.O_WRONLY | os.O_APPEND)
        try:
            return subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", guardian.__file__, json.dumps(self._spec(placement))],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches the application, which then lets go of the server
            )
        finally:
            os.close(output)

    def _spec(self, placement: Placement) -> dict[str, object]:
        """Return what the guardian is told: the command, the account and where the locks are."""
        account = placement.account
        socket_dir = str(_private_dir(_socket_dir(placement.base, account.uid), account))
        settings = SMALL | ({} if self.durable else UNSAFE_FAST) | {"unix_socket_directories": socket_dir}
        for name in ("hba", "ident"):
            settings[f"{name}_file"] = str(placement.base / f"pg_{name}.conf")
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return {
            "base": str(placement.base),
            "socket_dir": socket_dir,
            "command": [str(placement.install / "bin" / "postgres"), "-D", str(placement.cluster), *options],
            "uid": account.uid,
            "gid": account.gid,
        }

    def _watch(self, placement: Placement) -> None:
        """Start another guardian whenever the one at work dies while we still use the server."""
        while not self._stopped.is_set():
            lock = guardian.open_lock(placement.base / "guardian.lock")
            fcntl.flock(lock, fcntl.LOCK_EX)
            os.close(lock)
            if self._stopped.is_set():
                return
            try:
                with self._preparing():
                    self._ensure_running(placement)
            except PostgresUnavailable as error:
                _log.error("postgres.not_restarted", detail=error.detail, fix=error.fix)
                self._stopped.wait(5.0)


def erase(data_dir: Path) -> None:
    """Delete the data folder's cluster for good. Raises: PostgresUnavailable while somebody uses it."""
    pointer = data_dir / POINTER
    bases = [Path(pointer.read_text().strip())] if pointer.is_file() else []
    for base in filter(Path.is_dir, [*bases, data_dir]):
        lock = base / "users.lock"
        if lock.exists() and not _lock_is_free(lock):
            raise PostgresUnavailable(f"The database in {base} is in use.", fix="Stop what uses it: directorate status")
        shutil.rmtree(_socket_dir(base, base.stat().st_uid), ignore_errors=True)
        shutil.rmtree(base)


def _make_cluster(placement: Placement, *, durable: bool) -> None:
    """Make the cluster beside its place and move it there whole, so that a crash leaves nothing half made."""
    for leftover in placement.base.glob(f"{CLUSTER}.new-*"):
        shutil.rmtree(leftover)
    version = placement.cluster / "PG_VERSION"
    if version.is_file():
        found = version.read_text().strip()
        if found != MAJOR_VERSION:
            raise PostgresUnavailable(
                f"The data in {placement.cluster} is of PostgreSQL {found}; this is {MAJOR_VERSION}.",
                fix="Back it up with the release that made it, then restore the backup here.",
            )
        return
    fresh = placement.base / f"{CLUSTER}.new-{os.getpid()}"
    command = [str(placement.install / "bin" / "initdb"), "-D", str(fresh), f"--username={OWNER}", "--encoding=UTF8"]
    command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth-local=peer"]
    command += ["--auth-host=reject", "--no-instructions", *([] if durable else ["--no-sync"])]
    done = placement.account.run(command)
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise PostgresUnavailable(
            f"The database could not be created in {placement.base}: {reason}",
            fix="Check that the disk has 200 MB free and is writable, then start again: directorate doctor",
        )
    fresh.rename(placement.cluster)


def _write_access_rules(placement: Placement) -> None:
    """Let in, over the socket only, root, the server's account and whoever starts it."""
    names = {placement.account.name, pwd.getpwuid(0).pw_name, pwd.getpwuid(os.geteuid()).pw_name}
    _write_owned(placement, "pg_hba.conf", f"local all all peer map={OWNER}\n")
    _write_owned(placement, "pg_ident.conf", "".join(f'{OWNER} "{name}" all\n' for name in sorted(names)))


def _socket_dir(base: Path, uid: int) -> Path:
    """Return the folder of the socket: in the data folder when its path fits an address and needs no quoting."""
    inside = base / "socket"
    if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT and re.fullmatch(r"[\w./-]+", str(inside), re.ASCII):
        return inside
    digest = hashlib.sha256(os.fsencode(base)).hexdigest()[:12]
    # Its owner and mode are checked before it is used.
    return Path("/tmp") / f"directorate-{uid}-{digest}"  # noqa: S108  # nosec B108


def _private_dir(path: Path, account: Account) -> Path:
    """Make a folder only the account enters. Raises: PostgresUnavailable when somebody else's stands there."""
    try:
        path.mkdir(mode=0o700)
        if account.switched:
            os.chown(path, account.uid, account.gid)
    except FileExistsError:
        pass
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise PostgresUnavailable(
            f"{path} is not a private folder of the account {account.name}.", fix=f"Remove it: rm -r '{path}'"
        )
    return path


def _answering(placement: Placement) -> Server | None:
    """Return the server when it takes connections, with its database made; else None."""
    try:
        lines = (placement.cluster / "postmaster.pid").read_text().splitlines()
        pid, socket_dir = int(lines[0]), Path(lines[4])
        with psycopg.connect(server_url(socket_dir, "postgres"), connect_timeout=5, autocommit=True) as connection:
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
    except (OSError, ValueError, IndexError, psycopg.OperationalError):
        return None
    return Server(server_url(socket_dir), socket_dir, pid)


def server_url(socket_dir: Path, database: str = DATABASE) -> str:
    """Return the address of a database of the server with this socket."""
    return f"postgresql://{OWNER}@/{database}?host={quote(str(socket_dir))}"


def _await_end(placement: Placement) -> None:
    """Wait until guardian and server are gone. A server left without a guardian is ended here."""
    lock = _open_lock(placement, "guardian.lock")
    guardian.lock_within(lock, 40.0)
    os.close(lock)
    server = _open_lock(placement, "server.lock")
    if not guardian.lock_within(server, 0.2):
        pid = guardian.recorded_pid(placement.cluster / "postmaster.pid")
        if guardian.runs_cluster(pid, placement.cluster):
            os.kill(pid, guardian.FAST)
        guardian.lock_within(server, 25.0)
    os.close(server)


def _open_lock(placement: Placement, name: str) -> int:
    return _open_owned(placement, name, os.O_RDWR)


def _is_free(placement: Placement, name: str) -> bool:
    return _lock_is_free(placement.base / name)


def _lock_is_free(path: Path) -> bool:
    lock = guardian.open_lock(path)
    try:
        return guardian.lock_within(lock, 0.0)
    finally:
        os.close(lock)


def _write_owned(placement: Placement, name: str, text: str) -> None:
    file = _open_owned(placement, name, os.O_WRONLY | os.O_TRUNC)
    with os.fdopen(file, "w") as stream:
        stream.write(text)


def _open_owned(placement: Placement, name: str, flags: int) -> int:
    """Open a file of the cluster's folder, made when missing, that belongs to the server's account."""
    file = os.open(placement.base / name, flags | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    if placement.account.switched:
        os.fchown(file, placement.account.uid, placement.account.gid)
    return file


def _failed(placement: Placement, what: str) -> PostgresUnavailable:
    """Return the error with the last lines of the server's own log."""
    path = placement.base / "postgres.log"
    tail = path.read_text(errors="replace").strip().splitlines()[-3:] if path.is_file() else []
    return PostgresUnavailable(f"{what}. " + " / ".join(tail), fix=f"Read {path}, then: directorate doctor")
