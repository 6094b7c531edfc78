"""How processes of a home folder find each other, also when one of them was killed."""

import os
import subprocess
import sys
from pathlib import Path

from directorate.entrypoints import running

OTHER = """
import sys
from pathlib import Path
from directorate.entrypoints import running
mine = running.current(role="worker", url="", sandbox_url="http://127.0.0.1:9")
with running.announced(Path(sys.argv[1]), mine):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_process_is_found_while_it_runs_and_not_afterwards(tmp_path: Path) -> None:
    mine = running.current(role="api", url="http://127.0.0.1:8000", sandbox_url="")
    with running.announced(tmp_path, mine):
        assert running.found(tmp_path) == [mine]
    assert running.found(tmp_path) == []


def test_a_killed_process_is_not_found_and_its_file_goes(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )
    assert other.stdout is not None
    other.stdout.readline()
    assert [each.pid for each in running.found(tmp_path)] == [other.pid]
    other.kill()
    other.communicate()
    assert running.found(tmp_path) == []
    assert not list((tmp_path / "run").iterdir())


def test_an_empty_home_has_nothing_running(tmp_path: Path) -> None:
    assert running.found(tmp_path / "nowhere") == []


def test_a_file_that_is_no_entry_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "1.json").write_text("{")
    assert running.found(tmp_path) == []
