"""A contract for import-linter: an outside package may be imported by the named modules only."""

import fnmatch

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyIn(Contract):
    """`packages` may be imported by modules that match one of the `allowed` patterns, by no others.

    `*` stands for one part of a module's name or the rest of it, `**` for any number of parts.
    """

    packages = fields.StringField()
    allowed = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return every module that imports one of the packages without being allowed to."""
        patterns = str(self.allowed).split()
        offenders = [
            (importer, package)
            for package in str(self.packages).split()
            if package in graph.modules
            for importer in graph.find_modules_that_directly_import(package)
            if not any(_matches(importer, pattern) for pattern in patterns)
        ]
        return ContractCheck(kept=not offenders, metadata={"offenders": sorted(offenders)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the offenders."""
        for importer, package in check.metadata["offenders"]:
            output.print_error(f"{importer} imports {package}")


def _matches(module: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(module, pattern.replace(".**.", ".*."))
