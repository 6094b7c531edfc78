"""`directorate new`: writes a skeleton that keeps every rule, in the shape of its kind. Owns no tables, emits nothing.

How-tos: docs/how-to. Templates: `templates/<kind>`.
"""

from pathlib import Path

from directorate.kit import paths
from directorate.scaffold import following, names, rendering, values
from directorate.scaffold.errors import AlreadyThere, NoCheckout
from directorate.scaffold.names import Kind


def create(kind: str, name: str, root: Path | None = None) -> list[Path]:
    """Write the skeleton of a kind into the checkout at `root` (this one when left out) and return its files.

    Raises:
        BadName: the name breaks the rule of its kind.
        AlreadyThere: something of that name exists; nothing is written then.
        NoCheckout: there is no checkout to write into.
    """
    chosen = Kind(kind)
    names.check(chosen, name)
    checkout = _checkout(root)
    files = rendering.render(chosen, name, values.of(chosen, name, checkout))
    for path in files:
        if (checkout / path).exists():
            raise AlreadyThere(f"{path} exists already.", fix=f"Choose another name for the {kind}, or edit that one.")
    for path, text in files.items():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text(text, encoding="utf-8")
    return [checkout / path for path in files]


def next_steps(kind: str, name: str, root: Path | None = None) -> list[str]:
    """Return what the author has to do by hand after `create`, a sentence each, in order."""
    return following.steps(Kind(kind), name, _checkout(root))


def _checkout(root: Path | None) -> Path:
    checkout = root or paths.checkout_dir()
    if checkout is None or not (checkout / "pyproject.toml").is_file():
        raise NoCheckout(
            "Skeletons are written into a checkout of Directorate, and this is an installed package.",
            fix="Clone the repository and call it there.",
        )
    return checkout
