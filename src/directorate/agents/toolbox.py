"""The toolbox of one run: calls tools under policy, one transaction each, numbers their sources, tells each step."""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias, cast
from uuid import uuid4

from pydantic import BaseModel
from pydantic_ai.tools import Tool

from directorate.agents import policy
from directorate.agents.errors import ToolDenied
from directorate.agents.schemas import SuggestedAgent, ToolCallView
from directorate.kit import log, registry
from directorate.kit.context import Context
from directorate.kit.errors import AppError
from directorate.kit.registry import Source, ToolSpec

logger = log.get_logger(__name__)
Opener: TypeAlias = Callable[[], AbstractAsyncContextManager[Context]]
Publish: TypeAlias = Callable[[str, BaseModel], Awaitable[None]]
JsonObject: TypeAlias = dict[str, object]


class Toolbox:
    """What a run may call, and a record of what it called."""

    def __init__(self, names: list[str], *, opener: Opener, permission_mode: str, publish: Publish) -> None:
        self._specs = [registry.find(name) for name in names]
        self._open, self._mode, self._publish = opener, permission_mode, publish
        self.sources: dict[int, Source] = {}
        self.passages: dict[int, str] = {}
        self.calls: list[ToolCallView] = []
        self.suggested: SuggestedAgent | None = None

    def tools(self) -> list[Tool[None]]:
        """Return the tools in the form Pydantic AI takes."""
        return [
            Tool[None].from_schema(
                self._function(spec), spec.wire_name, spec.description, spec.input_schema, sequential=True
            )
            for spec in self._specs
        ]

    def _function(self, spec: ToolSpec) -> Callable[..., Awaitable[JsonObject]]:
        async def call(**arguments: object) -> JsonObject:
            return await self.call(spec, arguments)

        return call

    async def call(self, spec: ToolSpec, arguments: JsonObject) -> JsonObject:
        """Call a tool and return what the model sees: its result, or an error it can act on."""
        view = ToolCallView(
            call_id=uuid4().hex, name=spec.name, effect=spec.effect, status="running", arguments=arguments
        )
        self.calls.append(view)
        await self._publish("tool_call", view)
        started = time.monotonic()
        try:
            answer = await self._perform(spec, arguments)
            view.status, view.summary = "done", summarize(answer)
        except AppError as error:
            view.status = "denied" if isinstance(error, ToolDenied) else "failed"
            view.summary = error.detail
            answer = _error(error)
        except Exception:
            error_id = uuid4().hex
            logger.exception("tool.failed", tool=spec.name, error_id=error_id)
            view.status, view.summary = "failed", f"The tool failed (reference {error_id})."
            answer: JsonObject = {"error": {"code": "tool_failed", "detail": view.summary}}
        view.duration_ms = round((time.monotonic() - started) * 1000)
        await self._publish("tool_call", view)
        return answer

    async def _perform(self, spec: ToolSpec, arguments: JsonObject) -> JsonObject:
        if policy.decide(spec.effect, self._mode) is policy.Verdict.ASK:
            raise ToolDenied(
                f"{spec.name} reaches outside and needs a person's approval in {self._mode} mode.",
                fix="Say what you would do and ask the person to do it.",
            )
        async with self._open() as ctx:
            result = await spec.call(ctx, arguments)
        if isinstance(result, SuggestedAgent):
            self.suggested = result
            await self._publish("referral", result)
        for source, text in _sources(result):
            self._number(source)
            if text:
                self.passages[source.n] = text
        return cast("JsonObject", result.model_dump(mode="json"))

    def _number(self, source: Source) -> None:
        """Give a source its number; the same place cited again keeps the one it has."""
        for number, known in self.sources.items():
            same = (known.file_id, known.document_id, known.url, known.locator, known.title)
            if same == (source.file_id, source.document_id, source.url, source.locator, source.title):
                source.n = number
                return
        source.n = len(self.sources) + 1
        self.sources[source.n] = source


def _sources(value: object, text: str = "") -> Iterator[tuple[Source, str]]:
    """Yield every source anywhere in a tool's result, with the text that stands beside it, if any."""
    if isinstance(value, Source):
        yield value, text
    elif isinstance(value, BaseModel):
        beside = getattr(value, "text", "")
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name), beside if isinstance(beside, str) else "")
    elif isinstance(value, list | tuple):
        for item in cast("list[object]", value):
            yield from _sources(item)
    elif isinstance(value, dict):
        for item in cast("dict[str, object]", value).values():
            yield from _sources(item)


def _error(error: AppError) -> JsonObject:
    fields = [{"pointer": item.pointer, "message": item.message} for item in error.errors]
    return {"error": {"code": error.code, "detail": error.detail, "fix": error.fix, "fields": fields}}


def summarize(answer: JsonObject) -> str:
    """Return one short line about a tool's result: the counts and names a person looks for."""
    parts = [str(answer[key]) for key in ("name", "title", "status") if isinstance(answer.get(key), str)]
    for key, value in answer.items():
        if isinstance(value, list) and value:
            items = cast("list[object]", value)
            parts.append(f"{len(items)} {key.replace('_', ' ') if len(items) != 1 else key.removesuffix('s')}")
    return ", ".join(parts[:3]) or "done"
