"""Which asks are played as a worked example, which are referred, and which are neither."""

from dataclasses import dataclass

import pytest
import yaml

from directorate.kit import paths
from tests.simulator.talking import DEMO, SHELF, Talk, manifest

CODES = sorted(
    yaml.safe_load(path.read_text(encoding="utf-8"))["code"] for path in paths.catalog_dir().glob("agents/*/agent.yaml")
)
"""Every agent of the catalogue."""


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
    Case("SOCIAL-01", "Could you write an article on home batteries?", "Author-01"),
    Case("SOCIAL-01", "Please sort our support tickets by urgency", "SUPPORT-01"),
    Case("BID-01", "Which leads should we ring first?", "QUALIFIER-01"),
    Case("BID-01", "Please make a kickoff agenda", "ONBOARD-01"),
    Case("ADMIN-01", "Can you match the bank lines with our invoices?", "BOOKS-01"),
    Case("ADMIN-01", "Please enter a supplier bill", "BOOKS-01"),
    Case("BOOKS-01", "Turn the minutes into work, please", "ADMIN-01"),
    Case("BOOKS-01", "Draw a chart of revenue by quarter", "DATA-02"),
    Case("DEVOPS-01", "Answer a client whose report link is dead", "SUPPORT-01"),
    Case("SUPPORT-01", "Why did last night's deploy fail?", "DEVOPS-01"),
    Case("SUPPORT-01", "Set up the new client from this intake form", "ONBOARD-01"),
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
    ("SOCIAL-01", "What may we never promise for Ridgeway Solar?"),
    ("SOCIAL-01", "Write a short post about heat pumps"),
    ("BID-01", "What does a website with text cost?"),
    ("BID-01", "Draft a proposal for Kestrel Homes"),
    ("ADMIN-01", "Who looks after complaints?"),
    ("BOOKS-01", "When do our reminders go out?"),
    ("DEVOPS-01", "Whom do we tell after an outage?"),
    ("SUPPORT-01", "How fast must an urgent question be answered?"),
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


PARAPHRASED = [
    ("DATA-02", "sales-quarter.csv", "What drove our sales in the last quarter?", "revenue-drivers"),
    ("DATA-02", "landing-ab.csv", "Is our new landing page any better?", "page-test"),
    ("QUALIFIER-01", "leads-builders.csv", "Which of these should we ring first?", "call-first"),
    ("QUALIFIER-01", "leads-builders.csv", "Why is Ironbark Joinery only cool?", "why-cool"),
    ("ONBOARD-01", "intake-saltbush.docx", "Please set up this new client for us", "set-up-client"),
    ("Author-01", "case-bluegum.txt", "Could you turn these notes into a case story?", "case-story"),
    ("SOCIAL-01", "posts-last-month.csv", "Please make a calendar of posts for next month", "plan-month"),
    ("SOCIAL-01", "battery-guide.md", "Can you make five posts out of this guide?", "posts-from-article"),
    ("BID-01", "rfp-council.pdf", "Please answer this tender for us", "answer-tender"),
    ("BID-01", "call-transcript.txt", "Could you draft a proposal from this call?", "proposal-from-call"),
    ("ADMIN-01", "minutes-weekly.txt", "Please turn the minutes into work", "minutes-to-work"),
    ("ADMIN-01", "calendar-week.csv", "Can you find an hour with Ridgeway?", "find-an-hour"),
    ("BOOKS-01", "receivables.csv", "Who owes us money, and since when?", "who-owes"),
    ("DEVOPS-01", "deploy-log.txt", "Why did our deploy fail?", "deploy-failed"),
    ("DEVOPS-01", "compose-web.yaml", "Please harden this compose file", "harden-compose"),
    ("SUPPORT-01", "tickets.csv", "Could you sort these tickets?", "sort-tickets"),
    ("SUPPORT-01", "ticket-1042.txt", "The link to the report is dead", "dead-link"),
    ("LEGAL-01", "services-agreement.pdf", "Can you review this contract for risks please?", "risky-clauses"),
    ("RESEARCH-01", "rivals.csv", "Please compare the prices of these rivals", "rival-prices"),
    ("PM-01", "feature-requests.csv", "What should we build next?", "build-next"),
    ("UX-01", "interview-notes.txt", "What are the themes in these interviews?", "interview-themes"),
    ("TRAIN-01", "support-playbook.pdf", "Please make a half-day course out of this", "half-day-course"),
    ("COACH-01", "call-transcript-coach.txt", "Please score this call", "score-call"),
]


@pytest.mark.parametrize(("code", "file", "ask", "example"), PARAPHRASED)
async def test_a_paraphrase_plays_the_example(code: str, file: str, ask: str, example: str) -> None:
    talk = Talk(code)
    await talk.box.attach(DEMO / "files" / file)
    talk.box.add_documents(DEMO / "documents")
    talk.ask(ask)
    planned = next(known for known in SHELF.notes(code).examples if known.id.startswith(example))
    assert talk.called == [call.tool.replace(".", "_") for call in planned.calls]


NOT_PLAYED = [
    ("DATA-02", "sales-quarter.csv", "Show the revenue by quarter"),
    ("DATA-02", "sales-quarter.csv", "What is the total revenue by product?"),
    ("QUALIFIER-01", "leads-builders.csv", "Which lead has the most employees?"),
    ("QUALIFIER-01", "leads-builders.csv", "How many leads came from LinkedIn?"),
    ("ONBOARD-01", "services-agreement.pdf", "What are the payment terms?"),
    ("Author-01", "case-bluegum.txt", "What was the setback?"),
    ("SOCIAL-01", "posts-last-month.csv", "How many posts were offers?"),
    ("BID-01", "rfp-council.pdf", "What insurance is wanted?"),
    ("ADMIN-01", "minutes-weekly.txt", "Who was present?"),
    ("BOOKS-01", "bank-lines.csv", "What is the largest amount?"),
    ("DEVOPS-01", "deploy-log.txt", "Which commit was released?"),
    ("SUPPORT-01", "tickets.csv", "How many tickets came by phone?"),
    ("LEGAL-01", "services-agreement.pdf", "Who owns the website?"),
    ("RESEARCH-01", "rivals.csv", "What is the mean price?"),
    ("PM-01", "feature-requests.csv", "How many people ask for dark colours?"),
    ("UX-01", "interview-notes.txt", "What did P4 say about the count?"),
    ("TRAIN-01", "support-playbook.pdf", "When is a request closed?"),
    ("COACH-01", "call-transcript-coach.txt", "What is in the audit?"),
]


@pytest.mark.parametrize(("code", "file", "ask"), NOT_PLAYED)
async def test_another_question_about_the_same_file_is_answered_by_itself(code: str, file: str, ask: str) -> None:
    talk = Talk(code)
    await talk.box.attach(DEMO / "files" / file)
    talk.ask(ask)
    generic = {"knowledge_query_table", "knowledge_read_file"}
    assert set(talk.called) <= generic
    assert len(talk.called) <= 2


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
