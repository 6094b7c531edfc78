"""The command line from outside: quick help, errors that name the fix."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process import environment

HEAVY = ("fastapi", "sqlalchemy", "pydantic", "psycopg", "uvicorn", "structlog", "alembic")
PROBE = f"""
import sys
sys.argv = ["directorate", "--help"]
from directorate.entrypoints import cli
try:
    cli.main()
except SystemExit as end:
    assert not end.code
found = [name for name in {HEAVY!r} if name in sys.modules]
sys.exit(f"loaded for nothing: {{found}}" if found else 0)
"""


def directorate(*arguments: str, home: Path, text: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a home of its own and no database named."""
    return subprocess.run(
        [sys.executable, "-m", "directorate.entrypoints.cli", *arguments],
        env=environment(home, **changes),
        input=text,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", ["up", "doctor", "status", "logs", "backup", "restore", "reset", "migrate", "check"]
)
def test_help_names_every_promised_command(tmp_path: Path, command: str) -> None:
    assert f"\n  {command} " in directorate("--help", home=tmp_path).stdout


def test_an_unknown_command_is_an_error_of_usage(tmp_path: Path) -> None:
    done = directorate("fly", home=tmp_path)
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = directorate("up", "--port", str(port), home=tmp_path)
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert f"PORT={port + 1}" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_status_of_a_fresh_home_says_how_to_start(tmp_path: Path) -> None:
    done = directorate("status", home=tmp_path)
    assert done.returncode == 3
    assert "make run" in done.stdout


def test_a_database_that_does_not_answer_fails_in_doctor_with_a_fix(tmp_path: Path) -> None:
    done = directorate("doctor", home=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if " Database" in line]
    assert line.startswith("fail")
    assert "correct DATABASE_URL" in done.stdout


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = directorate("status", home=tmp_path, PORT="seventy")
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_reset_asks_and_keeps_everything_without_a_yes(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    assert directorate("reset", home=tmp_path, text="no\n").returncode == 1
    assert (tmp_path / "files").is_dir()
    assert directorate("reset", home=tmp_path, text="yes\n").returncode == 0
    assert not (tmp_path / "files").exists()


def test_reset_never_touches_a_persons_own_home_folder(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    done = directorate("reset", "--yes", home=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 1
    assert "DIRECTORATE_HOME" in done.stderr
    assert (tmp_path / "files").is_dir()


def test_restore_refuses_a_file_that_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("some text")
    done = directorate("restore", str(tmp_path / "some.txt"), "--yes", home=tmp_path / "home")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Next:" in done.stderr
