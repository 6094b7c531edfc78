"""Every item of the catalogue holds to its shape, and every agent's worked examples play to their end.

An item's own tests are its data: `evals.yaml`, `sandbox.yaml`, `cases.yaml`. One agent alone: `-k <slug>`.
"""

import re
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from directorate.agents import context_blocks
from directorate.agents.context_blocks import OrganizationFacts
from directorate.entrypoints import discover
from directorate.kit import paths, registry
from directorate.marketplace import loader, shapes
from directorate.marketplace.loader import AgentItem
from directorate.marketplace.manifests import WorkedExample
from tests.simulator.talking import DEMO, Talk

CATALOGUE = loader.load(paths.catalog_dir())
AGENTS = sorted(CATALOGUE.agents.values(), key=lambda item: item.manifest.slug)
EXAMPLES = [(item, example) for item in AGENTS for example in item.sandbox.examples]
SKILLS = sorted(path for path in paths.catalog_dir().glob("skills/*") if path.is_dir())
WORKFLOWS = sorted(path for path in paths.catalog_dir().glob("workflows/*") if path.is_dir())

each_agent = pytest.mark.parametrize("item", AGENTS, ids=lambda item: item.manifest.slug)
each_example = pytest.mark.parametrize(
    ("item", "example"), EXAMPLES, ids=[f"{item.manifest.slug}-{example.id}" for item, example in EXAMPLES]
)


@pytest.fixture(autouse=True)
def _registered() -> None:
    discover.register()


def test_the_catalogue_loads_without_mistakes() -> None:
    assert [str(mistake) for mistake in CATALOGUE.mistakes] == []
    assert AGENTS


@each_agent
def test_the_prompt_is_filled_with_the_organizations_facts(item: AgentItem) -> None:
    facts = OrganizationFacts(name="Harbour Agency", currency="AUD", time_zone="Australia/Sydney")
    text = context_blocks.role(item.prompt, facts, date(2026, 11, 21))
    assert "Harbour Agency" in text
    assert "{{" not in text
    assert "!" not in text


@each_agent
def test_the_output_schema_is_a_json_schema(item: AgentItem) -> None:
    Draft202012Validator.check_schema(item.manifest.output_schema)


@each_agent
def test_evals_expect_only_the_agents_own_tools_and_colleagues(item: AgentItem) -> None:
    for scenario in item.evals.scenarios:
        assert set(scenario.expect.tools) <= set(item.manifest.tools), scenario.id
        assert scenario.expect.refers_to in {None, *item.manifest.related}, scenario.id
    ids = [scenario.id for scenario in item.evals.scenarios]
    assert len(set(ids)) == len(ids)


@each_agent
def test_what_is_out_of_scope_goes_to_a_related_colleague(item: AgentItem) -> None:
    assert {example.refer_to for example in item.manifest.out_of_scope_examples} <= set(item.manifest.related)
    assert item.manifest.code not in item.manifest.related


@each_agent
def test_each_sample_task_is_one_the_sandbox_can_show(item: AgentItem) -> None:
    asks = {ask for example in item.sandbox.examples for ask in (example.ask, *example.also)}
    assert {task.ask for task in item.manifest.sample_tasks} <= asks


@each_example
async def test_a_worked_example_makes_its_calls_and_answers_from_them(item: AgentItem, example: WorkedExample) -> None:
    talk = Talk(item.manifest.code)
    talk.box.add_documents(DEMO / "documents")
    for name in example.files:
        await talk.box.attach(DEMO / "files" / name)
    answer = talk.ask(example.ask)
    named = [registry.find(call.tool).wire_name for call in example.calls]
    assert [name for name, _ in talk.box.calls] == named
    assert "Not done." not in answer
    assert "{{" not in answer
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", answer)}
    assert cited <= set(range(1, len(talk.box.sources) + 1))


def test_every_skill_has_the_open_form_and_the_shared_header() -> None:
    for folder in SKILLS:
        read = shapes.read_skill(folder)
        assert [str(mistake) for mistake in read.mistakes] == []
        assert read.document is not None
        assert read.document.header().slug == folder.name
        for target in re.findall(r"\]\((resources/[^)#]+)\)", (folder / "SKILL.md").read_text(encoding="utf-8")):
            assert (folder / target).is_file(), f"{folder.name}: {target}"


def test_every_workflow_holds_together_and_names_tools_and_agents_that_exist() -> None:
    for folder in WORKFLOWS:
        read = shapes.read_workflow(folder)
        assert [str(mistake) for mistake in read.mistakes] == []
        assert read.document is not None
        for step in read.document.steps:
            assert step.tool is None or step.tool in registry.tools(), f"{folder.name}: {step.id}"
            assert step.agent is None or step.agent in CATALOGUE.agents, f"{folder.name}: {step.id}"
