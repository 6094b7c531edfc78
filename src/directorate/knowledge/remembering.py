"""The verbs of memories: add, list, replace, delete, recall. Other domains call them through `service`."""

from uuid import UUID

from directorate.kit.context import Context
from directorate.kit.cursor import Page, page
from directorate.kit.errors import FieldError
from directorate.kit.ids import uuid7
from directorate.kit.registry import Source
from directorate.knowledge import queries, retrieve
from directorate.knowledge.errors import MemoryInvalid, MemoryNotFound
from directorate.knowledge.models import Memory, Scope
from directorate.knowledge.schemas import MemoryIn, MemoryView, RecalledMemory

_FOR = {Scope.ORGANIZATION: "for the organization", Scope.AGENT: "for this agent", Scope.USER: "for this person"}


async def list_memories(
    ctx: Context,
    *,
    limit: int,
    cursor: str | None = None,
    scope: Scope | None = None,
    agent_code: str | None = None,
) -> Page[MemoryView]:
    """Memories the person may see, newest first: the organization's, the agents' and the person's own."""
    rows = await queries.memories_page(
        ctx, user_id=_person(ctx), scope=scope, agent_code=agent_code, limit=limit, cursor=cursor
    )
    return page(rows, limit, lambda row: (row.created_at, row.id), memory_view)


async def add_memory(
    ctx: Context, new: MemoryIn, *, interaction_id: UUID | None = None, supersedes: UUID | None = None
) -> MemoryView:
    """Remember a fact. Said again, it is kept once; with `supersedes` it takes the place of an older one.

    Raises:
        MemoryInvalid: a memory for a person is written by nobody in particular.
        MemoryNotFound: the memory to supersede is not there.
    """
    now = ctx.now()
    memory = Memory(
        id=uuid7(),
        scope=new.scope.value,
        agent_code=new.agent_code,
        user_id=_owner(ctx, new.scope),
        text=new.text,
        source_interaction_id=interaction_id or ctx.purpose.interaction_id,
        created_by=ctx.actor.reference,
        created_at=now,
        updated_at=now,
    )
    old = await _memory(ctx, supersedes) if supersedes else None
    same = await queries.same_memory(ctx, memory)
    if same is not None and same is not old:
        memory = same
    else:
        ctx.session.add(memory)
        await ctx.session.flush()
    if old is not None:
        old.superseded_by, old.updated_at = memory.id, now
        await ctx.session.flush()
    return memory_view(memory)


async def replace_memory(ctx: Context, memory_id: UUID, new: MemoryIn) -> MemoryView:
    """Correct a memory: its text, and who it is for.

    Raises:
        MemoryNotFound: it is not there, or is another person's own.
    """
    memory = await _memory(ctx, memory_id)
    memory.text, memory.updated_at = new.text, ctx.now()
    memory.scope, memory.agent_code, memory.user_id = new.scope.value, new.agent_code, _owner(ctx, new.scope)
    await ctx.session.flush()
    return memory_view(memory)


async def delete_memory(ctx: Context, memory_id: UUID) -> None:
    """Forget a memory: it is no longer listed or recalled.

    Raises:
        MemoryNotFound: it is not there, or is another person's own.
    """
    memory = await _memory(ctx, memory_id)
    memory.deleted_at = ctx.now()
    await ctx.session.flush()


async def recall(ctx: Context, *, query: str, scope: Scope | None = None, limit: int = 6) -> list[RecalledMemory]:
    """Memories that bear on a question, the most relevant first: those for everyone, this agent, this person.

    A memory that shares no term with the question does not bear on it.
    """
    pool = await queries.memory_pool(ctx, user_id=_person(ctx), scope=scope, agent_code=ctx.purpose.agent_code or "")
    ranked = retrieve.rank(query, [retrieve.Passage(memory.text) for memory in pool], limit)
    return [_recalled(pool[position]) for position, _ in ranked]


def memory_view(memory: Memory) -> MemoryView:
    """A memory as the API shows it."""
    return MemoryView(
        id=memory.id,
        text=memory.text,
        scope=Scope(memory.scope),
        agent_code=memory.agent_code,
        source_interaction_id=memory.source_interaction_id,
        created_by=memory.created_by,
        created_at=memory.created_at,
        updated_at=memory.updated_at,
    )


def _recalled(memory: Memory) -> RecalledMemory:
    scope = Scope(memory.scope)
    source = Source(
        kind="memory",
        title="Memory",
        locator=_FOR[scope],
        excerpt=retrieve.excerpt(memory.text),
        date=memory.updated_at.date().isoformat(),
    )
    return RecalledMemory(id=memory.id, text=memory.text, scope=scope, source=source)


async def _memory(ctx: Context, memory_id: UUID) -> Memory:
    memory = await queries.visible_memory(ctx, memory_id, user_id=_person(ctx))
    if memory is None:
        detail = f"There is no memory {memory_id} that you may see."
        raise MemoryNotFound(detail, fix="Use the id of a memory in the list; it may have been deleted.")
    return memory


def _person(ctx: Context) -> UUID | None:
    """The person who acts, or in whose conversation an agent acts."""
    return ctx.actor.user_id or ctx.purpose.user_id


def _owner(ctx: Context, scope: Scope) -> UUID | None:
    if scope is not Scope.USER:
        return None
    person = _person(ctx)
    if person is None:
        detail = "A memory for a person needs a person: this call is made by a program or a task."
        fix = "Sign in, or use the scope organization or agent."
        raise MemoryInvalid(detail, fix=fix, errors=[FieldError("/scope", "needs a signed-in person")])
    return person
