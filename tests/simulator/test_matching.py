"""Which asks are played as a worked example, which are referred, and which are neither."""

from dataclasses import dataclass

import pytest

from tests.simulator.talking import DEMO, SHELF, Talk, manifest

CODES = ("Author-01", "DATA-02", "ONBOARD-01", "QUALIFIER-01")


@dataclass(frozen=True)
class Case:
    code: str
    ask: str
    refer_to: str


REFERRED = [
    Case("QUALIFIER-01", "Could you write an article that attracts builders like these?", "Author-01"),
    Case("QUALIFIER-01", "Please write me an article on heat pumps", "Author-01"),
    Case("QUALIFIER-01", "Draw a chart of our win rate by month", "DATA-02"),
    Case("QUALIFIER-01", "Make the kickoff agenda for Saltbush", "ONBOARD-01"),
    Case("DATA-02", "Can you make an onboarding checklist for our new client?", "ONBOARD-01"),
    Case("DATA-02", "Edit the blog post about battery prices", "Author-01"),
    Case("DATA-02", "Is this company a good fit for the Growth plan?", "QUALIFIER-01"),
    Case("Author-01", "Draw me a chart of enquiries by month", "DATA-02"),
    Case("Author-01", "Set up the client who just signed with us", "ONBOARD-01"),
    Case("ONBOARD-01", "Draft an article for the client's newsletter", "Author-01"),
    Case("ONBOARD-01", "Score these prospects before we sign", "QUALIFIER-01"),
]
OWN = [
    ("DATA-02", "What is our hourly rate?"),
    ("DATA-02", "How many clinics does Bluegum Physio have?"),
    ("QUALIFIER-01", "What budget does a client need for the Growth plan?"),
    ("QUALIFIER-01", "When may we ring a lead?"),
    ("ONBOARD-01", "What do we need from the client on day 3?"),
    ("ONBOARD-01", "How do we ask for access to a website?"),
    ("Author-01", "Which words does our brand voice avoid?"),
    ("Author-01", "What do our case stories need before we publish them?"),
    ("Author-01", "Create a task to ask Bea for her consent"),
]


@pytest.mark.parametrize("case", REFERRED, ids=lambda case: case.ask)
def test_work_of_a_colleague_is_referred(case: Case) -> None:
    talk = Talk(case.code)
    answer = talk.ask(case.ask)
    assert talk.called == ["agents_refer"]
    assert talk.box.calls[0][1]["code"] == case.refer_to
    assert case.refer_to in answer
    assert len(answer) < 500


@pytest.mark.parametrize(("code", "ask"), OWN)
def test_own_work_is_not_referred(code: str, ask: str) -> None:
    talk = Talk(code)
    talk.box.add_documents(DEMO / "documents")
    talk.ask(ask)
    assert "agents_refer" not in talk.called


@pytest.mark.parametrize("code", CODES)
def test_every_outside_example_is_referred_to_the_one_it_names(code: str) -> None:
    for outside in manifest(code)["out_of_scope_examples"]:
        talk = Talk(code)
        talk.ask(outside["ask"])
        assert [arguments["code"] for _, arguments in talk.box.calls] == [outside["refer_to"]], outside["ask"]


@pytest.mark.parametrize("code", CODES)
async def test_every_sample_task_is_played_as_a_worked_example(code: str) -> None:
    examples = SHELF.notes(code).examples
    assert examples
    for example in examples:
        for ask in [example.ask, *example.also]:
            talk = Talk(code)
            for name in example.files:
                await talk.box.attach(DEMO / "files" / name)
            talk.box.add_documents(DEMO / "documents")
            talk.ask(ask)
            planned = [call.tool.replace(".", "_") for call in example.calls]
            assert talk.called == planned, f"{code} {example.id}: {ask}"


async def test_an_example_is_not_played_on_a_table_with_other_columns() -> None:
    talk = Talk("QUALIFIER-01")
    await talk.box.attach(DEMO / "files" / "sales-quarter.csv")
    talk.ask("Which of these do we call first?")
    assert "inbox_create_task" not in talk.called


def test_an_example_about_one_client_is_not_played_for_another() -> None:
    talk = Talk("ONBOARD-01")
    talk.box.add_documents(DEMO / "documents")
    answer = talk.ask("Why is Parcelwise stuck?")
    assert "inbox_create_task" not in talk.called
    assert "Corin" not in answer
