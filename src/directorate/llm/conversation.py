"""Reads Pydantic AI's messages: how large a request is, and the exact text a cached answer depends on. Pure."""

from collections.abc import Iterator, Sequence

import orjson
from pydantic_ai.messages import (
    BaseToolCallPart,
    BaseToolReturnPart,
    BinaryContent,
    ImageUrl,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    TextPart,
    ThinkingPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.settings import ModelSettings

from directorate.llm.pricing import estimated_tokens
from directorate.llm.router import Shape

IMAGE_BYTES = 4_000
"""An image counts as this much text: vendors bill at most about 1,600 tokens for one of ordinary size."""


def shape_of(messages: Sequence[ModelMessage], parameters: ModelRequestParameters, *, max_output_tokens: int) -> Shape:
    """Return the size and the needs of a request."""
    sizes = [_size(text) for text in _texts(messages)]
    sizes += [_size(part.content) for part in parameters.instruction_parts or ()]
    tools = [*parameters.function_tools, *parameters.output_tools]
    for tool in tools:
        sizes.append(len(orjson.dumps(tool.parameters_json_schema)) + _size(tool.name) + _size(tool.description or ""))
    images = sum(1 for _ in _images(messages))
    total = sum(sizes) + images * IMAGE_BYTES
    return Shape(
        prompt_bytes=total,
        pieces=len(sizes) + images,
        estimated_input_tokens=estimated_tokens(total) + 4 * len(sizes),
        max_output_tokens=max_output_tokens,
        tools=bool(tools),
        vision=images > 0,
    )


def cacheable_prompt(
    messages: Sequence[ModelMessage], parameters: ModelRequestParameters, settings: ModelSettings
) -> tuple[list[list[str]], dict[str, object]] | None:
    """Return the full prompt and every parameter, or None when anything but text is involved, tools above all."""
    if parameters.function_tools or parameters.output_tools or parameters.native_tools:
        return None
    prompt: list[list[str]] = [["instructions", part.content] for part in parameters.instruction_parts or ()]
    for message in messages:
        if isinstance(message, ModelRequest) and message.instructions:
            prompt.append(["instructions", message.instructions])
        for part in message.parts:
            content = getattr(part, "content", None)
            if part.part_kind not in {"system-prompt", "user-prompt", "text"} or not isinstance(content, str):
                return None
            prompt.append([part.part_kind, content])
    known: dict[str, object] = {**settings, "output_mode": parameters.output_mode}
    if parameters.output_object is not None:
        known["output_schema"] = parameters.output_object.json_schema
    known.pop("timeout", None)
    return prompt, known


def answer_bytes(response: ModelResponse) -> int:
    """Return the size of what a model has answered so far."""
    return sum(_size(text) for text in _texts([response]))


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _texts(messages: Sequence[ModelMessage]) -> Iterator[str]:
    """Yield every text of the messages that a provider is sent."""
    for message in messages:
        if isinstance(message, ModelRequest) and message.instructions:
            yield message.instructions
        for part in message.parts:
            yield from _texts_of(part)


def _texts_of(part: object) -> Iterator[str]:
    if isinstance(part, BaseToolCallPart):
        yield part.tool_name + part.args_as_json_str()
    elif isinstance(part, BaseToolReturnPart):
        yield part.model_response_str()
    elif isinstance(part, TextPart | ThinkingPart):
        yield part.content
    else:
        content = getattr(part, "content", "")
        items: Sequence[object] = [content] if isinstance(content, str) else content
        for item in items:
            text = item if isinstance(item, str) else getattr(item, "content", "")
            yield text if isinstance(text, str) else str(text)


def _images(messages: Sequence[ModelMessage]) -> Iterator[object]:
    for message in messages:
        for part in message.parts:
            content = getattr(part, "content", None)
            if isinstance(content, list | tuple):
                yield from (item for item in content if isinstance(item, ImageUrl | BinaryContent))  # pyright: ignore
