"""What a skeleton leaves to its author: decisions and files that belong to more than one thing."""

import configparser
from pathlib import Path

from directorate.scaffold.names import Kind

READ = {
    Kind.DOMAIN: "Read docs/how-to/domain.md, then rename the record to what the domain is about.",
    Kind.PROVIDER: "Read docs/how-to/provider.md, then replace the example operation by the vendor's own.",
    Kind.AGENT: "Read docs/how-to/agent.md, then write the role: prompt, worked examples, evals.",
    Kind.SKILL: "Read docs/how-to/skill.md, then write the instructions.",
    Kind.WORKFLOW: "Read docs/how-to/workflow.md, then write trigger, steps and cases.",
}
LAYERS = "importlinter:contract:layers"
DOMAINS = "importlinter:contract:domains"


def steps(kind: Kind, name: str, checkout: Path) -> list[str]:
    """Return the steps in their order, without those that were taken before."""
    needed = _of_domain(name, checkout) if kind is Kind.DOMAIN else []
    return [*needed, READ[kind], f"Check it: {_check(kind, name)}"]


def _of_domain(name: str, checkout: Path) -> list[str]:
    contracts = configparser.ConfigParser()
    contracts.read(checkout / ".importlinter", encoding="utf-8")
    found: list[str] = []
    planned = contracts.get(LAYERS, "layers", fallback="").replace("|", " ").replace("(", " ").replace(")", " ")
    if name not in planned.split():
        found.append(f"Put {name} on its line of the layers in .importlinter and docs/architecture.md.")
    if f"directorate.{name}" not in contracts.get(DOMAINS, "containers", fallback="").split():
        found.append(f"Add directorate.{name} to the containers of the contract `domains` in .importlinter.")
    found.append(f'Write the migration of its table, protection included: make migration NAME="add {name}"')
    return found


def _check(kind: Kind, name: str) -> str:
    tests = {
        Kind.DOMAIN: f"tests/{name}",
        Kind.PROVIDER: f"tests/integrations/{name}",
        Kind.AGENT: f"tests/catalog -k {name}",
    }
    return f"directorate check && pytest {tests.get(kind, 'tests/catalog')}"
