"""The process that keeps the embedded PostgreSQL running while somebody uses it, and stops it afterwards.

Started by `directorate.kit.postgres` with the interpreter's `-I -S`, so it uses the standard library only and stays
small. It speaks to nobody; four file locks say everything, and the kernel releases them however a process dies:

- `users.lock`: each application holds it shared. Once the guardian gets it alone, nobody is left: it stops the server.
- `guardian.lock`: held by the guardian while it lives.
- `server.lock`: inherited by PostgreSQL's processes, so it is free only when the last of them is gone.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import cast

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
STOP_PATIENCE_S = ((FAST, 25.0), (IMMEDIATE, 5.0), (signal.SIGKILL, 5.0))
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
QUICK_FAILURES_ALLOWED = 3


class Guardian:
    """Runs one PostgreSQL server. `spec` says how: see `postgres.guardian_spec`."""

    def __init__(self, spec: dict[str, object]) -> None:
        self.base = Path(str(spec["base"]))
        self.command = cast("list[str]", spec["command"])
        self.socket_dir = Path(str(spec["socket_dir"]))
        self.uid, self.gid = int(str(spec["uid"])), int(str(spec["gid"]))
        self.stopping = threading.Event()
        self.wake = threading.Event()

    def run(self) -> int:
        """Keep the server running until its users are gone. Returns an exit code."""
        held = open_lock(self.base / "guardian.lock")
        if not lock_within(held, 5.0):
            return 0  # another guardian is at work
        # The handler only starts a thread: it may interrupt code that holds the event's own lock.
        signal.signal(signal.SIGTERM, lambda _number, _frame: threading.Thread(target=self.stop).start())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=self._await_last_user, daemon=True).start()
        failures = 0
        while not self.stopping.is_set():
            started = time.monotonic()
            self._clear_the_way()
            server = self._spawn()
            self._await(server)
            failures = failures + 1 if time.monotonic() - started < 2.0 else 0
            if failures > QUICK_FAILURES_ALLOWED:
                return 1
            self.wake.wait(0.1 * 2 ** min(failures, 5))
        return 0

    def stop(self) -> None:
        """Ask the main thread to stop the server."""
        self.stopping.set()
        self.wake.set()

    def _await_last_user(self) -> None:
        fcntl.flock(open_lock(self.base / "users.lock"), fcntl.LOCK_EX)
        self.stop()

    def _spawn(self) -> subprocess.Popen[bytes]:
        lock = open_lock(self.base / "server.lock")
        fcntl.flock(lock, fcntl.LOCK_EX)
        switched = os.geteuid() != self.uid
        try:
            return subprocess.Popen(  # noqa: S603 the command of our own launcher
                self.command,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                pass_fds=[lock],
                user=self.uid if switched else None,
                group=self.gid if switched else None,
                extra_groups=[] if switched else None,
                preexec_fn=self._die_with_parent,  # noqa: PLW1509 one system call, no lock
            )
        finally:
            os.close(lock)  # PostgreSQL's copy keeps the lock

    @staticmethod
    def _die_with_parent() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, FAST)

    def _await(self, server: subprocess.Popen[bytes]) -> None:
        """Wait until the server has ended by itself or because it was told to."""
        waiter = threading.Thread(target=lambda: (server.wait(), self.wake.set()), daemon=True)
        waiter.start()
        self.wake.wait()
        if not self.stopping.is_set():
            self.wake.clear()
            return
        for number, patience_s in STOP_PATIENCE_S:
            if waiter.is_alive():
                server.send_signal(number)
                waiter.join(patience_s)

    def _clear_the_way(self) -> None:
        """See that no earlier server is left: end one, and drop what it left behind.

        PostgreSQL drops a stale pid file itself, but not when its number means another program or a zombie by now.
        """
        cluster = self.base / "cluster"
        lock = open_lock(self.base / "server.lock")
        try:
            free = lock_within(lock, 0.5)
            for number, patience_s in STOP_PATIENCE_S:
                pid = recorded_pid(cluster / "postmaster.pid")
                if not free and runs_cluster(pid, cluster):
                    os.kill(pid, number)
                free = free or lock_within(lock, patience_s)
            if free and not runs_cluster(recorded_pid(cluster / "postmaster.pid"), cluster):
                for name in (cluster / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
                    name.unlink(missing_ok=True)
        finally:
            os.close(lock)


def open_lock(path: Path) -> int:
    """Open a lock file, made when missing, never through a link."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def lock_within(lock: int, seconds: float, kind: int = fcntl.LOCK_EX) -> bool:
    """Try to take a lock for a time. Returns whether it is held."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.02)
        else:
            return True


def recorded_pid(pid_file: Path) -> int:
    """Return the process id in a pid file; 0 when there is none."""
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def runs_cluster(pid: int, cluster: Path) -> bool:
    """Tell whether a process is alive and the PostgreSQL server of a cluster."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        if pid <= 0 or Path("/proc/self/cmdline").exists():
            return False
        question = ["ps", "-p", str(pid), "-o", "args="]
        command = subprocess.run(question, capture_output=True, text=True, check=False).stdout  # noqa: S603
    return "postgres" in command and str(cluster) in command


if __name__ == "__main__":
    sys.exit(Guardian(json.loads(sys.argv[1])).run())
