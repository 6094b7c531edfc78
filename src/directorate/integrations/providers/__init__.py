"""One folder a provider, all of one shape; found by folder, so that a new one needs no list to be changed."""

import importlib
import pkgutil
from typing import Protocol, cast

from pydantic import JsonValue
from starlette.types import ASGIApp

from directorate.simulator.host import Sandbox
from directorate.simulator.world import World


class _SandboxModule(Protocol):
    """What every provider's `sandbox.py` holds."""

    @staticmethod
    def create_sandbox(world: World) -> ASGIApp:
        """The stand-in over a world."""
        ...

    @staticmethod
    def error_body(status: int, message: str) -> dict[str, JsonValue]:
        """The body of an error as the vendor words it."""
        ...


def slugs() -> list[str]:
    """The slugs of all providers: the names of their folders."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg)


def sandboxes() -> dict[str, Sandbox]:
    """The stand-in of every provider, by slug, ready for `simulator.host.create_app`."""
    return {slug: _sandbox(slug) for slug in slugs()}


def _sandbox(slug: str) -> Sandbox:
    module = cast("_SandboxModule", importlib.import_module(f"{__name__}.{slug}.sandbox"))
    return Sandbox(create=module.create_sandbox, error_body=module.error_body)
