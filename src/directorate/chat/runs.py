"""Running answers: starts an agent on a stored message, keeps its events, ends its row, whatever happens.

The message and the interaction are committed before anything starts, so an accepted request cannot be lost; a run
whose process dies is found by its missing heartbeat (`jobs.py`).
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import stamina

from directorate.agents import assembly, interactions, runtime
from directorate.agents import service as agents
from directorate.agents.errors import AgentFailed
from directorate.agents.interactions import Outcome
from directorate.agents.models import Interaction, Status
from directorate.agents.referral import ReferralFilter
from directorate.agents.runtime import Progress, Turn
from directorate.agents.schemas import ErrorView, InteractionView, StreamStart, StreamUsage, Tokens
from directorate.agents.toolbox import Toolbox
from directorate.chat import queries
from directorate.chat.events import ChatAnswered
from directorate.chat.stream import Hub, LiveStream
from directorate.kit import events, log
from directorate.kit.context import Actor, ActorKind, Context
from directorate.kit.errors import AppError
from directorate.llm import gateway
from directorate.llm.calls import Need, Recorder, Tier
from directorate.marketplace import service as marketplace

logger = log.get_logger(__name__)
HUB = Hub()
STORE_EVERY_S = 0.25
"""How often new events are written and the heart beats; readers in this process do not wait for it."""
USAGE = set(StreamUsage.model_fields)
END_WITHIN_S = 120.0
"""How long the end of a run is tried to be stored when the database is away (it is restarted within seconds)."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A committed interaction that is about to run."""

    interaction: Interaction
    history: Sequence[Turn]
    file_ids: Sequence[UUID]


def start(ctx: Context, begun: Begun) -> LiveStream:
    """Start the agent in the background and return its stream. The caller's transaction must be committed."""
    interaction_id = begun.interaction.id
    stream = HUB.open(interaction_id)
    HUB.tasks[interaction_id] = asyncio.create_task(_Run(ctx, begun, stream).conduct(), name=f"run-{interaction_id}")
    return stream


async def drain(timeout_s: float = 20.0) -> None:
    """Let running answers finish; those that do not in time are stopped with what they have. For shutdown."""
    running = set(HUB.tasks.values())
    if running:
        await asyncio.wait(running, timeout=timeout_s)
    for task in HUB.tasks.values():
        task.cancel()
    await asyncio.gather(*HUB.tasks.values(), return_exceptions=True)


