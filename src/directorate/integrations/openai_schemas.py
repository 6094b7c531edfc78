"""The chat, embeddings and models messages of the OpenAI wire, as far as Directorate uses them.

Vendor's reference: https://platform.openai.com/docs/api-reference/chat, .../embeddings and .../models.
Members that are not named here are ignored, since compatible servers add their own.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Received(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class FunctionCall(_Received):
    """A function's name and its arguments as JSON text."""

    name: str
    arguments: str


class ToolCall(_Received):
    """A call the model asks for, or asked for earlier."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class Message(_Sent):
    """One message sent to the model; `tool_call_id` names the call a tool message answers."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None


class Function(_Sent):
    """A function offered to the model; `parameters` is a JSON Schema."""

    name: str
    description: str = ""
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class Tool(_Sent):
    """A tool offered to the model."""

    type: Literal["function"] = "function"
    function: Function


class StreamOptions(_Sent):
    """Asks for the usage in the last chunk of a stream."""

    include_usage: bool = True


class ChatRequest(_Sent):
    """The body of `POST /chat/completions`; what is None is not sent."""

    model: str
    messages: list[Message]
    tools: list[Tool] | None = None
    parallel_tool_calls: bool | None = None
    response_format: dict[str, JsonValue] | None = None
    max_completion_tokens: int | None = None
    temperature: float | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None


class Usage(_Received):
    """Tokens as the provider counted them."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class AnswerMessage(_Received):
    """What the model said."""

    content: str | None = None
    refusal: str | None = None
    tool_calls: list[ToolCall] | None = None


class Choice(_Received):
    """One answer, with why it ended."""

    message: AnswerMessage
    finish_reason: str | None = None


class ChatCompletion(_Received):
    """The answer of `POST /chat/completions`."""

    id: str = ""
    model: str
    choices: list[Choice] = Field(min_length=1)
    usage: Usage | None = None


class FunctionDelta(_Received):
    """A piece of a call under way."""

    name: str | None = None
    arguments: str | None = None


class ToolCallDelta(_Received):
    """A piece of the `index`-th call; the first piece carries its id and name."""

    index: int
    id: str | None = None
    function: FunctionDelta | None = None


class Delta(_Received):
    """What a chunk adds."""

    content: str | None = None
    refusal: str | None = None
    tool_calls: list[ToolCallDelta] | None = None


class ChunkChoice(_Received):
    """What a chunk adds to one answer, and at the end why it ended."""

    delta: Delta
    finish_reason: str | None = None


class ChatChunk(_Received):
    """One chunk of a streamed answer; the last may hold the usage and no choice."""

    id: str = ""
    model: str = ""
    choices: list[ChunkChoice] = Field(default_factory=list[ChunkChoice])
    usage: Usage | None = None


class EmbeddingRequest(_Sent):
    """The body of `POST /embeddings`."""

    model: str
    input: list[str]
    encoding_format: Literal["float"] = "float"
    dimensions: int | None = None


class Embedding(_Received):
    """The vector of the `index`-th text."""

    index: int
    embedding: list[float]


class EmbeddingList(_Received):
    """The answer of `POST /embeddings`."""

    model: str = ""
    data: list[Embedding]
    usage: Usage | None = None


class ModelFacts(_Received):
    """One model a server offers."""

    id: str
    owned_by: str = ""


class ModelList(_Received):
    """The answer of `GET /models`."""

    data: list[ModelFacts]
