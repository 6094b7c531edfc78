"""`directorate up` as a person meets it: started, stopped, killed, its database killed, backed up and restored."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from directorate.kit.postgres import EmbeddedPostgres, server_url
from tests.process import Product, environment

pytestmark = pytest.mark.timeout(240)
Start = Callable[[], Product]


def directorate(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command on a home."""
    command = [sys.executable, "-m", "directorate.entrypoints.cli", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=100, check=False)


def eventually(condition: Callable[[], bool], *, within_s: float = 30.0) -> None:
    """Wait for a condition that another process brings about."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        os.sched_yield()


def alive(pid: int) -> bool:
    """Tell whether a process exists and is not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def keep(home: Path, name: str) -> None:
    """Commit a row in the running product's database."""
    with psycopg.connect(server_url(home / "postgres" / "socket"), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (name text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [name])


def kept(home: Path) -> list[str]:
    """The rows committed so far."""
    with psycopg.connect(server_url(home / "postgres" / "socket")) as connection:
        if not connection.execute("SELECT to_regclass('kept')").fetchall()[0][0]:
            return []
        return [name for (name,) in connection.execute("SELECT name FROM kept ORDER BY name").fetchall()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_told_to_stop_and_leaves_nothing_behind(home: Path, start: Start, number: int) -> None:
    product = start()
    assert product.is_ready(), product.output
    postgres_pid = product.postgres_pid
    assert product.stop(signal.Signals(number)) == 0
    assert product.output.rstrip().endswith("Stopped.")
    assert "Traceback" not in product.output
    assert not alive(postgres_pid)
    assert directorate("status", home=home).returncode == 3


def test_status_and_doctor_know_the_running_product(home: Path, start: Start) -> None:
    product = start()
    assert product.is_ready()
    shown = directorate("status", home=home)
    assert shown.returncode == 0, shown.stdout
    assert product.url in shown.stdout
    assert "State: ready" in shown.stdout
    checked = directorate("doctor", home=home).stdout
    assert "migrations are current" in checked


def test_a_killed_database_comes_back_and_the_product_with_it(home: Path, start: Start) -> None:
    product = start()
    assert product.is_ready()
    keep(home, "before")
    killed = product.postgres_pid
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: not alive(killed))
    eventually(product.is_ready)
    assert kept(home) == ["before"]
    assert product.stop() == 0


def test_after_a_killed_product_the_next_start_works_and_nothing_is_lost(home: Path, start: Start) -> None:
    product = start()
    assert product.is_ready()
    keep(home, "accepted")
    product.stop(signal.SIGKILL)
    again = start()
    assert again.is_ready(), again.output
    assert kept(home) == ["accepted"]


def test_a_backup_taken_while_running_brings_everything_back(home: Path, start: Start) -> None:
    product = start()
    assert product.is_ready()
    keep(home, "first")
    (home / "files").mkdir(exist_ok=True)
    (home / "files" / "report.txt").write_text("as it was")
    key = (home / "keys" / "encryption").read_text() if (home / "keys" / "encryption").exists() else ""
    archive = home.parent / "kept.tar.gz"
    done = directorate("backup", str(archive), home=home)
    assert done.returncode == 0, done.stderr
    keep(home, "second")
    (home / "files" / "report.txt").write_text("changed")
    assert directorate("restore", str(archive), "--yes", home=home).returncode == 1
    assert directorate("reset", "--yes", home=home).returncode == 1
    assert kept(home) == ["first", "second"]
    assert product.stop() == 0

    assert directorate("reset", "--yes", home=home).returncode == 0
    assert not (home / "postgres").exists()
    done = directorate("restore", str(archive), "--yes", home=home)
    assert done.returncode == 0, done.stderr
    with EmbeddedPostgres(home / "postgres") as server:
        server.start()
        assert kept(home) == ["first"]
    assert (home / "files" / "report.txt").read_text() == "as it was"
    assert ((home / "keys" / "encryption").read_text() if key else "") == key
    assert start().is_ready()


def test_a_restore_over_data_replaces_it_whole_or_not_at_all(home: Path) -> None:
    assert directorate("migrate", home=home).returncode == 0
    archive = home.parent / "kept.tar.gz"
    assert directorate("backup", str(archive), home=home).returncode == 0
    with EmbeddedPostgres(home / "postgres") as server:
        server.start()
        keep(home, "later")
        broken = archive.with_name("broken.tar.gz")
        broken.write_bytes(archive.read_bytes()[:-2000])
        assert directorate("restore", str(broken), "--yes", home=home).returncode == 1
        assert kept(home) == ["later"]
        assert directorate("restore", str(archive), "--yes", home=home).returncode == 0
        assert kept(home) == []
