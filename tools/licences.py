"""No runtime dependency may be under the GPL or the AGPL (the LGPL is fine: it does not reach what links to it)."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from steps import ROOT

LOCK = ROOT / "requirements.lock"
REFUSED = re.compile(r"(?<!L)(?<!Lesser )(?:\bA?GPL|General Public License)", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public License|Library General Public License", re.IGNORECASE)


def main() -> int:
    """Print every dependency under a refused licence, or under none that is stated. Returns an exit code."""
    names = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", LOCK.read_text(), re.MULTILINE)
    wrong = {name: licences for name in names if (licences := licences_of(name)) is not None and not is_fine(licences)}
    for name, licences in wrong.items():
        print(f"{name}: {'; '.join(licences) or 'states no licence'}")
    return 1 if wrong else 0


def licences_of(name: str) -> list[str] | None:
    """Return what a package says of its licence, the precise form first; None when it is not for this platform."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return None
    expression = metadata.get("License-Expression")
    if expression:
        return [expression]
    classified = [value for value in metadata.get_all("Classifier", []) if value.startswith("License ::")]
    text = metadata.get("License", "").strip().splitlines()
    return classified or text[:1]


def is_fine(licences: list[str]) -> bool:
    """Tell whether one of the alternatives is allowed. A package that states nothing has to be looked at."""
    alternatives = [part for licence in licences for part in re.split(r"\bOR\b", licence)]
    return any(not REFUSED.search(LESSER.sub("", part)) for part in alternatives)


if __name__ == "__main__":
    sys.exit(main())
