"""Settings: one typed object, read from the environment; `.env.example` is generated from it."""

from functools import lru_cache
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from directorate.kit import paths


def _env(name: str) -> AliasChoices:
    """Return the one name a field has in the environment; in Python it goes by its own."""
    return AliasChoices(name)


class Settings(BaseSettings):
    """Everything an operator may set. Each field's description becomes a comment in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_prefix="DIRECTORATE_", extra="ignore", validate_by_name=True, validate_by_alias=True
    )

    host: str = Field(
        "127.0.0.1", validation_alias=_env("DIRECTORATE_HOST"), description="Address the page and the API listen on."
    )
    port: int = Field(8000, ge=0, le=65535, validation_alias=_env("PORT"), description="Port of the page and the API.")
    home: Path = Field(
        default_factory=paths.default_home,
        validation_alias=_env("DIRECTORATE_HOME"),
        description="Where data, keys, files and logs are kept.",
    )
    demo: bool = Field(
        default=False,
        validation_alias=_env("DIRECTORATE_DEMO"),
        description="Create the demo organization and print a one-time sign-in link at start.",
    )
    environment: str = Field(
        "local",
        validation_alias=_env("DIRECTORATE_ENVIRONMENT"),
        description="Tag on logs and traces: local, staging, production.",
    )
    public_url: str = Field(
        "",
        validation_alias=_env("DIRECTORATE_PUBLIC_URL"),
        description="The address people use; an https one makes cookies secure. Empty: http://HOST:PORT.",
    )
    log_level: str = Field("INFO", validation_alias=_env("LOG_LEVEL"), description="DEBUG, INFO, WARNING or ERROR.")
    database_url: str = Field(
        "",
        validation_alias=_env("DATABASE_URL"),
        description="Any PostgreSQL 15 or newer, postgresql://user:password@host/name. Empty: the embedded one.",
    )
    database_pool_size: int = Field(
        10, ge=1, validation_alias=_env("DIRECTORATE_DATABASE_POOL_SIZE"), description="Connections kept a process."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        validation_alias=_env("DIRECTORATE_SECRET_KEY"),
        description="Signs tokens and cursors, 32 characters or more. Empty: one is made and kept in the home folder.",
    )
    encryption_keys: SecretStr = Field(
        SecretStr(""),
        validation_alias=_env("DIRECTORATE_ENCRYPTION_KEYS"),
        description="Key-encryption keys, base64 of 32 bytes each, newest first, comma separated. Empty: kept in home.",
    )
    sandbox_url: str = Field(
        "",
        validation_alias=_env("DIRECTORATE_SANDBOX_URL"),
        description="Address of a sandbox host run elsewhere. Empty: one is started beside the application.",
    )
    sandbox_tokens_per_second: float = Field(
        90.0,
        ge=0,
        validation_alias=_env("DIRECTORATE_SANDBOX_TOKENS_PER_SECOND"),
        description="Speed of the sandbox model's stream; 0 sends all at once.",
    )
    openai_base_url: str = Field(
        "", validation_alias=_env("OPENAI_BASE_URL"), description="Base URL of an OpenAI-compatible server."
    )
    openai_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=_env("OPENAI_API_KEY"), description="Its key. With a base URL it goes live."
    )
    openai_model: str = Field(
        "", validation_alias=_env("OPENAI_MODEL"), description="Model to use there. Empty: the first it lists."
    )
    allowed_hosts: str = Field(
        "",
        validation_alias=_env("DIRECTORATE_ALLOWED_HOSTS"),
        description="Private host:port pairs that connections may reach, comma separated (a model server, say).",
    )
    upload_limit_bytes: int = Field(
        25 * 1024 * 1024,
        ge=1024,
        validation_alias=_env("DIRECTORATE_UPLOAD_LIMIT_BYTES"),
        description="Largest file accepted.",
    )
    login_attempts: int = Field(
        8,
        ge=1,
        validation_alias=_env("DIRECTORATE_LOGIN_ATTEMPTS"),
        description="Failed sign-ins for one address and account within 15 minutes before they wait.",
    )
    session_hours: int = Field(
        24 * 14, ge=1, validation_alias=_env("DIRECTORATE_SESSION_HOURS"), description="How long a sign-in lasts."
    )
    token_minutes: int = Field(
        30, ge=1, validation_alias=_env("DIRECTORATE_TOKEN_MINUTES"), description="How long an access token lasts."
    )
    day_budget_micros: int = Field(
        10_000_000,
        ge=0,
        validation_alias=_env("DIRECTORATE_DAY_BUDGET_MICROS"),
        description="Model spend a new organization may make in a day, in micro-dollars.",
    )
    month_budget_micros: int = Field(
        200_000_000,
        ge=0,
        validation_alias=_env("DIRECTORATE_MONTH_BUDGET_MICROS"),
        description="The same for a month.",
    )
    cache_ttl_s: int = Field(
        3600, ge=0, validation_alias=_env("DIRECTORATE_CACHE_TTL_S"), description="Life of a cached model answer."
    )

    @property
    def base_url(self) -> str:
        """Return the address people reach the product at, without a trailing slash."""
        everywhere = self.host in ("0.0.0.0", "::")  # nosec B104: recognised, not bound to
        host = "127.0.0.1" if everywhere else f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def secure_cookies(self) -> bool:
        """Tell whether cookies are sent over TLS only."""
        return self.base_url.startswith("https://")

    @property
    def files_dir(self) -> Path:
        """Return the folder that holds uploaded and written files."""
        return self.home / "files"


@lru_cache
def get_settings() -> Settings:
    """Return the process's settings, read once."""
    return Settings()  # pyright: ignore[reportCallIssue]


def env_example() -> str:
    """Return the complete `.env.example`, one commented entry a setting."""
    lines = ["# Every setting, with its default. Copy to .env and change what you need.", ""]
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        name = str(alias.choices[0]) if isinstance(alias, AliasChoices) else ""
        default = "" if field.default_factory else field.default
        shown = default.get_secret_value() if isinstance(default, SecretStr) else default
        lines += [f"# {field.description}", f"# {name}={str(shown).lower() if isinstance(shown, bool) else shown}", ""]
    return "\n".join(lines)
