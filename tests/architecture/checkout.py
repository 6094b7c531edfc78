"""A copy of the checkout to plant mistakes in, and the import contracts run on it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "catalog", "migrations", "tools")
FILES = ("pyproject.toml", ".importlinter", ".env.example", "README.md")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout whose source is the one that its commands import."""

    root: Path

    @classmethod
    def copy(cls, to: Path, *more: str) -> "Checkout":
        """Copy what the product and its rules are made of, and some more folders."""
        for name in (*FOLDERS, *more):
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            if (ROOT / name).exists():
                shutil.copy(ROOT / name, to / name)
        return cls(to)

    def write(self, path: str, text: str, *, mode: str = "w") -> None:
        """Write a file, or with mode `a` add to it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open(mode, encoding="utf-8") as file:
            file.write(text)

    def run(self, *command: str, **environment: str) -> Ran:
        """Run a program of the virtual environment in the copy."""
        program, *arguments = command
        own = Path(sys.executable).with_name(program)
        done = subprocess.run(
            [str(own if own.exists() else program), *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root / "src"), "COLUMNS": "200", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout + done.stderr)

    def contracts(self, *names: str) -> Ran:
        """Run the named import contracts, or all."""
        chosen = [part for name in names for part in ("--contract", name)]
        return self.run("lint-imports", *chosen)
