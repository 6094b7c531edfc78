"""The interaction log: begin a run, keep its stream, end it, stop it, judge it, and mend what a dead process left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from directorate.agents import queries
from directorate.agents.errors import AlreadyFinished, UnknownInteraction
from directorate.agents.models import Interaction, InteractionEvent, Status
from directorate.agents.schemas import (
    Answer,
    ErrorView,
    Feedback,
    InteractionFilter,
    InteractionView,
    OutputFormat,
    SuggestedAgent,
    Tokens,
    ToolCallView,
)
from directorate.kit import cursor
from directorate.kit.context import Context
from directorate.kit.cursor import Page
from directorate.kit.ids import uuid7
from directorate.kit.registry import Source

ALIVE_WITHIN = timedelta(seconds=15)
"""An interaction whose process has not beaten for so long is taken for dead."""
STREAM_KEPT = timedelta(hours=6)
"""How long the single events of an ended stream stay; the answer itself stays."""
NO_TOKENS = Tokens()
PROCESS = uuid7().hex
"""Names this process as the owner of the interactions it runs."""


@dataclass(frozen=True, slots=True)
class Begin:
    """What is known when a run begins."""

    agent_code: str
    hired_agent_id: UUID
    session_id: UUID
    question: str
    file_ids: Sequence[UUID]
    output_format: OutputFormat


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known when a run has ended. Costs are in micro-dollars, None when unpriced."""

    status: Status
    answer: str
    model: str | None = None
    provider: str | None = None
    simulated: bool = False
    tokens: Tokens = NO_TOKENS
    cost_micros: int | None = 0
    latency_ms: int | None = None
    first_token_ms: int | None = None
    cache_hit: bool = False
    citations: Sequence[Source] = ()
    tool_calls: Sequence[ToolCallView] = ()
    docs_used: int = 0
    memories_used: int = 0
    search_used: bool = False
    suggested_agent: SuggestedAgent | None = None
    error: ErrorView | None = None


async def begin(ctx: Context, known: Begin) -> Interaction:
    """Write the row of a run that is about to start; from now on the request cannot be lost."""
    row = Interaction(
        agent_code=known.agent_code,
        hired_agent_id=known.hired_agent_id,
        session_id=known.session_id,
        user_id=ctx.actor.user_id,
        actor=ctx.actor.reference,
        question=known.question,
        file_ids=[str(item) for item in known.file_ids],
        output_format=known.output_format,
        trace_id=ctx.trace_id,
        owner=PROCESS,
        heartbeat_at=ctx.now(),
        started_at=ctx.now(),
    )
    ctx.session.add(row)
    await ctx.session.flush()
    return row


async def end(ctx: Context, interaction_id: UUID, outcome: Outcome) -> Interaction:
    """Write how a run ended."""
    row = await get_interaction(ctx, interaction_id)
    row.status, row.answer = outcome.status, outcome.answer
    row.model, row.provider, row.simulated = outcome.model, outcome.provider, outcome.simulated
    row.input_tokens, row.output_tokens = outcome.tokens.input, outcome.tokens.output
    row.cost_micros, row.cache_hit = outcome.cost_micros, outcome.cache_hit
    row.latency_ms, row.first_token_ms = outcome.latency_ms, outcome.first_token_ms
    row.citations = [item.model_dump(mode="json") for item in outcome.citations]
    row.tool_calls = [item.model_dump(mode="json") for item in outcome.tool_calls]
    row.docs_used, row.memories_used = outcome.docs_used, outcome.memories_used
    row.search_used = outcome.search_used
    row.suggested_agent = outcome.suggested_agent.model_dump(mode="json") if outcome.suggested_agent else None
    row.error = outcome.error.model_dump(mode="json") if outcome.error else None
    row.finished_at = ctx.now()
    await ctx.session.flush()
    return row


async def append_events(ctx: Context, interaction_id: UUID, rows: Sequence[dict[str, object]]) -> bool:
    """Store stream events, beat the heart, and return whether somebody asked to stop."""
    return await queries.append_events(ctx, interaction_id, rows)


async def events_after(ctx: Context, interaction_id: UUID, seq: int) -> Sequence[InteractionEvent]:
    """Return the stored stream events after a number, in order."""
    return await queries.events_after(ctx, interaction_id, seq)


async def abandoned(ctx: Context) -> Sequence[tuple[UUID, UUID]]:
    """Return (organization, interaction) of runs whose process died. For a system context."""
    return await queries.abandoned(ctx, ctx.now() - ALIVE_WITHIN)


async def forget_streams(ctx: Context) -> None:
    """Forget the single events of streams that ended long ago. For a system context."""
    await queries.forget_events(ctx, ctx.now() - STREAM_KEPT)


