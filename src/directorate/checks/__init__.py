"""`directorate check`: holds code and data against the rules of the architecture. Owns no tables, emits nothing."""

from pathlib import Path

from directorate.checks import catalogue, files, generated, providers, tables
from directorate.checks.finding import Finding

CHECKS = (catalogue.check, providers.check, tables.check, files.check, generated.check)


def run(root: Path) -> list[Finding]:
    """Return everything that breaks a rule, below the checkout `root`. Tools and tables must be registered."""
    return [finding for check in CHECKS for finding in check(root)]
