"""`directorate new` writes skeletons that keep every rule: tried on a copy of the checkout, by the real commands."""

import os
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from directorate import scaffold
from directorate.marketplace import loader, shapes
from directorate.scaffold.errors import AlreadyThere, NoCheckout
from directorate.scaffold.names import Kind
from tests.architecture.checkout import ROOT, Checkout, Ran

NAMES = {
    Kind.DOMAIN: "parcels",
    Kind.PROVIDER: "acme_v3",
    Kind.AGENT: "my-agent",
    Kind.SKILL: "my-skill",
    Kind.WORKFLOW: "my-workflow",
}
SOURCES = ("src/directorate/parcels", "src/directorate/integrations/providers/acme_v3")
TESTS = ("tests/parcels", "tests/integrations/acme_v3")

# What `make migration` leaves to the author's hand in a skeleton: the table as its model says, protected.
MIGRATION = """
from alembic import op

from directorate.kit import tenancy
from directorate.kit.db import Base

revision, down_revision = "9999", "{head}"


def upgrade() -> None:
    Base.metadata.tables["parcels_records"].create(op.get_bind(), checkfirst=True)
    op.execute("DROP POLICY IF EXISTS tenant ON parcels_records")
    for statement in tenancy.protect_sql("parcels_records"):
        op.execute(statement)
    op.execute("DROP TRIGGER IF EXISTS audit_change ON parcels_records")
    op.execute(tenancy.audit_sql("parcels_records"))
"""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What `directorate check` says of an untouched copy."""
    return Checkout.copy(tmp_path_factory.mktemp("before")).run("directorate", "check")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy with one of each kind in it, and the domain's own steps taken."""
    copy = Checkout.copy(tmp_path_factory.mktemp("scaffolded"), "tests")
    for kind, name in NAMES.items():
        ran = copy.run("directorate", "new", kind.value, name)
        assert ran.code == 0, ran.text
    contracts = copy.root / ".importlinter"
    text = contracts.read_text(encoding="utf-8")
    text = text.replace("(outreach) |", "parcels | (outreach) |", 1)
    contracts.write_text(text.replace("    directorate.chat\n", "    directorate.chat\n    directorate.parcels\n", 1))
    head = ScriptDirectory(str(copy.root / "migrations")).get_current_head()
    copy.write("migrations/versions/9999_parcels.py", MIGRATION.format(head=head))
    return copy


def test_the_checks_find_nothing_new(checkout: Checkout, before: Ran) -> None:
    found = set(checkout.run("directorate", "check").text.splitlines()) - set(before.text.splitlines())
    assert not [line for line in found if any(name in line for name in (*NAMES.values(), "parcels_records"))], found


def test_format_and_lint_find_nothing(checkout: Checkout) -> None:
    for command in (("ruff", "check"), ("ruff", "format", "--check")):
        ran = checkout.run(*command, *SOURCES, *TESTS)
        assert ran.code == 0, ran.text


def test_strict_types_find_nothing(checkout: Checkout) -> None:
    ran = checkout.run("pyright", "--pythonpath", sys.executable, *SOURCES)
    assert ran.code == 0, ran.text


def test_the_import_contracts_have_nothing_against_the_skeletons(checkout: Checkout) -> None:
    report = checkout.contracts().text
    assert "Contracts: " in report
    assert "parcels" not in report
    assert "acme_v3" not in report


def test_the_generated_tests_pass(checkout: Checkout) -> None:
    prefix = f"{os.environ.get('DIRECTORATE_TEST_PREFIX', 'directorate')}_new"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    own = dict.fromkeys(("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS"), "")
    arguments = ("-q", "-p", "no:cacheprovider", *TESTS, "tests/catalog/test_every_item.py")
    ran = checkout.run("pytest", *arguments, **own, DIRECTORATE_TEST_PREFIX=f"{prefix}{worker}")
    assert ran.code == 0, ran.text
    assert "skipped" not in ran.text


def test_the_agent_is_one_of_the_catalogue_with_a_free_code(checkout: Checkout) -> None:
    catalogue = loader.load(checkout.root / "catalog")
    assert catalogue.mistakes == []
    assert catalogue.agents["MYAGENT-01"].manifest.slug == "my-agent"


def test_the_skill_and_the_workflow_have_their_shape(checkout: Checkout) -> None:
    assert shapes.read_skill(checkout.root / "catalog/skills/my-skill").mistakes == []
    assert shapes.read_workflow(checkout.root / "catalog/workflows/my-workflow").mistakes == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    first = scaffold.create("skill", "my-skill", tmp_path)
    first[0].write_text("mine")
    with pytest.raises(AlreadyThere):
        scaffold.create("skill", "my-skill", tmp_path)
    assert first[0].read_text() == "mine"


def test_without_a_checkout_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NoCheckout):
        scaffold.create("skill", "my-skill", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_author_of_a_domain_is_told_what_is_left(tmp_path: Path) -> None:
    for name in ("pyproject.toml", ".importlinter"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    steps = "\n".join(scaffold.next_steps("domain", "parcels", tmp_path))
    assert "Put parcels on its line of the layers" in steps
    assert "Add directorate.parcels to the containers of the contract `domains`" in steps
    assert "make migration" in steps
    assert "pytest tests/parcels" in steps


def test_the_author_of_a_planned_domain_is_not_told_to_choose_its_layer(tmp_path: Path) -> None:
    for name in ("pyproject.toml", ".importlinter"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    steps = "\n".join(scaffold.next_steps("domain", "agency", tmp_path))
    assert "layers" not in steps
