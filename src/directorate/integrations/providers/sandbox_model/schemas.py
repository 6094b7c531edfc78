"""How the sandbox model is connected to. Its messages are those of `integrations.openai_schemas`.

Vendor's reference for the wire: https://platform.openai.com/docs/api-reference/chat
"""

from pydantic import BaseModel, ConfigDict


class Connection(BaseModel):
    """Where the sandbox serves the model; `base_url` ends in `/v1`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str
    default_model: str = "sandbox-1"
