"""The verbs of integrations: connect, disconnect, test, and resolve a capability to its endpoints."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID

import orjson
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from pydantic import JsonValue, SecretStr

from directorate.integrations import addresses, capabilities, endpoints, queries
from directorate.integrations.endpoints import Endpoint
from directorate.integrations.errors import InvalidConnection, NameTaken, NoEndpoint, UnknownConnection, UnknownProvider
from directorate.integrations.manifests import Manifest, manifests
from directorate.integrations.models import Connection
from directorate.integrations.schemas import ConnectionShown, ConnectionTest, LastTest, ModeShown, Provider
from directorate.kit import crypto, cursor, http
from directorate.kit.context import Context
from directorate.kit.errors import AppError, FieldError
from directorate.kit.ids import uuid7
from directorate.kit.settings import Settings, get_settings

SANDBOX_PROVIDER = "sandbox_model"
OPENAI_COMPATIBLE = "openai_compatible"
RESOLVED_FOR_S = 5.0
"""How long another process may go on using a connection that was just removed here."""


@dataclass(frozen=True, slots=True)
class _Resolved:
    at: float
    settings: Settings
    connections: tuple[Endpoint, ...]


_RESOLVED: dict[UUID, _Resolved] = {}


def providers() -> list[Provider]:
    """Return every provider that people may connect."""
    return [
        Provider(**manifest.model_dump(include=set(Provider.model_fields)), connection_schema=manifest.connection)
        for manifest in manifests().values()
    ]


async def connect(
    ctx: Context,
    *,
    provider: str,
    name: str,
    config: Mapping[str, JsonValue],
    credentials: Mapping[str, SecretStr],
) -> ConnectionShown:
    """Store a connection to a provider, credentials sealed.

    Raises:
        UnknownProvider, NameTaken
        InvalidConnection: with a pointer for each wrong field.
        RefusedAddress: the address leads into a private network.
    """
    manifest = _manifest(provider)
    settings = get_settings()
    checked = await _checked_config(manifest, config, credentials, settings)
    if await queries.name_taken(ctx, name.strip().lower()):
        raise NameTaken(f"There is a connection named {name} already.", fix="Choose another name.")
    connection_id = uuid7()
    clear = orjson.dumps({key: secret.get_secret_value() for key, secret in credentials.items()})
    row = Connection(
        id=connection_id,
        provider=provider,
        name=name.strip(),
        name_key=name.strip().lower(),
        config=checked,
        sealed_credentials=crypto.key_ring(settings).seal(clear, owner=_owner(connection_id)),
        status="connected",
        created_by=ctx.actor.user_id,
    )
    await queries.add(ctx, row)
    _RESOLVED.pop(ctx.organization_id, None)
    return shown(row)


async def disconnect(ctx: Context, connection_id: UUID) -> None:
    """Remove a connection; its credentials are erased at once.

    Raises:
        UnknownConnection
    """
    row = await _find(ctx, connection_id)
    row.deleted_at = ctx.now()
    row.sealed_credentials = ""
    _RESOLVED.pop(ctx.organization_id, None)


async def list_connections(ctx: Context, *, position: str | None, limit: int) -> cursor.Page[ConnectionShown]:
    """Return the organization's connections, newest first."""
    rows = await queries.connection_page(ctx, position, limit)
    return cursor.page(rows, limit, lambda row: (row.created_at, row.id), shown)


async def test_connection(ctx: Context, connection_id: UUID) -> ConnectionTest:
    """Ask the provider for its models with the stored credentials, and keep how it went.

    Raises:
        UnknownConnection
    """
    async with ctx.begin() as reading:
        endpoint = _endpoint(await _find(reading, connection_id), get_settings())
    test = await _tried(endpoint)
    row = await _find(ctx, connection_id)
    await queries.note_test(ctx, row, at=ctx.now(), ok=test.ok, latency_ms=test.latency_ms, detail=test.detail)
    return test


async def resolve(ctx: Context, capability: type) -> list[Endpoint]:
    """Return where a capability is reached, best first; the only place that decides between sandbox and live.

    The organization's own connections, else the operator's, else the sandbox. Reads what is committed, in a
    transaction of its own, at most every `RESOLVED_FOR_S` seconds.

    Raises:
        NoEndpoint: there is none, not even a sandbox.
    """
    name = capabilities.NAMES[capability]
    found = _serving(name, await _own_endpoints(ctx), get_settings())
    if not found:
        raise NoEndpoint(
            f"No provider offers {name}.", fix="Connect one in Settings, or start the sandbox: directorate up."
        )
    return found


