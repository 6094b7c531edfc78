"""Answers from text: reads the attached files or searches the knowledge base, and quotes what answers the ask."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from pydantic import JsonValue

from directorate.simulator.mind import asks, quoting, values
from directorate.simulator.mind.blocks import without_page_furniture
from directorate.simulator.mind.grounding import AttachedFile, Outcome, Situation
from directorate.simulator.mind.plan import Call, Plan
from directorate.simulator.mind.quoting import Passage

_MOST_FILES = 4
_SEARCH_LIMIT = 12


@dataclass
class Material:
    """What was read to answer, where it was looked for, and what could not be read."""

    passages: list[Passage]
    looked_in: list[str]
    failures: list[str]


Gathering = Generator[Call, Outcome, Material]


def plan(situation: Situation) -> Plan:
    """Gather the material, then quote, summarise or draft from it."""
    material = yield from gather(situation)
    if asks.wants_draft(situation.ask):
        return with_failures(quoting.draft(situation.ask, material.passages, material.looked_in), material)
    if asks.wants_summary(situation.ask) and material.passages and _readable(situation):
        return with_failures(quoting.summary(material.passages), material)
    answer = quoting.answer(asks.whole_ask(situation), material.passages)
    return with_failures(answer or _nothing(situation, material), material)


def gather(situation: Situation) -> Gathering:
    """The passages of the attached text files; without any, those of the knowledge base and the memories."""
    files = _readable(situation)
    if files:
        return (yield from _from_files(situation, files[-_MOST_FILES:]))
    return (yield from _from_knowledge(situation))


def with_failures(answer: str, material: Material) -> str:
    """The answer with a note on what could not be read."""
    if not material.failures:
        return answer
    return f"{answer}\n\n**Not read:** {'; '.join(material.failures)}."


def _readable(situation: Situation) -> list[AttachedFile]:
    return [file for file in situation.files if file.kind == "text"]


def _from_files(situation: Situation, files: list[AttachedFile]) -> Gathering:
    material = Material([], [], [])
    for file in files:
        outcome = yield Call("knowledge_read_file", {"file_id": file.file_id})
        if outcome.error is not None:
            material.failures.append(f"{file.name} ({outcome.error.rstrip('.')})")
            continue
        material.passages += _pages(file, outcome.result)
        material.looked_in.append(_looked_in(file, outcome.result))
        if values.dig(outcome.result, "truncated"):
            yield from _search_rest(situation, file, material)
    return material


def _search_rest(situation: Situation, file: AttachedFile, material: Material) -> Generator[Call, Outcome, None]:
    """A long file is read only in part: the search covers the rest of it."""
    ids: list[JsonValue] = [file.file_id]
    outcome = yield Call(
        "knowledge_search", {"query": asks.whole_ask(situation)[:400], "limit": _SEARCH_LIMIT, "file_ids": ids}
    )
    known = {passage.text for passage in material.passages}
    material.passages += [passage for passage in _found(outcome.result) if passage.text not in known]


def _from_knowledge(situation: Situation) -> Gathering:
    query = asks.whole_ask(situation)[:400]
    material = Material([Passage(text, "a memory", 0) for text in situation.memories], [], [])
    outcome = yield Call("knowledge_search", {"query": query, "limit": _SEARCH_LIMIT})
    if outcome.error is None:
        material.passages += _found(outcome.result)
        searched = values.whole(values.dig(outcome.result, "searched_documents"))
        material.looked_in.append(f"{searched} {'document' if searched == 1 else 'documents'} of the knowledge base")
    elif situation.has_tool("knowledge_search"):
        material.failures.append(f"the knowledge base ({outcome.error.rstrip('.')})")
    recalled = yield Call("knowledge_recall", {"query": query})
    if recalled.error is None:
        known = {passage.text for passage in material.passages}
        material.passages += [
            passage
            for item in values.rows(values.dig(recalled.result, "memories"))
            if (passage := _passage(item, "a memory")).text not in known
        ]
        material.looked_in.append("the memories")
    return material


def _pages(file: AttachedFile, result: JsonValue) -> list[Passage]:
    pages = values.rows(values.dig(result, "pages"))
    read = [_passage(page, file.name, f"page {values.whole(page.get('page'), 1)}") for page in pages]
    if len(read) == 1:
        return [replace(read[0], locator="")]
    texts = without_page_furniture([passage.text for passage in read])
    return [replace(passage, text=text) for passage, text in zip(read, texts, strict=True)]


def _found(result: JsonValue) -> list[Passage]:
    return [_passage(item, "a document") for item in values.rows(values.dig(result, "passages"))]


def _passage(item: values.Row, title: str, locator: str = "") -> Passage:
    source = values.row(item.get("source"))
    place, heading = _place(values.text(source.get("locator")) or locator)
    return Passage(
        text=values.text(item.get("text")),
        title=values.text(source.get("title")) or title,
        n=values.whole(source.get("n")),
        locator=place,
        heading=heading,
    )


def _place(locator: str) -> tuple[str, str]:
    """The page and the heading in a locator such as "page 2, Terms of payment"."""
    if not locator.startswith("page "):
        return "", locator
    place, _, heading = locator.partition(", ")
    return place, heading


def _looked_in(file: AttachedFile, result: JsonValue) -> str:
    pages = values.whole(values.dig(result, "page_count"), file.pages)
    return f"{file.name} ({pages} pages)" if pages > 1 else file.name


def _nothing(situation: Situation, material: Material) -> str:
    if any(file.kind == "image" for file in situation.files) and not material.looked_in:
        return "The attached file is an image, which the sandbox model cannot see. Attach its text instead."
    if not material.looked_in:
        return "There is nothing here to answer from: no file is attached, and no search is available to this agent."
    where = " and ".join(material.looked_in)
    closest = quoting.closest(situation.ask, material.passages)
    near = f"\n\nThe closest it comes:\n\n{closest}" if closest else ""
    helps = (
        "Naming the thing by the words the document uses would help."
        if _readable(situation)
        else ("Attaching a file that holds the answer, or adding it to the knowledge base, would help.")
    )
    return f"Nothing in {where} answers this.{near}\n\n{helps}"
