"""Chat's verbs: send a message, follow and stop its answer, keep conversations."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from directorate.agents import interactions
from directorate.agents.errors import AlreadyFinished
from directorate.agents.interactions import Begin
from directorate.agents.runtime import Turn
from directorate.agents.schemas import HiredSettings, InteractionView
from directorate.chat import queries, runs, stream
from directorate.chat.errors import SessionBusy, UnknownSession, WrongAgent
from directorate.chat.models import ChatSession, Message
from directorate.chat.runs import Begun
from directorate.chat.schemas import (
    ExecuteRequest,
    FileRef,
    MessageView,
    SessionCreate,
    SessionDetail,
    SessionFilter,
    SessionUpdate,
    SessionView,
)
from directorate.chat.stream import StreamEvent
from directorate.kit import cursor
from directorate.kit.context import Context
from directorate.kit.cursor import Page
from directorate.knowledge import filing
from directorate.marketplace import service as marketplace

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was accepted and is being answered."""

    interaction_id: UUID
    session_id: UUID
    events: AsyncIterator[StreamEvent]


async def send(ctx: Context, code: str, request: ExecuteRequest) -> Sent:
    """Accept a message, in a transaction of its own that is committed when this returns, and start the answer.

    Raises:
        NotHired: the agent is not hired here.
        UnknownSession, WrongAgent, SessionBusy: the conversation cannot take the message.
        UnknownFile: a file is not there.
    """
    async with ctx.begin() as own:
        begun = await _accept(own, code, request)
    live = runs.start(ctx, begun)
    return Sent(begun.interaction.id, begun.interaction.session_id, live.after(0))


async def _accept(ctx: Context, code: str, request: ExecuteRequest) -> Begun:
    """Store the message, the coming answer and the interaction in one transaction."""
    hired = await marketplace.hired(ctx, code)
    session = await _session_for(ctx, hired.code, request)
    await filing.get_files(ctx, request.file_ids)
    earlier = await queries.messages(ctx, session.id)
    chosen = request.output_format or HiredSettings.model_validate(hired.settings).output_format
    row = await interactions.begin(
        ctx, Begin(hired.code, hired.id, session.id, request.message, request.file_ids, chosen)
    )
    asked = Message(
        session_id=session.id,
        role="user",
        text=request.message,
        author=ctx.actor.label or ctx.actor.reference,
        interaction_id=row.id,
        file_ids=[str(item) for item in request.file_ids],
    )
    ctx.session.add(asked)
    await ctx.session.flush()
    ctx.session.add(Message(session_id=session.id, role="agent", text="", author=hired.code, interaction_id=row.id))
    session.updated_at = ctx.now()
    await ctx.session.flush()
    history = [Turn("user" if item.role == "user" else "agent", item.text) for item in earlier if item.text]
    return Begun(row, history, _all_files([*earlier, asked]))


def _all_files(messages: Sequence[Message]) -> list[UUID]:
    """Return the files attached anywhere in the conversation, each once, newest first."""
    return [UUID(item) for item in dict.fromkeys(item for row in reversed(messages) for item in row.file_ids)]


async def _session_for(ctx: Context, code: str, request: ExecuteRequest) -> ChatSession:
    """Return the conversation a message goes to, locked; begin one where none is named."""
    if request.session_id is None:
        return await _begin_session(ctx, code, title_of(request.message))
    session = await queries.find_session(ctx, request.session_id, lock=True)
    if session is None:
        raise UnknownSession("There is no such conversation.", fix="Leave out session_id to begin one.")
    if session.agent_code != code:
        raise WrongAgent(
            f"The conversation is with {session.agent_code}.", fix=f"Send the message to {session.agent_code}."
        )
    if await interactions.running_in_session(ctx, session.id):
        raise SessionBusy("The last message is still being answered.", fix="Wait for the answer, or stop it.")
    return session


async def _begin_session(ctx: Context, code: str, title: str) -> ChatSession:
    row = ChatSession(
        agent_code=code,
        title=title,
        title_key=title.casefold(),
        created_by=ctx.actor.reference,
        updated_at=ctx.now(),
    )
    ctx.session.add(row)
    await ctx.session.flush()
    return row


