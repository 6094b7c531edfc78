"""The tool registry: typed functions with a name and an effect that agents, workflows, MCP and the CLI call.

The one seam through which a call may go up the layers: by name, never by import.
"""

import importlib
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeAlias, TypeVar, get_type_hints
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from directorate.kit.context import Context
from directorate.kit.errors import FieldError, Invalid, NotFound


class Effect(StrEnum):
    """How far a tool reaches: `send` and `spend` leave the platform and may need a gate."""

    READ = "read"
    WRITE = "write"
    SEND = "send"
    SPEND = "spend"


class Source(BaseModel):
    """Something an answer may cite. The runtime gives `n` before the model sees it; the model cites `[n]`."""

    n: int = 0
    kind: Literal["file", "document", "web", "memory", "field"]
    title: str
    locator: str = ""
    excerpt: str = ""
    file_id: UUID | None = None
    document_id: UUID | None = None
    url: str | None = None
    date: str | None = None


class UnknownTool(NotFound):
    """No tool has this name."""

    code, title = "unknown_tool", "There is no such tool"


class InvalidArguments(Invalid):
    """The arguments of a tool call break its schema."""

    code, title = "invalid_arguments", "The tool's arguments are not valid"


ToolFunction: TypeAlias = Callable[..., Awaitable[BaseModel]]
F = TypeVar("F", bound=ToolFunction)


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One registered tool."""

    name: str
    effect: Effect
    description: str
    arguments: type[BaseModel]
    function: ToolFunction

    @property
    def wire_name(self) -> str:
        """Return the name models call it by (`knowledge_search`): vendors allow no dots."""
        return self.name.replace(".", "_")

    @property
    def input_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the arguments."""
        return self.arguments.model_json_schema()

    async def call(self, ctx: Context, arguments: Mapping[str, object]) -> BaseModel:
        """Validate the arguments and call the tool.

        Raises:
            InvalidArguments: with a pointer for each wrong argument.
        """
        try:
            parsed = self.arguments.model_validate(dict(arguments))
        except ValidationError as error:
            raise InvalidArguments(
                f"{self.name} was called with arguments that break its schema.",
                fix="Correct the named arguments and call the tool again.",
                errors=[
                    FieldError("/" + "/".join(str(part) for part in item["loc"]), item["msg"])
                    for item in error.errors(include_url=False)
                ],
            ) from error
        values = {name: getattr(parsed, name) for name in self.arguments.model_fields}
        return await self.function(ctx, **values)


_TOOLS: dict[str, ToolSpec] = {}


def tool(*, effect: Effect) -> Callable[[F], F]:
    """Register an async function `(ctx, *, ...)` of `directorate.<domain>.tools` as `<domain>.<function>`."""

    def register(function: F) -> F:
        domain = function.__module__.split(".")[-2]
        spec = ToolSpec(
            name=f"{domain}.{function.__name__}",
            effect=effect,
            description=inspect.cleandoc(function.__doc__ or ""),
            arguments=_arguments_model(function),
            function=function,
        )
        _TOOLS[spec.name] = spec
        return function

    return register


def _arguments_model(function: ToolFunction) -> type[BaseModel]:
    """Return a Pydantic model of the keyword arguments, unknown ones forbidden."""
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (hints[name], default)
    title = "".join(part.title() for part in function.__name__.split("_"))
    return create_model(title, __config__=ConfigDict(extra="forbid"), **fields)


def tools() -> Mapping[str, ToolSpec]:
    """Return every registered tool by name. Modules register on import: see `load`."""
    return _TOOLS


def find(name: str) -> ToolSpec:
    """Return a tool by its name or its wire name.

    Raises:
        UnknownTool: nothing has that name.
    """
    if name in _TOOLS:
        return _TOOLS[name]
    for spec in _TOOLS.values():
        if spec.wire_name == name:
            return spec
    raise UnknownTool(f"There is no tool named {name}.", fix="Use one of the names in the tool list.")


def load(modules: list[str]) -> None:
    """Import the named modules, so that their tools and subscribers register."""
    for module in modules:
        importlib.import_module(module)
