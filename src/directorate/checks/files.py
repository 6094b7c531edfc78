"""No file over its limit; no machine path or registry host in what is committed."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from directorate.checks.finding import Finding

LIMITS = (("src/", ".py", 400), ("tests/", ".py", 500), ("web/src/", ".tsx", 250), ("web/src/", ".ts", 250))
UNLIMITED = ("web/src/lib/api/schema.d.ts", "web/src/routeTree.gen.ts")
TEXT = (".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".json", ".ts", ".tsx", ".css", ".html", ".txt", "")
FORBIDDEN = re.compile(
    r"registry\.(?:npmjs|yarnpkg)\.\w+|files\.python"
    r"hosted\.org|//py"
    r"pi\.org/simple|/home/\w+/|/work/"
    r"main"
)


def check(root: Path) -> Iterator[Finding]:
    """Yield files that are too long or name a machine or a package registry."""
    for name in _committed(root):
        path = root / name
        if path.suffix not in TEXT or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in FORBIDDEN.finditer(text):
            yield Finding(name, f"names {match.group(0)}", "leave machine paths and registry hosts out")
        lines = text.count("\n")
        for folder, suffix, limit in LIMITS:
            if name.startswith(folder) and name.endswith(suffix) and name not in UNLIMITED and lines > limit:
                yield Finding(name, f"has {lines} lines, over {limit}", "split it by what it holds")


def _committed(root: Path) -> list[str]:
    """Return the files git knows or would add; without git, all below the source folders."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # nosec B603
    except (OSError, subprocess.CalledProcessError):
        folders = [root / "src", root / "tests", root / "web" / "src", root / "catalog"]
        return [str(path.relative_to(root)) for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(set(listed.stdout.splitlines()))
