"""The gateway's fixtures serve here too: a sandbox host and settings that can be changed."""

from tests.llm.conftest import first_server, sandbox, settings

__all__ = ["first_server", "sandbox", "settings"]
