"""The import contracts hold, and each notices what it forbids."""

import configparser
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, Checkout, Ran

# Every package of the architecture's ordered list, in its order; those that do not exist yet among them.
LAYERS = (
    {"entrypoints"},
    {"checks", "scaffold"},
    {"admin", "analytics"},
    {"outreach", "studio", "agency", "academy"},
    {"chat", "workflows"},
    {"agents"},
    {"experiments"},
    {"learning"},
    {"knowledge"},
    {"inbox"},
    {"billing"},
    {"llm"},
    {"marketplace"},
    {"integrations"},
    {"simulator"},
    {"identity"},
    {"kit"},
)


def plant(checkout: Checkout, module: str, line: str) -> None:
    """Add an import to a module, in a function: the linter reads it and must not run into the cycle it reports."""
    checkout.write(f"src/directorate/{module}", f"\n\ndef _planted() -> None:\n    {line}\n", mode="a")


def words_of(ran: Ran) -> str:
    """Return a report without its line breaks."""
    return " ".join(ran.text.split())


def test_every_contract_holds(tmp_path: Path) -> None:
    ran = Checkout.copy(tmp_path).contracts()
    assert ran.code == 0, ran.text


def test_a_planted_upward_import_breaks_the_layers(tmp_path: Path) -> None:
    checkout = Checkout.copy(tmp_path)
    plant(checkout, "kit/clock.py", "from directorate.chat import service")
    ran = checkout.contracts("layers")
    assert ran.code != 0
    assert "directorate.kit is not allowed to import directorate.chat" in words_of(ran)


def test_a_package_that_is_on_no_line_breaks_the_layers(tmp_path: Path) -> None:
    checkout = Checkout.copy(tmp_path)
    checkout.write("src/directorate/weather/__init__.py", '"""Nobody decided where this stands."""\n')
    ran = checkout.contracts("layers")
    assert ran.code != 0
    assert "weather" in ran.text


@dataclass(frozen=True)
class Planted:
    """A line in a module, and what the report says of it. All are planted at once: one look at the graph."""

    module: str
    line: str
    says: str


PLANTED = [
    Planted(
        "identity/audit.py",
        "from directorate.marketplace import errors",
        "directorate.identity is not allowed to import directorate.marketplace",
    ),
    Planted(
        "chat/models.py",
        "from directorate.chat import service",
        "directorate.chat.models is not allowed to import directorate.chat.service",
    ),
    Planted(
        "chat/routes.py",
        "from directorate.chat import queries",
        "directorate.chat.routes is not allowed to import directorate.chat.queries",
    ),
    Planted(
        "integrations/providers/openai_compatible/client.py",
        "from directorate.integrations.providers.sandbox_model import schemas",
        "directorate.integrations.providers.openai_compatible is not allowed to import "
        "directorate.integrations.providers.sandbox_model",
    ),
    Planted("simulator/world.py", "from directorate.integrations import manifests", "No cycles are allowed"),
    Planted("chat/runs.py", "import httpx2", "directorate.chat.runs imports httpx2"),
    Planted("chat/errors.py", "import sqlalchemy", "directorate.chat.errors imports sqlalchemy"),
    Planted("kit/clock.py", "import fastapi", "directorate.kit.clock imports fastapi"),
    Planted("chat/events.py", "import pydantic_ai", "directorate.chat.events imports pydantic_ai"),
    Planted("agents/runtime.py", "import openai", "directorate.agents.runtime imports openai"),
    Planted("chat/schemas.py", "import dbos", "directorate.chat.schemas imports dbos"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    checkout = Checkout.copy(tmp_path_factory.mktemp("planted"))
    for planted in PLANTED:
        plant(checkout, planted.module, planted.line)
    return checkout.contracts()


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.line)
def test_a_planted_import_is_reported(report: Ran, planted: Planted) -> None:
    assert report.code != 0
    assert planted.says in words_of(report)


def test_the_layers_are_those_of_the_architecture_also_where_nothing_exists_yet() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:layers"]
    found = [
        {name.strip().strip("()") for name in line.split("|")} for line in layers["layers"].splitlines() if line.strip()
    ]
    assert found == list(LAYERS)
    assert layers["exhaustive"] == "True"


def test_every_domain_is_held_to_the_shape_of_domains() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    held = set(contracts["importlinter:contract:domains"]["containers"].split())
    domains = {f"directorate.{path.parent.name}" for path in Path(ROOT, "src", "directorate").glob("*/service.py")}
    assert domains <= held
