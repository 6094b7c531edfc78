"""The parts of OpenAI's chat and embeddings requests that the sandbox model understands.

Reference: https://platform.openai.com/docs/api-reference/chat/create and .../embeddings/create.
Members that are not named here (temperature, seed, ...) are accepted and change nothing.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Role = Literal["system", "developer", "user", "assistant", "tool"]


class Wire(BaseModel):
    """What all request shapes share: unknown members are ignored, values do not change."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ContentPart(Wire):
    """One part of a message; only text is read."""

    type: str
    text: str = ""
    refusal: str = ""


class FunctionCall(Wire):
    """The name and the JSON-encoded arguments of a call."""

    name: str
    arguments: str = "{}"


class ToolCall(Wire):
    """A call that an assistant message made earlier."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class ChatMessage(Wire):
    """One message of the conversation."""

    role: Role
    content: str | list[ContentPart] | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None

    @property
    def text(self) -> str:
        """The text of the message; parts are joined by line breaks."""
        if isinstance(self.content, list):
            return "\n".join(part.text or part.refusal for part in self.content)
        return self.content or ""


class FunctionTool(Wire):
    """A function the caller offers."""

    name: str
    description: str = ""
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class Tool(Wire):
    """A tool the caller offers; functions are the only kind."""

    type: Literal["function"]
    function: FunctionTool


class NamedFunction(Wire):
    """The name in a forced choice."""

    name: str


class NamedToolChoice(Wire):
    """A forced choice of one function."""

    type: Literal["function"]
    function: NamedFunction


class JsonSchemaFormat(Wire):
    """The schema an answer has to follow."""

    name: str = "answer"
    schema_: dict[str, JsonValue] = Field(default_factory=dict, alias="schema")


class ResponseFormat(Wire):
    """The form an answer has to take."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchemaFormat | None = None


class StreamOptions(Wire):
    """Options of a streamed answer."""

    include_usage: bool = False


class ChatRequest(Wire):
    """The body of `POST /v1/chat/completions`."""

    model: str
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    tools: list[Tool] | None = None
    tool_choice: Literal["none", "auto", "required"] | NamedToolChoice = "auto"
    response_format: ResponseFormat | None = None
    stream: bool = False
    stream_options: StreamOptions | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    stop: str | list[str] | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None

    @property
    def token_limit(self) -> int | None:
        """The most tokens the answer may have."""
        return self.max_completion_tokens or self.max_tokens

    def functions(self) -> tuple[FunctionTool, ...]:
        """The functions that may be called in this turn."""
        return () if self.tool_choice == "none" else tuple(tool.function for tool in self.tools or ())


class EmbeddingRequest(Wire):
    """The body of `POST /v1/embeddings`."""

    model: str
    input: Annotated[str, Field(min_length=1)] | Annotated[list[str], Field(min_length=1, max_length=2048)]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: Annotated[int, Field(ge=8, le=256)] | None = None

    def texts(self) -> list[str]:
        """The texts to embed."""
        return [self.input] if isinstance(self.input, str) else self.input
