"""Memories: who sees them, what is recalled, how they are corrected and forgotten."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from directorate.kit.context import Actor, ActorKind, Context
from directorate.knowledge import service
from directorate.knowledge.errors import MemoryInvalid, MemoryNotFound
from directorate.knowledge.models import Scope
from directorate.knowledge.schemas import MemoryIn
from tests.conftest import OpenContext


def fact(text: str, scope: Scope = Scope.ORGANIZATION, agent_code: str | None = None) -> MemoryIn:
    return MemoryIn(text=text, scope=scope, agent_code=agent_code)


async def texts(ctx: Context, query: str, **options: object) -> list[str]:
    return [memory.text for memory in await service.recall(ctx, query=query, **options)]  # type: ignore[arg-type]


async def test_the_most_relevant_memory_is_recalled_first_with_its_source(ctx: Context) -> None:
    await service.add_memory(ctx, fact("Invoices are sent on the first Monday."))
    await service.add_memory(ctx, fact("Quotes are in AUD, and quotes expire after 30 days."))

    found = await service.recall(ctx, query="When do quotes expire?")

    assert [memory.text for memory in found] == ["Quotes are in AUD, and quotes expire after 30 days."]
    assert (found[0].source.kind, found[0].source.locator) == ("memory", "for the organization")


async def test_an_agent_recalls_its_own_memories_and_not_those_of_others(ctx: Context) -> None:
    await service.add_memory(ctx, fact("Quote in AUD", Scope.AGENT, "BID-01"))
    await service.add_memory(ctx, fact("Quote in USD", Scope.AGENT, "AUTHOR-01"))
    await service.add_memory(ctx, fact("Quote in EUR"))

    bidder = ctx.with_purpose(agent_code="BID-01")

    assert set(await texts(bidder, "quote")) == {"Quote in AUD", "Quote in EUR"}
    assert await texts(bidder, "quote", scope=Scope.AGENT) == ["Quote in AUD"]
    assert await texts(ctx, "quote") == ["Quote in EUR"]


async def test_a_memory_of_one_person_stays_with_that_person(open_context: OpenContext) -> None:
    async with open_context() as ctx:
        mine = await service.add_memory(ctx, fact("I prefer short quotes", Scope.USER))
        person = ctx.actor.user_id
        assert await texts(ctx, "quotes") == ["I prefer short quotes"]

    async with open_context() as colleague:
        assert await texts(colleague, "quotes") == []
        assert (await service.list_memories(colleague, limit=9)).items == []
        with pytest.raises(MemoryNotFound):
            await service.delete_memory(colleague, mine.id)
        agent = Actor(ActorKind.AGENT, uuid4(), label="BID-01")
        async with colleague.begin(actor=agent) as own:
            assert await texts(own, "quotes") == []
            assert await texts(own.with_purpose(user_id=person), "quotes") == ["I prefer short quotes"]
            with pytest.raises(MemoryInvalid):
                await service.add_memory(own, fact("for nobody", Scope.USER))


async def test_a_corrected_memory_is_recalled_in_its_new_form(ctx: Context) -> None:
    memory = await service.add_memory(ctx, fact("Quotes expire after 30 days"))

    changed = await service.replace_memory(ctx, memory.id, fact("Quotes expire after 14 days"))

    assert (changed.id, changed.text) == (memory.id, "Quotes expire after 14 days")
    assert await texts(ctx, "quotes expire") == ["Quotes expire after 14 days"]


async def test_a_superseded_memory_is_not_recalled(ctx: Context) -> None:
    old = await service.add_memory(ctx, fact("Quotes are in USD"))

    await service.add_memory(ctx, fact("Quotes are in AUD"), supersedes=old.id)

    assert await texts(ctx, "quotes") == ["Quotes are in AUD"]
    assert [memory.text for memory in (await service.list_memories(ctx, limit=9)).items] == ["Quotes are in AUD"]


async def test_the_same_fact_is_remembered_once(ctx: Context) -> None:
    first = await service.add_memory(ctx, fact("Quotes are in AUD"))
    again = await service.add_memory(ctx, fact("  Quotes are in AUD "))

    assert again.id == first.id


async def test_a_forgotten_memory_is_gone(ctx: Context) -> None:
    memory = await service.add_memory(ctx, fact("Quotes are in AUD"))

    await service.delete_memory(ctx, memory.id)

    assert await texts(ctx, "quotes") == []
    with pytest.raises(MemoryNotFound):
        await service.replace_memory(ctx, memory.id, fact("x"))


async def test_another_organization_remembers_nothing_of_it(
    open_context: OpenContext, make_organization: object
) -> None:
    async with open_context() as ctx:
        memory = await service.add_memory(ctx, fact("Quotes are in AUD"))
    stranger = await make_organization("Stranger")  # type: ignore[operator]

    async with open_context(stranger) as other:
        assert await texts(other, "quotes") == []
        assert (await service.list_memories(other, limit=9)).items == []
        with pytest.raises(MemoryNotFound):
            await service.delete_memory(other, memory.id)


@pytest.mark.parametrize("wrong", [{"scope": "agent"}, {"agent_code": "BID-01"}, {"text": "  "}, {"text": "x" * 2001}])
def test_a_memory_that_breaks_a_rule_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        MemoryIn.model_validate({"text": "a fact"} | wrong)