async def _own_endpoints(ctx: Context) -> tuple[Endpoint, ...]:
    settings = get_settings()
    known = _RESOLVED.get(ctx.organization_id)
    if known is None or known.settings is not settings or time.monotonic() - known.at > RESOLVED_FOR_S:
        async with ctx.begin() as reading:
            rows = await queries.live_connections(reading)
        known = _Resolved(time.monotonic(), settings, tuple(_endpoint(row, settings) for row in rows))
        _RESOLVED[ctx.organization_id] = known
    return known.connections


def _serving(capability: str, own: Sequence[Endpoint], settings: Settings) -> list[Endpoint]:
    mine = [endpoint for endpoint in own if capability in manifests()[endpoint.provider].capabilities]
    return mine or _operator_endpoints(capability, settings)


def _operator_endpoints(capability: str, settings: Settings) -> list[Endpoint]:
    """Return the endpoints every organization has without a connection of its own: the operator's, else the sandbox."""
    offers = [slug for slug, manifest in manifests().items() if capability in manifest.capabilities]
    if settings.openai_base_url and OPENAI_COMPATIBLE in offers:
        return [_environment(settings)]
    address = endpoints.sandbox_url(settings)
    return [_sandbox(settings)] if address and SANDBOX_PROVIDER in offers else []


def forget() -> None:
    """Forget what was read of connections, so that it is read again."""
    _RESOLVED.clear()


async def rotate_credentials(ctx: Context) -> int:
    """Rewrap the organization's credentials under the newest key-encryption key; return how many."""
    ring = crypto.key_ring(get_settings())
    rows = await queries.live_connections(ctx)
    for row in rows:
        row.sealed_credentials = ring.rewrap(row.sealed_credentials, owner=_owner(row.id))
    return len(rows)


async def mode(ctx: Context) -> ModeShown:
    """Return whether the organization's capabilities are served live, and which by what."""
    return _mode(await _own_endpoints(ctx))


def operator_mode() -> ModeShown:
    """Return the mode of an organization that has no connections of its own."""
    return _mode(())


def _mode(own: Sequence[Endpoint]) -> ModeShown:
    settings = get_settings()
    names = sorted({name for manifest in manifests().values() for name in manifest.capabilities})
    serving = {name: found[0] for name in names if (found := _serving(name, own, settings))}
    live = {name: endpoint.name for name, endpoint in serving.items() if not endpoint.simulated}
    shown_mode = "sandbox" if not live else "live" if len(live) == len(names) else "mixed"
    return ModeShown(mode=shown_mode, live=live)


def shown(row: Connection) -> ConnectionShown:
    """Return a connection as people see it: without its credentials."""
    test = None
    if row.last_test_at is not None:
        test = LastTest(
            at=row.last_test_at,
            ok=bool(row.last_test_ok),
            latency_ms=row.last_test_latency_ms or 0,
            detail=row.last_test_detail,
        )
    return ConnectionShown(
        id=row.id,
        provider=row.provider,
        name=row.name,
        status=cast("Literal['connected', 'failing']", row.status),
        mode="sandbox" if row.provider == SANDBOX_PROVIDER else "live",
        config=row.config,
        created_at=row.created_at,
        last_test=test,
    )


def _manifest(slug: str) -> Manifest:
    found = manifests().get(slug)
    if found is None:
        raise UnknownProvider(
            f"There is no provider {slug}.",
            fix=f"Choose one of: {', '.join(manifests())}.",
            errors=[FieldError("/provider", "is not a known provider")],
        )
    return found


async def _find(ctx: Context, connection_id: UUID) -> Connection:
    row = await queries.find(ctx, connection_id)
    if row is None:
        raise UnknownConnection(f"There is no connection {connection_id}.", fix="Open Settings, Integrations.")
    return row


def _owner(connection_id: UUID) -> str:
    return f"connection:{connection_id}"