def title_of(message: str) -> str:
    """Return a conversation's title: the first sentence of its first message, cut at a word."""
    line = next((part.strip() for part in message.splitlines() if part.strip()), "New conversation")
    for mark in (". ", "? ", "! "):
        line = line.split(mark)[0] + (mark.strip() if mark.strip() == "?" and mark in line else "")
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"


async def follow(ctx: Context, interaction_id: UUID, after: int) -> AsyncIterator[StreamEvent]:
    """Return the events of an interaction after a number: live ones from memory, else stored ones.

    Raises:
        UnknownInteraction: there is none with this id here.
    """
    await interactions.get_interaction(ctx, interaction_id)
    live = runs.HUB.find(interaction_id)
    if live is not None:
        return live.after(after)
    return stream.stored_events(ctx.opener, ctx.organization_id, ctx.actor, interaction_id, after)


async def stop(ctx: Context, interaction_id: UUID) -> None:
    """Stop an answer and its cost; what was written is kept. Stopping what has ended changes nothing."""
    try:
        await interactions.ask_to_stop(ctx, interaction_id)
    except AlreadyFinished:
        return
    live = runs.HUB.find(interaction_id)
    if live is not None:
        live.stop.set()


async def finished(ctx: Context, interaction_id: UUID) -> InteractionView:
    """Return an interaction as it ended."""
    return interactions.interaction_view(await interactions.get_interaction(ctx, interaction_id))


async def create_session(ctx: Context, request: SessionCreate) -> SessionView:
    """Begin an empty conversation with a hired agent."""
    hired = await marketplace.hired(ctx, request.agent_code)
    return _session_view(await _begin_session(ctx, hired.code, request.title or "New conversation"), running=False)


async def list_sessions(ctx: Context, wanted: SessionFilter, *, limit: int, after: str | None) -> Page[SessionView]:
    """Return a page of conversations, last used first."""
    rows = await queries.sessions(ctx, wanted, limit=limit, after=after)
    running = await interactions.running_in_sessions(ctx, [row.id for row in rows])
    return cursor.page(
        rows, limit, lambda row: (row.updated_at, row.id), lambda row: _session_view(row, running=row.id in running)
    )


async def _get(ctx: Context, session_id: UUID) -> ChatSession:
    row = await queries.find_session(ctx, session_id)
    if row is None:
        raise UnknownSession("There is no such conversation.", fix="Look at the list of conversations.")
    return row


async def get_session(ctx: Context, session_id: UUID) -> SessionDetail:
    """Return a conversation with its messages.

    Raises:
        UnknownSession: there is none with this id here.
    """
    row = await _get(ctx, session_id)
    messages = await queries.messages(ctx, row.id)
    answers = await interactions.get_many(ctx, [item.interaction_id for item in messages])
    names = await _file_refs(ctx, messages)
    running = await interactions.running_in_session(ctx, row.id)
    return SessionDetail(
        **_session_view(row, running=running is not None).model_dump(),
        messages=[_message_view(item, answers.get(item.interaction_id), names) for item in messages],
    )


async def _file_refs(ctx: Context, messages: Sequence[Message]) -> dict[str, FileRef]:
    found = await filing.get_files(ctx, _all_files(messages), missing_ok=True)
    return {str(file.id): FileRef(id=file.id, name=file.name, media_type=file.media_type) for file in found}


def _message_view(row: Message, answer: InteractionView | None, files: dict[str, FileRef]) -> MessageView:
    return MessageView(
        id=row.id,
        role="user" if row.role == "user" else "agent",
        text=row.text,
        author=row.author,
        created_at=row.created_at,
        files=[files[item] for item in row.file_ids if item in files],
        interaction=answer if row.role == "agent" else None,
    )


async def rename_session(ctx: Context, session_id: UUID, change: SessionUpdate) -> SessionView:
    """Give a conversation another title."""
    row = await _get(ctx, session_id)
    row.title, row.title_key = change.title, change.title.casefold()
    await ctx.session.flush()
    return _session_view(row, running=False)


async def delete_session(ctx: Context, session_id: UUID) -> None:
    """Delete a conversation (softly); its costs stay in the log."""
    row = await _get(ctx, session_id)
    row.deleted_at = ctx.now()
    await ctx.session.flush()


def _session_view(row: ChatSession, *, running: bool) -> SessionView:
    return SessionView(
        id=row.id,
        title=row.title,
        agent_code=row.agent_code,
        created_at=row.created_at,
        updated_at=row.updated_at,
        running=running,
    )
