"""The stand-in for an OpenAI-compatible server: the simulator's endpoint, which here asks for a bearer key."""

from starlette.types import ASGIApp

from directorate.simulator.model_api.errors import error_body
from directorate.simulator.model_api.server import create_server
from directorate.simulator.world import World

__all__ = ["create_sandbox", "error_body"]


def create_sandbox(world: World) -> ASGIApp:
    """The server over a world."""
    return create_server(world, api_key_required=True)
