"""Conversations over HTTP, answers as server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Header, status
from sse_starlette import EventSourceResponse, ServerSentEvent

from directorate.agents.schemas import InteractionView
from directorate.chat import service
from directorate.chat.schemas import (
    Accepted,
    ExecuteRequest,
    SessionCreate,
    SessionDetail,
    SessionFilter,
    SessionUpdate,
    SessionView,
)
from directorate.chat.stream import StreamEvent
from directorate.identity.access import Member, Viewer
from directorate.kit.cursor import Limit, Page

router = APIRouter(prefix="/v1/organizations/{org_id}", tags=["chat"])
PING_S = 15
SSE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "A stream of events"}
}


def _sse(events: AsyncIterator[StreamEvent], headers: dict[str, str] | None = None) -> EventSourceResponse:
    """Return the events as server-sent ones, with heartbeats."""

    async def written() -> AsyncIterator[ServerSentEvent]:
        async for event in events:
            yield ServerSentEvent(orjson.dumps(event.data).decode(), event=event.type, id=str(event.seq))

    return EventSourceResponse(written(), ping=PING_S, headers={"X-Accel-Buffering": "no", **(headers or {})})


@router.post("/agents/{agent_code}/execute", operation_id="execute_agent")
async def execute_agent(ctx: Member, agent_code: str, body: ExecuteRequest) -> InteractionView:
    """Send a message to a hired agent and wait for the whole answer."""
    sent = await service.send(ctx, agent_code, body)
    await ctx.session.commit()
    async for _ in sent.events:
        pass
    return await service.finished(ctx, sent.interaction_id)


@router.post(
    "/agents/{agent_code}/execute/stream",
    operation_id="execute_agent_stream",
    response_class=EventSourceResponse,
    responses=SSE,
)
async def execute_agent_stream(ctx: Member, agent_code: str, body: ExecuteRequest) -> EventSourceResponse:
    """Send a message to a hired agent and get the answer as it is written."""
    sent = await service.send(ctx, agent_code, body)
    return _sse(sent.events, {"X-Interaction-Id": str(sent.interaction_id), "X-Session-Id": str(sent.session_id)})


@router.get(
    "/interactions/{interaction_id}/stream",
    operation_id="follow_interaction",
    response_class=EventSourceResponse,
    responses=SSE,
)
async def follow_interaction(
    ctx: Viewer, interaction_id: UUID, last_event_id: Annotated[int, Header(ge=0)] = 0
) -> EventSourceResponse:
    """Follow an answer from the event after `Last-Event-ID`, without gaps or repeats."""
    return _sse(await service.follow(ctx, interaction_id, last_event_id))


@router.post(
    "/interactions/{interaction_id}/cancel", operation_id="cancel_interaction", status_code=status.HTTP_202_ACCEPTED
)
async def cancel_interaction(ctx: Member, interaction_id: UUID) -> Accepted:
    """Stop an answer and its cost; what was written is kept."""
    await service.stop(ctx, interaction_id)
    return Accepted()


@router.get("/sessions", operation_id="list_sessions")
async def list_sessions(
    ctx: Viewer, wanted: Annotated[SessionFilter, Depends()], limit: Limit = 50, cursor: str | None = None
) -> Page[SessionView]:
    """List conversations, last used first."""
    return await service.list_sessions(ctx, wanted, limit=limit, after=cursor)


@router.post("/sessions", operation_id="create_session", status_code=status.HTTP_201_CREATED)
async def create_session(ctx: Member, body: SessionCreate) -> SessionView:
    """Begin an empty conversation."""
    return await service.create_session(ctx, body)


@router.get("/sessions/{session_id}", operation_id="get_session")
async def get_session(ctx: Viewer, session_id: UUID) -> SessionDetail:
    """Return a conversation with its messages."""
    return await service.get_session(ctx, session_id)


@router.patch("/sessions/{session_id}", operation_id="rename_session")
async def rename_session(ctx: Member, session_id: UUID, body: SessionUpdate) -> SessionView:
    """Give a conversation another title."""
    return await service.rename_session(ctx, session_id, body)


@router.delete("/sessions/{session_id}", operation_id="delete_session", status_code=status.HTTP_204_NO_CONTENT)
async def delete_session(ctx: Member, session_id: UUID) -> None:
    """Delete a conversation; its costs stay in the log."""
    await service.delete_session(ctx, session_id)
