"""Mistakes in the catalogue are reported with their place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from directorate.checks import catalogue
from directorate.entrypoints import discover
from tests.architecture.checkout import ROOT

AGENT = "catalog/agents/data-02/agent.yaml"
Edit = Callable[[str, str, str], None]


@pytest.fixture(autouse=True)
def _registered() -> None:
    discover.register()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    return tmp_path


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replace words of a file, once."""

    def replace(name: str, old: str, new: str) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def found(root: Path) -> list[str]:
    return [str(finding) for finding in catalogue.check(root)]


def test_the_shipped_catalogue_has_no_mistakes(root: Path) -> None:
    assert found(root) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- knowledge.recall", "- knowledge.divine", "names the unknown tool knowledge.divine"),
        ("skills: []", "skills: [mind-reading]", "names the unknown skill mind-reading"),
        ("refer_to: Author-01", "refer_to: NOBODY-01", "names the unknown agent NOBODY-01"),
        ("department: technical-it", "department: magic", "names the unknown department magic"),
        ("files: [sales-quarter.csv]", "files: [lost.csv]", "names the unknown attachment lost.csv"),
        ("model_tier: large", "model_tier: huge", "/model_tier"),
        ("icon: database", "icon: database\nhobby: chess", "/hobby"),
    ],
)
def test_a_mistake_in_an_agent_is_reported(root: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit(AGENT, old, new)
    assert any(said in line and "catalog/agents/data-02" in line for line in found(root)), found(root)


def test_an_example_that_calls_a_tool_the_agent_lacks_is_reported(root: Path, edit: Edit) -> None:
    edit(AGENT, "  - knowledge.draw_chart\n", "")
    assert any("calls knowledge.draw_chart, which is not its tool" in line for line in found(root))


def test_a_file_that_is_not_yaml_is_reported(root: Path) -> None:
    (root / "catalog/agents/data-02/evals.yaml").write_text("scenarios: [", encoding="utf-8")
    assert any("evals.yaml" in line and "is not YAML" in line for line in found(root))
