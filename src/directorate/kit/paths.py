"""Where things lie: beside the source in a checkout, inside the package when installed; data in a home folder."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
BUNDLED = PACKAGE / "bundled"
"""Where a released wheel carries the folders that stand beside `src` in a checkout."""


def checkout_dir() -> Path | None:
    """Return the root of the checkout this package runs from; None when it is installed."""
    root = PACKAGE.parents[1]
    return root if PACKAGE.parent.name == "src" and (root / "pyproject.toml").is_file() else None


def catalog_dir() -> Path:
    """Return the folder of agents, skills, workflows, models and plans."""
    return _shipped("catalog")


def web_dist_dir() -> Path:
    """Return the folder of the built page; it may not be built yet."""
    return _shipped("web/dist")


def migrations_dir() -> Path:
    """Return the folder of database migrations."""
    return _shipped("migrations")


def default_home() -> Path:
    """Return where data is kept when `DIRECTORATE_HOME` does not say: the checkout, else the user's data folder."""
    root = checkout_dir()
    if root is not None:
        return root / ".directorate"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "directorate"
    # XDG Base Directory Specification: a relative value is invalid and is ignored.
    base = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".local" / "share") / "directorate"


def _shipped(name: str) -> Path:
    root = checkout_dir()
    return (root or BUNDLED) / name
