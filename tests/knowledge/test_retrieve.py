"""Passages and their ranking, against a plain reading of the BM25 formula."""

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directorate.knowledge import indexing, retrieve, stemming
from directorate.knowledge.extraction.shapes import Extraction, Kind, Page, RawTable
from directorate.knowledge.retrieve import Passage


def reference(question: str, texts: list[str]) -> dict[int, float]:
    """BM25 as the formula reads, one passage at a time."""
    documents = [Counter(stemming.terms(text)) for text in texts]
    mean = sum(item.total() for item in documents) / len(documents)
    scores: dict[int, float] = {}
    for at, counts in enumerate(documents):
        score = 0.0
        for term in stemming.terms(question):
            containing = sum(term in other for other in documents)
            rarity = math.log(1 + (len(documents) - containing + 0.5) / (containing + 0.5))
            norm = 1.2 * (1 - 0.75 + 0.75 * counts.total() / mean)
            score += rarity * counts[term] * 2.2 / (counts[term] + norm)
        if score:
            scores[at] = score
    return scores


def test_ranking_equals_the_formula_on_random_texts() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(40)]
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 60))) for _ in range(80)]

    for _ in range(20):
        question = " ".join(chance.choices(words, k=5))
        expected = reference(question, texts)

        ranked = retrieve.rank(question, [Passage(text) for text in texts], limit=100)

        assert dict(ranked) == pytest.approx(expected)
        assert [score for _, score in ranked] == pytest.approx(sorted(expected.values(), reverse=True))


def test_a_passage_without_a_term_of_the_question_is_not_found() -> None:
    assert retrieve.rank("invoice terms", [Passage("The weather is fine.")], 5) == []
    assert retrieve.rank("the of and", [Passage("the of and")], 5) == []


@pytest.mark.parametrize(
    "forms",
    [
        ["invoice", "invoices", "invoiced", "invoicing"],
        ["policy", "policies"],
        ["apply", "applies", "applied", "applying"],
        ["plan", "plans", "planned", "planning"],
        ["box", "boxes"],
        ["client", "clients", "client's", "Client’s"],
        ["process", "processes", "processed", "processing"],
    ],
    ids=lambda forms: forms[0],
)
def test_grammatical_forms_of_a_word_meet(forms: list[str]) -> None:
    assert len({next(stemming.terms(form)) for form in forms}) == 1


def test_different_words_stay_apart() -> None:
    words = ["analysis", "analyst", "business", "busy", "bus", "string", "strong", "universal", "university", "need"]
    assert len({stemming.stem(word) for word in words}) == len(words)


@given(st.text(max_size=3_000))
def test_passages_lose_no_word_and_are_never_too_long(text: str) -> None:
    found = retrieve.passages(text)

    kept = "".join("".join(passage.text.split()) for passage in found)
    assert all(len(passage.text.split()) <= retrieve.PASSAGE_WORDS for passage in found)
    assert all(len(passage.text) <= retrieve.PASSAGE_CHARACTERS + 10 for passage in found)
    if "#" not in text:
        assert kept == "".join(text.split())


def test_headings_and_pages_locate_a_passage() -> None:
    pages = [(1, "# Rates\n\nA day costs 900."), (2, "Travel is extra.\n\n## Terms\n\nPay in 14 days.")]

    found = retrieve.paged_passages(pages, numbered=True)

    assert [passage.locator for passage in found] == ["page 1, Rates", "page 2, Rates", "page 2, Terms"]


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    sentence = "This sentence has exactly eight words in it. "

    found = retrieve.passages(sentence * 40)

    assert len(found) == 3
    assert all(passage.text.endswith("it.") for passage in found)


def test_an_excerpt_shows_the_sentences_with_the_terms() -> None:
    text = (
        "Nothing of note happens here at all. " * 20 + "The notice period is thirty days. " + "And so on it goes. " * 20
    )

    shown = retrieve.excerpt(text, "notice period days")

    assert "The notice period is thirty days." in shown
    assert len(shown) <= 300


def test_a_table_is_searched_by_rows_that_say_where_they_are() -> None:
    rows = [[f"Company {number}", "ready to buy"] for number in range(1, 61)]
    extraction = Extraction("text/csv", Kind.TABLE, tables=[RawTable("rows", ["name", "note"], rows)])

    index = indexing.build("Leads", extraction)

    assert index.passages[0].heading.startswith("rows 1-")
    assert index.passages[-1].heading.endswith("-60 of 60")
    assert sum(passage.text.count("Company") for passage in index.passages) == 60


def test_the_title_of_a_document_helps_to_find_it() -> None:
    extraction = Extraction("text/plain", Kind.TEXT, pages=[Page(1, "Net thirty.")])

    index = indexing.build("Payment terms", extraction)

    assert {posting.term for posting in index.postings} == {"payment", "term", "net", "thirty"}
    assert index.term_count == 4


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=20))
def test_packed_rows_come_back_unchanged(rows: list[list[str]]) -> None:
    assert indexing.unpack(indexing.pack(rows)) == rows