async def interrupt(ctx: Context, interaction_id: UUID) -> str | None:
    """End a run whose process died and return the text it had stored; None when it lives or ended after all."""
    if not await queries.mark_interrupted(ctx, interaction_id, ctx.now() - ALIVE_WITHIN):
        return None
    stored = await queries.events_after(ctx, interaction_id, 0)
    row = await get_interaction(ctx, interaction_id)
    row.answer = "".join(str(event.data.get("text", "")) for event in stored if event.type == "delta")
    error = ErrorView(
        code="interrupted",
        title="The answer was interrupted",
        detail="The application stopped while the agent was answering. Your message and the text so far are kept.",
        fix="Send the message again.",
        error_id=row.trace_id,
        retryable=True,
    )
    row.error = error.model_dump(mode="json")
    last = stored[-1].seq if stored else 0
    await queries.append_events(ctx, interaction_id, [{"seq": last + 1, "type": "error", "data": row.error}])
    return row.answer


async def running_in_session(ctx: Context, session_id: UUID) -> UUID | None:
    """Return the interaction that is being answered in a conversation, or None."""
    return await queries.running_in_session(ctx, session_id, ctx.now() - ALIVE_WITHIN)


async def running_in_sessions(ctx: Context, session_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of the conversations in which an agent is answering now."""
    return await queries.running_in_sessions(ctx, session_ids, ctx.now() - ALIVE_WITHIN)


async def get_many(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, InteractionView]:
    """Return interactions by id, as the API shows them."""
    return {key: interaction_view(row) for key, row in (await queries.interactions_of(ctx, ids)).items()}


async def get_interaction(ctx: Context, interaction_id: UUID) -> Interaction:
    """Return an interaction.

    Raises:
        UnknownInteraction: there is none with this id here.
    """
    row = await queries.interaction(ctx, interaction_id)
    if row is None:
        raise UnknownInteraction("There is no such interaction.", fix="Look in the log for its id.")
    return row


async def interaction_log(
    ctx: Context, wanted: InteractionFilter, *, limit: int, after: str | None
) -> Page[InteractionView]:
    """Return a page of the interaction log, newest first."""
    rows = await queries.interaction_log(ctx, wanted, limit=limit, after=after)
    return cursor.page(rows, limit, lambda row: (row.started_at, row.id), interaction_view)


async def ask_to_stop(ctx: Context, interaction_id: UUID) -> None:
    """Ask a running interaction to stop; its process does so within moments.

    Raises:
        UnknownInteraction: there is none with this id here.
        AlreadyFinished: it has ended.
    """
    await get_interaction(ctx, interaction_id)
    if not await queries.ask_to_stop(ctx, interaction_id):
        raise AlreadyFinished("The interaction has ended already.", fix="Reload the conversation.")


async def judge(ctx: Context, interaction_id: UUID, feedback: Feedback) -> InteractionView:
    """Keep a person's judgement of an answer; a later one replaces it."""
    row = await get_interaction(ctx, interaction_id)
    row.feedback, row.feedback_reason = feedback.rating, feedback.reason or None
    await ctx.session.flush()
    return interaction_view(row)


def answer_view(row: Interaction) -> Answer:
    """Return an interaction's outcome as the API shows it."""
    suggested = SuggestedAgent.model_validate(row.suggested_agent) if row.suggested_agent else None
    return Answer(
        message=row.answer,
        session_id=row.session_id,
        interaction_id=row.id,
        agent_code=row.agent_code,
        status=row.status,  # pyright: ignore[reportArgumentType] the table's CHECK holds the same list
        model=row.model,
        provider=row.provider,
        simulated=row.simulated,
        tokens=Tokens(input=row.input_tokens, output=row.output_tokens),
        cost_micros=row.cost_micros,
        latency_ms=row.latency_ms,
        first_token_ms=row.first_token_ms,
        cache_hit=row.cache_hit,
        citations=[Source.model_validate(item) for item in row.citations],
        docs_used=row.docs_used,
        memories_used=row.memories_used,
        search_used=row.search_used,
        tool_calls=[ToolCallView.model_validate(item) for item in row.tool_calls],
        referral_triggered=suggested is not None,
        suggested_agent=suggested,
        trace_id=row.trace_id,
    )


def interaction_view(row: Interaction) -> InteractionView:
    """Return a row of the log as the API shows it."""
    return InteractionView(
        **answer_view(row).model_dump(),
        question=row.question,
        actor=row.actor,
        file_ids=[UUID(item) for item in row.file_ids],
        output_format=row.output_format,
        error=ErrorView.model_validate(row.error) if row.error else None,
        feedback=row.feedback,  # pyright: ignore[reportArgumentType] the table's CHECK holds the same list
        feedback_reason=row.feedback_reason,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
