"""The audit list: every change a person, program or agent made, with the name of who made it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from directorate.identity import queries
from directorate.identity.models import AuditEvent
from directorate.identity.schemas import AuditActorView, AuditEventView, AuditFilter
from directorate.kit.context import ActorKind, Context

LABELS = {
    ActorKind.USER: "A former user",
    ActorKind.API_KEY: "An API key",
    ActorKind.AGENT: "An agent",
    ActorKind.SYSTEM: "Directorate",
    ActorKind.ANONYMOUS: "Nobody signed in",
}


async def list_events(
    ctx: Context, wanted: AuditFilter, *, limit: int, cursor: str | None
) -> tuple[Sequence[AuditEvent], dict[str, str]]:
    """Return audit events, newest first, one more than `limit`, and the name behind each actor reference."""
    rows = await queries.audit_events(ctx, wanted, limit=limit, cursor=cursor)
    users = await queries.names_of_users(ctx, _ids(rows, ActorKind.USER))
    api_keys = await queries.names_of_keys(ctx, _ids(rows, ActorKind.API_KEY))
    names = {f"{ActorKind.USER}:{key}": name for key, name in users.items()}
    return rows, names | {f"{ActorKind.API_KEY}:{key}": name for key, name in api_keys.items()}


def _ids(rows: Sequence[AuditEvent], kind: ActorKind) -> list[UUID]:
    """Return the ids of the actors of one kind."""
    prefix = f"{kind}:"
    return list({UUID(row.actor.removeprefix(prefix)) for row in rows if row.actor.startswith(prefix)})


def event_view(row: AuditEvent, names: Mapping[str, str]) -> AuditEventView:
    """Return an audit event with its actor's name."""
    kind, _, actor_id = row.actor.partition(":")
    known = actor_id if kind == ActorKind.AGENT else names.get(row.actor)
    label = known or (LABELS[ActorKind(kind)] if kind in set(ActorKind) else kind)
    return AuditEventView(
        id=row.id,
        at=row.at,
        actor=AuditActorView(kind=kind, id=actor_id or None, label=label),
        action=row.action,
        entity=row.entity,
        entity_id=row.entity_id,
        before=row.before,
        after=row.after,
    )
