"""What the Makefile's targets do. Set-up runs under any Python; the rest under the virtual environment's."""

import contextlib
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Generator
from pathlib import Path

import environment
from steps import PYTHON, ROOT, STAMPS, VENV, StepFailed, run, step

MADE = (
    ".venv",
    ".stamps",
    "web/node_modules",
    "web/dist",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "build",
    "dist",
)
COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
COMPILE += ["--no-emit-index-url", "--custom-compile-command", "make lock"]


def main(arguments: list[str]) -> int:
    """Do one command. Returns an exit code."""
    commands = {"run": run_product, "setup": setup, "test": test, "check": check, "lock": lock, "clean": clean}
    commands |= {"client": client, "migration": migration, "bench": bench, "faults": faults}
    if not arguments or arguments[0] not in commands:
        print(f"Usage: python3 tools/bootstrap.py {' | '.join(commands)}")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except StepFailed as failure:
        print(f"\n{failure.why}\n\nNext: {failure.following}")
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def run_product(arguments: list[str]) -> int:
    """Set up what is missing, then become the product with its demo organization."""
    with _alone():
        environment.prepare()
    os.environ.setdefault("DIRECTORATE_DEMO", "true")
    # Compiled modules are what makes the second start quick.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", "directorate.entrypoints.cli", "up", *arguments])


def setup(arguments: list[str]) -> int:
    """Set up what is missing."""
    with _alone():
        environment.prepare(dev="--dev" in arguments)
    return 0


def test(arguments: list[str]) -> int:
    """Every check and every test."""
    return _hand_over("verify.py", "test", *arguments)


def check(arguments: list[str]) -> int:
    """Every check that runs no test."""
    return _hand_over("verify.py", "check", *arguments)


def client(arguments: list[str]) -> int:
    """Generate the page's typed client from the API."""
    return _hand_over("client.py", "write", *arguments)


def migration(arguments: list[str]) -> int:
    """Write the next migration from what the models changed."""
    return _hand_over("migration.py", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure every claim in benchmarks/."""
    return _claims("benchmarks", arguments)


def faults(arguments: list[str]) -> int:
    """Measure every reliability claim in tests/faults/."""
    return _claims("tests/faults", arguments)


def lock(_: list[str]) -> int:
    """Pin every dependency with its hashes, for all platforms. The result names no registry."""
    with _alone():
        environment.prepare(web=False)
    uv = [VENV / "bin" / "uv", *COMPILE]
    same = ["--constraint", "requirements.lock"]
    following = "loosen or correct the version that uv names in pyproject.toml, then: make lock"
    jobs = {
        "requirements.lock": ["pyproject.toml"],
        "requirements-dev.lock": [*same, "--group", "dev"],
        "tools/build.lock": [*same, "--group", "node", "tools/build.in"],
        "tools/uv.lock": ["tools/uv.in"],
    }
    for target, what in jobs.items():
        with step(target):
            run([*uv, *what, "--output-file", target], following=following)
    return 0


def clean(_: list[str]) -> int:
    """Remove everything that was made here, but no data."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    print("Removed what was installed and built. Data in .directorate stays; directorate reset deletes it.")
    return 0


def _claims(folder: str, arguments: list[str]) -> int:
    files = [file for file in sorted((ROOT / folder).glob("*.py")) if not file.name.startswith(("_", "conftest"))]
    if not files:
        print(f"There is nothing in {folder} yet.")
        return 0
    return _hand_over("claims.py", folder, *arguments)


def _hand_over(script: str, *arguments: str) -> int:
    """Set up what is missing for tests, then become a script under the virtual environment's Python."""
    started = time.monotonic()
    with _alone():
        environment.prepare(dev=True)
    os.environ["DIRECTORATE_SETUP_S"] = f"{time.monotonic() - started:.1f}"
    os.environ |= environment.node_environment()
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), str(Path(__file__).with_name(script)), *arguments])


@contextlib.contextmanager
def _alone() -> Generator[None]:
    """Keep two set-ups of one checkout from running at once."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("  Another set-up of this checkout is at work; waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