class _Run:
    """One answer on its way."""

    def __init__(self, ctx: Context, begun: Begun, stream: LiveStream) -> None:
        row = begun.interaction
        self.row, self.begun, self.stream = row, begun, stream
        self.ctx = ctx.with_purpose(
            agent_code=row.agent_code,
            hired_agent_id=row.hired_agent_id,
            user_id=row.user_id,
            session_id=row.session_id,
            interaction_id=row.id,
        )
        self.recorder = Recorder()
        self.progress: Progress | None = None
        self.memories_used = 0
        self.stopped = False

    async def conduct(self) -> None:
        """Run, store and end."""
        row = self.row
        begun = StreamStart(interaction_id=row.id, session_id=row.session_id, agent_code=row.agent_code)
        await self.stream.publish("start", begun)
        work = asyncio.create_task(self._work())
        try:
            await self._keep_storing(work)
        except asyncio.CancelledError:
            self.stopped = True
            work.cancel()
        status, error = await self._result(work)
        await self._end(self._outcome(status, error))

    async def _work(self) -> None:
        """Assemble the context and run the agent."""
        async with self.ctx.begin() as ctx:
            hired = await marketplace.hired(ctx, self.row.agent_code)
            item = marketplace.agent_item(hired.code)
            assembled = await assembly.assemble(
                ctx,
                hired,
                message=self.row.question,
                history=self.begun.history,
                file_ids=self.begun.file_ids,
                output_format=self.row.output_format,  # pyright: ignore[reportArgumentType] checked on its way in
            )
        self.memories_used = assembled.memories_used
        acting = Actor(ActorKind.AGENT, hired.id, label=hired.code)
        toolbox = Toolbox(
            item.manifest.tools,
            opener=lambda: self.ctx.begin(actor=acting),
            permission_mode=assembled.permission_mode,
            publish=self.stream.publish,
        )
        self.progress = Progress(self.stream.publish, toolbox, ReferralFilter(assembled.work.related))
        need = Need(tier=Tier(item.manifest.model_tier), model=hired.model)
        model = gateway.gateway_model(self.ctx, need, self.recorder)
        await runtime.run(assembled.work, model=model, progress=self.progress)

    async def _keep_storing(self, work: asyncio.Task[None]) -> None:
        """Store events while the agent works; stop it when somebody asked for that."""
        asked = asyncio.create_task(self.stream.stop.wait())
        while not work.done():
            waited = {work} if self.stopped else {work, asked}
            await asyncio.wait(waited, timeout=STORE_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
            at_once = asked.done() and not self.stopped
            if (at_once or await self._store()) and not self.stopped:
                self.stopped = True
                work.cancel()
        asked.cancel()

    async def _store(self) -> bool:
        """Write new events and beat; True when a stop was asked for. A database that is away is tried again."""
        fresh = self.stream.unstored()
        try:
            async with self.ctx.begin() as ctx:
                rows: list[dict[str, object]] = [event.model_dump() for event in fresh]
                stop = await interactions.append_events(ctx, self.row.id, rows)
        except Exception:
            logger.warning("chat.store_failed", interaction_id=str(self.row.id), exc_info=True)
            await asyncio.sleep(STORE_EVERY_S)
            return False
        self.stream.stored += len(fresh)
        return stop

    async def _result(self, work: asyncio.Task[None]) -> tuple[Status, ErrorView | None]:
        """Wait for the agent and return how it ended."""
        try:
            await work
        except asyncio.CancelledError:
            return Status.CANCELLED, None
        except AppError as error:
            return Status.FAILED, _error_view(error)
        except Exception as error:
            failure = _error_view(_known_cause(error))
            logger.exception("chat.run_failed", interaction_id=str(self.row.id), error_id=failure.error_id)
            return Status.FAILED, failure
        return Status.DONE, None

    def _outcome(self, status: Status, error: ErrorView | None) -> Outcome:
        progress, recorder = self.progress, self.recorder
        toolbox = progress.toolbox if progress else None
        calls = toolbox.calls if toolbox else []
        sources = toolbox.sources.values() if toolbox else ()
        return Outcome(
            status=status,
            error=error,
            answer=progress.text if progress else "",
            model=recorder.model or None,
            provider=recorder.provider or None,
            simulated=any(call.simulated for call in recorder.calls),
            tokens=Tokens(input=recorder.input_tokens, output=recorder.output_tokens),
            cost_micros=recorder.cost_micros,
            latency_ms=progress.latency_ms if progress else 0,
            first_token_ms=progress.first_token_ms if progress else None,
            cache_hit=recorder.cache_hit,
            citations=progress.cited if progress else [],
            tool_calls=calls,
            docs_used=len({(source.document_id, source.file_id) for source in sources if source.kind != "memory"}),
            memories_used=self.memories_used,
            search_used=any(call.name == "knowledge.search_web" for call in calls),
            suggested_agent=toolbox.suggested if toolbox else None,
        )

    async def _end(self, outcome: Outcome) -> None:
        """Store the end of the run in one commit, tell the readers, forget the stream."""
        view = await self._store_end(await self._with_tagged_referral(outcome))
        await self.stream.publish("usage", StreamUsage.model_validate(view.model_dump(include=USAGE)))
        if view.error is not None:
            await self.stream.publish("error", view.error)
        else:
            await self.stream.publish("done", view)
        deadline = time.monotonic() + END_WITHIN_S
        while self.stream.unstored() and time.monotonic() < deadline:
            await self._store()
        HUB.close(self.row.id)

    async def _with_tagged_referral(self, outcome: Outcome) -> Outcome:
        """Honour a referral tag the model wrote itself, when it made no tool call."""
        code = self.progress.referral.code if self.progress else None
        if code is None or outcome.suggested_agent is not None or outcome.status is not Status.DONE:
            return outcome
        reason = f"{self.row.agent_code} says that this is {code}'s work."
        async with self.ctx.begin() as ctx:
            suggested = await agents.refer(ctx, code=code, reason=reason, handoff_context=self.row.question)
        await self.stream.publish("referral", suggested)
        return replace(outcome, suggested_agent=suggested)

    @stamina.retry(on=Exception, attempts=None, timeout=END_WITHIN_S, wait_max=2.0)
    async def _store_end(self, outcome: Outcome) -> InteractionView:
        async with self.ctx.begin() as ctx:
            row = await interactions.end(ctx, self.row.id, outcome)
            await queries.set_text(ctx, row.id, row.answer)
            await queries.touch(ctx, row.session_id, ctx.now())
            if outcome.status is Status.DONE:
                await events.emit(ctx, ChatAnswered(interaction=row.id, cost_micros=row.cost_micros))
            return interactions.interaction_view(row)


def _known_cause(error: BaseException) -> AppError:
    """Return the product's own error behind a library's, or an honest unknown one."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, AppError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return AgentFailed(
        "The agent stopped on an unexpected failure; what it wrote so far is kept.", fix="Send the message again."
    )


def _error_view(error: AppError) -> ErrorView:
    return ErrorView(
        code=error.code,
        title=error.title,
        detail=error.detail,
        fix=error.fix,
        error_id=uuid4().hex,
        retryable=error.retryable,
    )
