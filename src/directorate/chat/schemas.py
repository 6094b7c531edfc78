"""What conversations look like over HTTP."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from directorate.agents.schemas import InteractionView, OutputFormat


class ExecuteRequest(BaseModel, extra="forbid"):
    """A message to an agent. Without `session_id` a conversation is begun."""

    message: str = Field(min_length=1, max_length=32_000)
    session_id: UUID | None = None
    file_ids: list[UUID] = Field(default=[], max_length=20)
    web_search: bool = False
    deep_research: bool = False
    output_format: OutputFormat | None = None


class SessionCreate(BaseModel, extra="forbid"):
    """A new, empty conversation."""

    agent_code: str
    title: str = Field("", max_length=120)


class SessionUpdate(BaseModel, extra="forbid"):
    """What may be changed on a conversation."""

    title: str = Field(min_length=1, max_length=120)


class SessionFilter(BaseModel):
    """How conversations are narrowed down."""

    agent_code: str = ""
    q: str = Field("", max_length=200)


class SessionView(BaseModel):
    """A conversation in a list."""

    id: UUID
    title: str
    agent_code: str
    created_at: datetime
    updated_at: datetime
    running: bool


class FileRef(BaseModel):
    """A file attached to a message."""

    id: UUID
    name: str
    media_type: str


class MessageView(BaseModel):
    """One message; an agent's carries its interaction with cost, citations and tool calls."""

    id: UUID
    role: Literal["user", "agent"]
    text: str
    author: str
    created_at: datetime
    files: list[FileRef]
    interaction: InteractionView | None


class SessionDetail(SessionView):
    """A conversation with its messages, oldest first."""

    messages: list[MessageView]


class Accepted(BaseModel):
    """A request was taken and takes effect within moments."""

    status: Literal["accepted"] = "accepted"
