"""How an OpenAI-compatible server is connected to. Its messages are those of `integrations.openai_schemas`.

Vendor's reference: https://platform.openai.com/docs/api-reference/authentication
"""

from pydantic import BaseModel, ConfigDict, SecretStr


class Connection(BaseModel):
    """A server, its key and the model to use when none is named; the key may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str
    api_key: SecretStr = SecretStr("")
    default_model: str