async def _checked_config(
    manifest: Manifest, config: Mapping[str, JsonValue], credentials: Mapping[str, SecretStr], settings: Settings
) -> dict[str, JsonValue]:
    """Return the configuration with the sandbox's own address filled in, once everything fits the schema."""
    filled = dict(config)
    if manifest.slug == SANDBOX_PROVIDER and not filled.get("base_url"):
        filled["base_url"] = _sandbox_base_url(settings)
    secrets = {name: secret.get_secret_value() for name, secret in credentials.items()}
    errors = _schema_errors(manifest, filled, secrets)
    if errors:
        raise InvalidConnection(
            f"{manifest.name} cannot be connected with these fields.", fix="Correct the named fields.", errors=errors
        )
    allowed = set(endpoints.allowed_origins(settings))
    if manifest.slug == SANDBOX_PROVIDER and (address := _sandbox_base_url(settings)):
        allowed = {http.origin_of(address)}
    if isinstance(base_url := filled.get("base_url"), str):
        filled["base_url"] = await addresses.check(base_url, allowed=allowed, pointer="/config/base_url")
    return filled


def _schema_errors(manifest: Manifest, config: Mapping[str, JsonValue], secrets: Mapping[str, str]) -> list[FieldError]:
    """Return what breaks the provider's schema, secrets named by place but never quoted."""
    secret_fields = manifest.secret_fields()
    errors = [FieldError(f"/config/{name}", "belongs under credentials") for name in config if name in secret_fields]
    errors += [
        FieldError(f"/credentials/{name}", "is not a secret of this provider")
        for name in secrets
        if name not in secret_fields
    ]
    validator = Draft202012Validator(manifest.connection, format_checker=FormatChecker())
    for error in validator.iter_errors({**config, **secrets}):  # pyright: ignore[reportUnknownMemberType]
        errors += _field_errors(error, secret_fields)
    return errors


def _field_errors(error: ValidationError, secret_fields: set[str]) -> list[FieldError]:
    path = [str(part) for part in error.absolute_path]
    if error.validator == "required":
        given = cast("Mapping[str, object]", error.instance)
        names = [name for name in cast("list[str]", error.validator_value) if name not in given]
        return [
            FieldError(f"/{'credentials' if name in secret_fields else 'config'}/{name}", "is required")
            for name in names
        ]
    group = "credentials" if path and path[0] in secret_fields else "config"
    message = "does not fit the provider's schema" if group == "credentials" else error.message
    return [FieldError("/".join(["", group, *path]), message)]


def _endpoint(row: Connection, settings: Settings) -> Endpoint:
    """Return a connection's endpoint, its credentials opened."""
    clear = crypto.key_ring(settings).open(row.sealed_credentials, owner=_owner(row.id))
    credentials = cast("dict[str, str]", orjson.loads(clear))
    base_url = str(row.config.get("base_url") or manifests()[row.provider].base_url or "")
    simulated = row.provider == SANDBOX_PROVIDER
    allowed = frozenset({http.origin_of(base_url)}) if simulated else endpoints.allowed_origins(settings)
    return Endpoint(
        provider=row.provider,
        name=row.name,
        base_url=base_url,
        connection_id=row.id,
        default_model=str(row.config.get("default_model") or ""),
        credentials={name: SecretStr(value) for name, value in credentials.items()},
        allowed=allowed,
        simulated=simulated,
    )


def _environment(settings: Settings) -> Endpoint:
    return Endpoint(
        provider=OPENAI_COMPATIBLE,
        name=endpoints.ENVIRONMENT,
        base_url=settings.openai_base_url.rstrip("/"),
        default_model=settings.openai_model,
        credentials={"api_key": settings.openai_api_key},
        allowed=endpoints.allowed_origins(settings),
    )


def _sandbox_base_url(settings: Settings) -> str:
    address = endpoints.sandbox_url(settings)
    return f"{address}/{SANDBOX_PROVIDER}/v1" if address else ""


def _sandbox(settings: Settings) -> Endpoint:
    base_url = _sandbox_base_url(settings)
    return Endpoint(
        provider=SANDBOX_PROVIDER,
        name=endpoints.SANDBOX,
        base_url=base_url,
        allowed=frozenset({http.origin_of(base_url)}),
        simulated=True,
    )


async def _tried(endpoint: Endpoint) -> ConnectionTest:
    """Return how listing the endpoint's models went; a failure is an answer here."""
    started = time.monotonic()
    try:
        models = await capabilities.chat_model(endpoint).list_models()
    except AppError as error:
        ok, detail = False, endpoint.redact(error.detail)
    else:
        names = {model.id for model in models.data}
        wanted = endpoint.default_model
        ok = not wanted or wanted in names
        detail = f"{len(names)} models are offered." if ok else f"It does not list the model {wanted}."
    return ConnectionTest(ok=ok, latency_ms=round((time.monotonic() - started) * 1000), detail=detail)
