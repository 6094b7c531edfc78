"""Tools: called by name with JSON, as a model calls them, they answer in the agreed form."""

import json

import pytest

from directorate.kit import registry
from directorate.kit.context import Context
from directorate.knowledge import service
from directorate.knowledge.filing import Placement
from directorate.knowledge.models import Corpus
from directorate.knowledge.schemas import MemoryIn


async def call(ctx: Context, name: str, **arguments: object) -> dict[str, object]:
    """What the model sees of a call."""
    result = await registry.find(name).call(ctx, json.loads(json.dumps(arguments)))
    return json.loads(result.model_dump_json())


async def test_search(ctx: Context) -> None:
    placement = Placement(Corpus.KNOWLEDGE, "Rates")
    await service.add_file(ctx, "rates.txt", b"A day costs 900.", placement=placement)

    result = await call(ctx, "knowledge_search", query="cost of a day")

    assert set(result) == {"passages", "searched_documents"}
    assert set(result["passages"][0]) == {"source", "text", "score"}  # type: ignore[index]


async def test_read_file(ctx: Context) -> None:
    file = await service.add_file(ctx, "rates.txt", b"A day costs 900.")

    result = await call(ctx, "knowledge_read_file", file_id=str(file.id))

    assert {"file_id", "name", "media_type", "page_count", "pages", "tables", "truncated"} <= set(result)
    assert result["pages"][0]["source"]["excerpt"] == "A day costs 900."  # type: ignore[index]


async def test_query_table_with_every_clause(ctx: Context) -> None:
    file = await service.add_file(
        ctx, "s.csv", b"region,day,revenue\nN,2025-01-03,10\nN,2025-02-03,20.5\nS,2025-02-04,5\n"
    )

    result = await call(
        ctx,
        "knowledge_query_table",
        file_id=str(file.id),
        select=["region", {"column": "revenue", "function": "sum", "as": "total"}],
        filter=[{"column": "day", "operator": ">=", "value": "2025-01-01"}],
        group=["region"],
        order=[{"column": "total", "descending": True}],
        limit=5,
        profile=True,
    )

    assert result["rows"] == [{"region": "N", "total": 30.5}, {"region": "S", "total": 5}]
    assert (result["row_count"], result["total_rows"]) == (2, 3)
    assert result["source"]["locator"] == "3 of 3 rows, grouped"  # type: ignore[index]
    profile = result["profile"][2]  # type: ignore[index]
    assert (profile["column"], profile["mean"], profile["top"][0]) == ("revenue", 11.83333, [10, 1])


async def test_draw_chart_of_the_rows_of_a_query(ctx: Context) -> None:
    rows = [{"region": "N", "total": 30.5}, {"region": "S", "total": None}]

    result = await call(ctx, "knowledge_draw_chart", rows=rows, kind="bar", title="Sales", x="region", y=["total"])

    assert result["name"] == "sales.svg"
    assert str(result["url"]).endswith("/content")


async def test_write_document(ctx: Context) -> None:
    result = await call(ctx, "knowledge_write_document", title="Plan", body="Do it.", format="docx", into="knowledge")

    assert result["name"] == "plan.docx"
    assert {"file_id", "name", "url"} <= set(result)


async def test_recall(ctx: Context) -> None:
    await service.add_memory(ctx, MemoryIn(text="Quotes are in AUD"))

    result = await call(ctx, "knowledge_recall", query="currency of quotes")

    memory = result["memories"][0]  # type: ignore[index]
    assert set(memory) == {"id", "text", "scope", "source"}


@pytest.mark.parametrize(
    ("name", "arguments", "pointer"),
    [
        ("knowledge_search", {}, "/query"),
        ("knowledge_search", {"query": "x", "limit": 99}, "/limit"),
        ("knowledge_read_file", {"file_id": "leads.csv"}, "/file_id"),
        ("knowledge_draw_chart", {"rows": [], "kind": "pie", "title": "t", "x": "x", "y": ["y"]}, "/kind"),
        ("knowledge_recall", {"query": "x", "scope": "world"}, "/scope"),
    ],
)
async def test_wrong_arguments_are_named(ctx: Context, name: str, arguments: dict[str, object], pointer: str) -> None:
    with pytest.raises(registry.InvalidArguments) as caught:
        await call(ctx, name, **arguments)

    assert pointer in [error.pointer for error in caught.value.errors]


def test_effects_tell_readers_from_writers() -> None:
    registry.load(["directorate.knowledge.tools"])
    effects = {spec.name: spec.effect for spec in registry.tools().values() if spec.name.startswith("knowledge.")}

    assert {name for name, effect in effects.items() if effect is registry.Effect.WRITE} == {
        "knowledge.draw_chart",
        "knowledge.write_document",
    }
