"""What a provider's `manifest.yaml` declares: how to connect to it, what it can do, how it fails."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, JsonValue

PROVIDERS_DIR = Path(__file__).parent / "providers"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RateLimit(_Declared):
    """At most `requests` in `per_s` seconds; None where the vendor's limit depends on the account."""

    requests: int | None = Field(default=None, ge=1)
    per_s: int = Field(default=60, ge=1)
    retry_after_header: str | None = None


class ErrorRule(_Declared):
    """What one status of the vendor means to us."""

    status: int
    means: str
    retryable: bool


class Webhooks(_Declared):
    """The events a vendor sends and how it signs them."""

    events: list[str]
    signature: str


class Manifest(_Declared):
    """One provider. `connection` is the JSON Schema the connect form is drawn from; secrets are `writeOnly`."""

    slug: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    category: str
    summary: str
    docs_url: str
    auth: Literal["none", "bearer", "api_key", "basic", "oauth2"]
    connection: dict[str, JsonValue]
    base_url: str | None
    rate_limit: RateLimit
    errors: list[ErrorRule]
    capabilities: list[str] = Field(min_length=1)
    webhooks: Webhooks | Literal["none"]
    cost: str
    idempotency: Literal["native", "query_by_reference", "none"]

    def secret_fields(self) -> set[str]:
        """The connection fields that hold secrets."""
        properties = self.connection.get("properties")
        fields = properties.items() if isinstance(properties, dict) else ()
        return {name for name, field in fields if isinstance(field, dict) and field.get("writeOnly") is True}


@cache
def manifests() -> dict[str, Manifest]:
    """Every provider's manifest, by slug.

    Raises: pydantic.ValidationError for a manifest that does not hold to the form.
    """
    paths = sorted(PROVIDERS_DIR.glob("*/manifest.yaml"))
    read = (Manifest.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths)
    return {manifest.slug: manifest for manifest in read}
