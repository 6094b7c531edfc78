"""What the integrations API takes and answers. Credentials go in and never come out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SecretStr

Mode = Literal["sandbox", "mixed", "live"]


class Provider(BaseModel):
    """A provider that can be connected; `connection_schema` draws the form, secrets in it are `writeOnly`."""

    slug: str
    name: str
    category: str
    summary: str
    docs_url: str
    auth: str
    connection_schema: dict[str, JsonValue]
    capabilities: list[str]


class ProviderList(BaseModel):
    """Every provider."""

    items: list[Provider]
    next_cursor: str | None = None


class ConnectionTest(BaseModel):
    """How a connection's test went."""

    ok: bool
    latency_ms: int
    detail: str


class LastTest(ConnectionTest):
    """The newest test of a connection."""

    at: datetime


class ConnectionShown(BaseModel):
    """A connection as people see it."""

    id: UUID
    provider: str
    name: str
    status: Literal["connected", "failing"]
    mode: Literal["sandbox", "live"]
    config: dict[str, JsonValue]
    created_at: datetime
    last_test: LastTest | None


class ConnectRequest(BaseModel):
    """A new connection. `config` and `credentials` together hold the fields of the provider's schema."""

    model_config = ConfigDict(extra="forbid")

    provider: Annotated[str, Field(min_length=1, max_length=80)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    config: dict[str, JsonValue] = Field(default_factory=dict[str, JsonValue])
    credentials: dict[str, SecretStr] = Field(default_factory=dict[str, SecretStr])


class ModeShown(BaseModel):
    """Whether capabilities are served by live providers, by the sandbox, or by both; and by which."""

    mode: Mode
    live: dict[str, str] = Field(description="Live capabilities and the connection that serves each.")
