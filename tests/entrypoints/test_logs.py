"""The log as a person reads it."""

import json
from pathlib import Path

import pytest

from directorate.entrypoints import logs

LINE = {
    "event": "file.stored",
    "level": "info",
    "logger": "knowledge",
    "timestamp": "2026-03-01T10:20:30.5Z",
    "size": 3,
}


def test_a_line_reads_as_time_level_logger_event_and_fields() -> None:
    assert logs.readable(json.dumps(LINE)) == "2026-03-01 10:20:30 INFO     knowledge: file.stored size=3"


def test_a_traceback_keeps_its_lines() -> None:
    text = logs.readable(json.dumps(LINE | {"exception": "Traceback:\n  one"}))
    assert text.endswith("size=3\nTraceback:\n  one")


@pytest.mark.parametrize("line", ["plain text", '"a string"', "{broken"])
def test_anything_else_stays_as_it_is(line: str) -> None:
    assert logs.readable(line) == line


def test_the_last_lines_come_also_from_the_rotated_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "directorate.log"
    log.with_name("directorate.log.1").write_text("one\ntwo\n")
    log.write_text("three\n")
    assert logs.show(log, lines=2, follow=False, raw=False) == 0
    assert capsys.readouterr().out == "two\nthree\n"


def test_a_missing_log_names_the_next_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert logs.show(tmp_path / "none.log", lines=5, follow=False, raw=False) == 1
    assert "make run" in capsys.readouterr().err
