"""What the templates of each kind are filled with."""

from pathlib import Path
from typing import TypeAlias

from directorate.marketplace import loader
from directorate.scaffold import names
from directorate.scaffold.errors import NoCheckout
from directorate.scaffold.names import Kind

Values: TypeAlias = dict[str, object]
RELATED = 3
"""How many colleagues an agent names (shape A)."""


def of(kind: Kind, name: str, checkout: Path) -> Values:
    """Return the values for a name of a kind, in a checkout."""
    filled: Values = {"title": names.title(name)}
    if kind is Kind.DOMAIN:
        return filled | {"tag": name.replace("_", "-"), "words": name.replace("_", " ")}
    if kind is Kind.AGENT:
        return filled | _agent(name, checkout)
    return filled


def _agent(slug: str, checkout: Path) -> Values:
    """Return what an agent needs of the catalogue: a free code, a department, three colleagues."""
    catalogue = loader.load(checkout / "catalog")
    colleagues = [item.manifest for item in catalogue.agents.values()][:RELATED]
    if len(colleagues) < RELATED or not catalogue.departments:
        raise NoCheckout(
            f"An agent names {RELATED} colleagues and a department, and {checkout / 'catalog'} has too few.",
            fix="Run `directorate check`, mend the catalogue, then call this again.",
        )
    return {
        "code": names.agent_code(slug, catalogue.agents),
        "department": catalogue.departments[0].slug,
        "related": [colleague.code for colleague in colleagues],
        "referral": colleagues[0],
    }
