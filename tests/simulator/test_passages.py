"""Questions about texts: quoted with their source, or plainly not answered."""

import re
from dataclasses import dataclass

import pytest

from tests.simulator.talking import DEMO, Talk


@dataclass(frozen=True)
class Case:
    file: str
    ask: str
    holds: str


FROM_FILES = [
    Case("services-agreement.pdf", "What are the payment terms?", "4.2 Invoices are payable within 14 days. [2]"),
    Case("services-agreement.pdf", "Who owns the intellectual property?", "7.1 The Client owns the finished website"),
    Case("services-agreement.pdf", "How much notice must be given to terminate?", "30 days' written notice"),
    Case("services-agreement.pdf", "What is the liability cap?", "limited to the fees paid in the three months"),
    Case("energy-market-note.pdf", "What does this note say about battery prices?", "from A$9,900 to A$9,420. [1]"),
    Case("energy-market-note.pdf", "How many owners were asked?", "820 owners"),
    Case("case-bluegum.txt", "What was the setback?", "the booking page was down for a day"),
]
FROM_DOCUMENTS = [
    ("How much does the Growth plan cost?", "Growth, A$6,500 a month."),
    ("What do we do after an outage?", "Tell every client concerned within one hour"),
    ("Who is the content lead?", "Tess Okafor, content lead"),
    ("What does our privacy policy say about suppression?", "entered on the suppression list at once"),
]


@pytest.mark.parametrize("case", FROM_FILES, ids=lambda case: case.ask)
async def test_a_question_about_a_file_is_answered_by_quoting_it(case: Case) -> None:
    talk = Talk("ONBOARD-01")
    await talk.box.attach(DEMO / "files" / case.file)
    answer = talk.ask(case.ask)
    assert case.holds in answer
    assert re.search(r"\[\d\]", answer)
    assert case.file in answer


@pytest.mark.parametrize(("ask", "holds"), FROM_DOCUMENTS)
def test_a_question_without_a_file_is_answered_from_the_documents(ask: str, holds: str) -> None:
    talk = Talk("ONBOARD-01")
    talk.box.add_documents(DEMO / "documents")
    answer = talk.ask(ask)
    assert talk.called == ["knowledge_search", "knowledge_recall"]
    assert holds in answer
    assert re.search(r"\[\d+\]", answer)


async def test_every_quoted_sentence_stands_in_the_file() -> None:
    talk = Talk("ONBOARD-01")
    await talk.box.attach(DEMO / "files" / "services-agreement.pdf")
    text = " ".join(" ".join(page.text for page in talk.box.files["file-1"].pages).split())
    answer = talk.ask("What are the payment terms?")
    quoted = re.findall(r"^- (.+?) \[\d\]$", answer, re.MULTILINE)
    assert len(quoted) > 3
    assert all(sentence in text for sentence in quoted)


async def test_a_page_is_cited_where_it_stands() -> None:
    talk = Talk("ONBOARD-01")
    await talk.box.attach(DEMO / "files" / "services-agreement.pdf")
    assert "(services-agreement.pdf, page 3)" in talk.ask("What is the liability cap?")


async def test_what_the_file_does_not_answer_is_said_with_where_was_looked() -> None:
    talk = Talk("ONBOARD-01")
    await talk.box.attach(DEMO / "files" / "services-agreement.pdf")
    answer = talk.ask("What colour is the office dog?")
    assert answer.startswith("Nothing in services-agreement.pdf (4 pages) answers this.")


def test_what_no_document_answers_is_said_with_what_would_help() -> None:
    talk = Talk("Author-01")
    talk.box.add_documents(DEMO / "documents")
    answer = talk.ask("Who won the world cup in 1998?")
    assert answer.startswith("Nothing in 7 documents of the knowledge base and the memories answers this.")
    assert "would help" in answer


async def test_a_summary_takes_the_lead_sentence_of_each_section() -> None:
    talk = Talk("DATA-02")
    await talk.box.attach(DEMO / "files" / "services-agreement.pdf")
    answer = talk.ask("Summarise the main points of it")
    assert "- **7. Intellectual property:** 7.1 The Client owns" in answer
    assert "- **10. Liability:**" in answer


def test_memories_are_answered_from() -> None:
    talk = Talk("Author-01")
    talk.box.memories = ["Tess prefers headlines without a question mark."]
    assert "headlines without a question mark. [1]" in talk.ask("What does Tess prefer for headlines?")


def test_a_draft_is_made_of_sentences_with_sources_only() -> None:
    talk = Talk("Author-01")
    talk.box.add_documents(DEMO / "documents")
    answer = talk.ask("Write a page about our Growth plan")
    assert answer.startswith("# Our Growth plan")
    assert "A$6,500 a month" in answer
    assert "## Claims to check" in answer


def test_a_draft_without_sources_is_not_written() -> None:
    talk = Talk("Author-01")
    answer = talk.ask("Write an article about submarine cables")
    assert answer.startswith("Nothing in")
    assert "Attach a brief or sources." in answer


async def test_a_file_that_fails_is_named() -> None:
    talk = Talk("ONBOARD-01")
    await talk.box.attach(DEMO / "files" / "case-bluegum.txt")
    talk.box.failing = frozenset({"knowledge_read_file"})
    assert "**Not read:** case-bluegum.txt (The tool is out of order)." in talk.ask("What was the setback?")
