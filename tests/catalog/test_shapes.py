"""What breaks the shape of a skill or a workflow is reported with its place."""

from pathlib import Path

import pytest

from directorate.marketplace import shapes

SKILL = """---
name: fair-quotes
description: How to quote a price that holds.
metadata: {title: Fair quotes, version: "1.0.0", category: sales}
---
Quote what you know.
"""
WORKFLOW = """
slug: look-up
kind: workflow
version: 1.0.0
name: Look up
summary: Looks something up and keeps a task.
category: general
price: 0
trigger: {kind: manual}
inputs: {type: object, required: [topic], properties: {topic: {type: string}}}
steps:
  - {id: look, tool: knowledge.search, with: {query: "{{ inputs.topic }}"}, save_as: found}
  - {id: ask, gate: {title: Go on}}
"""
CASES = """
cases:
  - {id: usual, inputs: {topic: prices}, results: {look: {}}, expect: [look, ask]}
"""


def skill(tmp_path: Path, text: str) -> list[str]:
    folder = tmp_path / "fair-quotes"
    folder.mkdir()
    (folder / "SKILL.md").write_text(text, encoding="utf-8")
    return [str(mistake) for mistake in shapes.read_skill(folder).mistakes]


def workflow(tmp_path: Path, text: str, cases: str = CASES) -> list[str]:
    folder = tmp_path / "look-up"
    folder.mkdir()
    (folder / "workflow.yaml").write_text(text, encoding="utf-8")
    (folder / "cases.yaml").write_text(cases, encoding="utf-8")
    return [str(mistake) for mistake in shapes.read_workflow(folder).mistakes]


def test_a_skill_in_the_open_form_is_fine(tmp_path: Path) -> None:
    assert skill(tmp_path, SKILL) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\nname", "name", "has no frontmatter"),
        ("name: fair-quotes", "name: other-quotes", "differs from the folder's name"),
        ("name: fair-quotes", "name: Fair Quotes", "/name"),
        ('version: "1.0.0"', 'version: "1"', "/metadata/version"),
        ("---\nQuote what you know.\n", "---\n", "has no instructions"),
        ("description:", "hobby: chess\ndescription:", "/hobby"),
    ],
)
def test_a_mistake_in_a_skill_is_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SKILL
    assert any(said in line for line in skill(tmp_path, SKILL.replace(old, new, 1)))


def test_a_workflow_that_holds_together_is_fine(tmp_path: Path) -> None:
    assert workflow(tmp_path, WORKFLOW) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: ask", "id: look", "two steps have the same id"),
        ("gate: {title: Go on}", "save_as: x", "exactly one kind"),
        ("gate: {title: Go on}", "gate: {title: Go on}, tool: inbox.create_task", "exactly one kind"),
        ("gate: {title: Go on}", "gate: {title: Go on}, next: nowhere", "unknown step nowhere"),
        ("{kind: manual}", "{kind: event}", "event goes with a trigger of kind event"),
        ("{kind: manual}", '{kind: manual, schedule: "0 9 * * 1"}', "schedule goes with a trigger"),
        ("type: object, required", "type: thing, required", "not a JSON Schema"),
        ("kind: workflow", "kind: agent", "kind is workflow here"),
        ("slug: look-up", "slug: look-down", "differs from the folder's name"),
    ],
)
def test_a_mistake_in_a_workflow_is_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in WORKFLOW
    assert any(said in line for line in workflow(tmp_path, WORKFLOW.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expect: [look, ask]", "expect: [look, leap]", "unknown step leap"),
        ("inputs: {topic: prices}", "inputs: {}", "/cases/0/inputs: 'topic' is a required property"),
    ],
)
def test_a_mistake_in_a_case_is_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in line for line in workflow(tmp_path, WORKFLOW, CASES.replace(old, new, 1)))


def test_a_folder_without_its_files_is_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert shapes.read_skill(tmp_path / "empty").document is None
    assert len(shapes.read_workflow(tmp_path / "empty").mistakes) == 2
