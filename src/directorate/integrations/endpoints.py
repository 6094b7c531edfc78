"""Where a capability is reached: an address, how to sign in there, and which private origins it may touch."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from pydantic import SecretStr

from directorate.kit import http
from directorate.kit.settings import Settings

ENVIRONMENT = "environment"
SANDBOX = "sandbox"


@dataclass(frozen=True)
class Endpoint:
    """One place to reach a provider at. `name` is the connection's, or `environment` or `sandbox`."""

    provider: str
    name: str
    base_url: str
    connection_id: UUID | None = None
    default_model: str = ""
    credentials: Mapping[str, SecretStr] = field(default_factory=dict[str, SecretStr], repr=False)
    allowed: frozenset[http.Origin] = frozenset()
    simulated: bool = False

    @property
    def api_key(self) -> str:
        """Return the key in clear, empty when the provider needs none."""
        secret = self.credentials.get("api_key")
        return secret.get_secret_value() if secret else ""

    @cached_property
    def key(self) -> str:
        """Return a stable id of address and credentials, which reveals neither."""
        values = [self.provider, self.name, self.base_url, str(self.connection_id or "")]
        values += [f"{name}={secret.get_secret_value()}" for name, secret in sorted(self.credentials.items())]
        return hashlib.sha256("\0".join(values).encode()).hexdigest()[:24]

    def redact(self, text: str) -> str:
        """Return a provider's words without our credentials, which some providers repeat in their errors."""
        for secret in self.credentials.values():
            value = secret.get_secret_value()
            text = text.replace(value, "[redacted]") if value else text
        return text


@dataclass(slots=True)
class SandboxAddress:
    """The address of the sandbox host that runs beside this process."""

    url: str = ""


_RUNNING = SandboxAddress()


def announce_sandbox(url: str) -> None:
    """Remember the running sandbox host's address; entrypoints call it when the host listens (empty: it stopped)."""
    _RUNNING.url = url.rstrip("/")


def sandbox_url(settings: Settings) -> str:
    """Return the sandbox host's address without a trailing slash, empty when there is none."""
    return settings.sandbox_url.rstrip("/") or _RUNNING.url


def allowed_origins(settings: Settings) -> frozenset[http.Origin]:
    """Return the private origins the operator allows connections to reach."""
    origins: set[http.Origin] = set()
    for part in settings.allowed_hosts.split(","):
        host, _, port = part.strip().rpartition(":")
        if host and port.isdigit():
            origins.add((host.strip("[]"), int(port)))
    if settings.openai_base_url:
        origins.add(http.origin_of(settings.openai_base_url))
    return frozenset(origins)
