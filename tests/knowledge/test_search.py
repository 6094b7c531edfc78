"""Search over the knowledge base and named files, and the loading of documents."""

import random
from pathlib import Path

import pytest

from directorate.kit import paths
from directorate.kit.context import Context
from directorate.knowledge import queries, retrieve, service
from directorate.knowledge.filing import Placement
from directorate.knowledge.models import Corpus
from tests.knowledge import make

KNOWN = Placement(Corpus.KNOWLEDGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two documents."""
    (tmp_path / "rates.md").write_text(
        "# Rate card\n\nA day of design costs 900.\n\n## Travel\n\nTravel is charged at cost.\n"
    )
    (tmp_path / "voice.md").write_text("# House voice\n\nWrite short sentences.\n")
    return tmp_path


async def test_documents_of_a_folder_are_loaded_once(ctx: Context, folder: Path) -> None:
    assert await service.ensure_documents(ctx, folder) == 2
    assert await service.ensure_documents(ctx, folder) == 0

    titles = [document.title for document in (await service.list_documents(ctx, limit=9)).items]
    assert sorted(titles) == ["House voice", "Rate card"]


async def test_a_changed_document_takes_the_place_of_the_old(ctx: Context, folder: Path) -> None:
    await service.ensure_documents(ctx, folder)
    (folder / "voice.md").write_text("# House voice\n\nWrite long walrus sentences.\n")

    assert await service.ensure_documents(ctx, folder) == 1

    assert len((await service.search(ctx, "walrus")).passages) == 1
    assert (await service.search(ctx, "short")).passages == []
    assert len((await service.list_documents(ctx, limit=9)).items) == 2


async def test_a_found_passage_carries_what_a_citation_needs(ctx: Context, folder: Path) -> None:
    await service.ensure_documents(ctx, folder)

    result = await service.search(ctx, "What does travelling cost?")

    best = result.passages[0]
    assert result.searched_documents == 2
    assert best.text == "Travel is charged at cost."
    assert (best.source.kind, best.source.title, best.source.locator) == ("document", "Rate card", "Travel")
    assert best.source.excerpt == best.text
    assert best.source.document_id is not None
    assert best.source.file_id is not None
    assert best.score > 0


async def test_attached_files_are_searched_only_when_named(ctx: Context) -> None:
    pdf = await service.add_file(ctx, "terms.pdf", make.pdf(["Nothing here", "Notice period is thirty days"]))
    await service.add_file(ctx, "other.txt", b"The notice period of another contract")

    assert (await service.search(ctx, "notice period")).passages == []
    found = await service.search(ctx, "notice period", file_ids=[pdf.id])

    assert found.searched_documents == 1
    assert [(item.source.kind, item.source.title, item.source.locator) for item in found.passages] == [
        ("file", "terms.pdf", "page 2")
    ]


async def test_the_index_ranks_as_the_formula_does(ctx: Context) -> None:
    chance = random.Random(3)
    words = [f"word{number}" for number in range(60)]
    texts = {
        f"doc{number}": "\n\n".join(" ".join(chance.choices(words, k=chance.randint(80, 150))) for _ in range(3))
        for number in range(12)
    }
    for name, text in texts.items():
        await service.add_file(ctx, f"{name}.txt", text.encode(), placement=Placement(Corpus.KNOWLEDGE, "the"))
    every = [passage for text in texts.values() for passage in retrieve.passages(text)]

    for _ in range(10):
        question = " ".join(chance.choices(words, k=6))
        expected = retrieve.rank(question, every, limit=8)
        found = await service.search(ctx, question, limit=8)

        assert [item.score for item in found.passages] == pytest.approx([score for _, score in expected], abs=0.001)


async def test_a_question_of_common_words_finds_nothing(ctx: Context, folder: Path) -> None:
    await service.ensure_documents(ctx, folder)

    assert (await service.search(ctx, "what is the")).passages == []
    assert (await service.search(ctx, "?!")).passages == []


async def test_the_demo_documents_answer_a_question_about_rates(ctx: Context) -> None:
    assert await service.ensure_documents(ctx, paths.catalog_dir() / "demo" / "documents") == 7

    result = await service.search(ctx, "How long do we have to answer a privacy request or an opt-out?", limit=3)

    assert result.searched_documents == 7
    assert "privacy" in result.passages[0].source.title.lower()


async def test_every_hit_has_its_passage(ctx: Context, folder: Path) -> None:
    await service.ensure_documents(ctx, folder)

    hits = await queries.best_passages(ctx, retrieve.query_weights("design travel sentences"), limit=9, file_ids=None)
    rows = await queries.passages_at(ctx, [(hit.document_id, hit.position) for hit in hits])

    assert set(rows) == {(hit.document_id, hit.position) for hit in hits}
    assert len(hits) == 3
