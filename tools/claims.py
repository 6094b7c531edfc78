"""`make bench` and `make faults`: run every file of a folder that measures a claim, or those that BENCH names.

A file names its claims in `CLAIMS = ("P-1",)` and prints a line for each when it is run:
`P-1 | met | 1.4 ms | <= 2 ms | LiteLLM proxy 17 ms`.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

from steps import PYTHON, ROOT


def main(arguments: list[str]) -> int:
    """Run the files of a folder one after the other. Returns 1 when one could not be run."""
    wanted = {name.strip() for name in os.environ.get("BENCH", "").split(",") if name.strip()}
    failed: list[str] = []
    for file in sorted((ROOT / arguments[0]).glob("*.py")):
        claims = claims_of(file)
        if not claims or (wanted and not wanted & claims):
            continue
        if subprocess.run([PYTHON, file], cwd=ROOT, check=False).returncode:
            failed.append(file.name)
    for name in failed:
        print(f"{name} could not be measured; what it printed stands above.")
    return 1 if failed else 0


def claims_of(file: Path) -> set[str]:
    """Return the claims a file measures, read without running it."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "CLAIMS" for target in node.targets):
            return set(ast.literal_eval(node.value))
    return set()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
