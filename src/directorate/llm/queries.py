"""SQL of the ledger. Reserving and settling are one statement each: a conditional write, never read-then-write."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from psycopg import AsyncClientCursor, AsyncConnection, AsyncCursor
from psycopg.errors import DivisionByZero
from psycopg.pq import TransactionStatus
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from directorate.kit.context import Context
from directorate.kit.db import Database, binding_sql
from directorate.kit.ids import uuid7
from directorate.llm.entries import BudgetState, CallTotals, Draft, Grant, Outcome
from directorate.llm.models import Budget, CachedResponse, CostEntry

SQL_TYPES = (("UUID", "uuid"), ("datetime", "timestamptz"), ("bool", "boolean"), ("int", "bigint"), ("str", "text"))


def _names(facts: type[Draft] | type[Outcome]) -> str:
    return ", ".join(field.name for field in fields(facts))


def _values(facts: type[Draft] | type[Outcome]) -> str:
    """Return the fields as typed parameters, so that nulls have a type too."""
    return ", ".join(f"CAST(%({field.name})s AS {_sql_type(str(field.type))})" for field in fields(facts))


def _sql_type(annotation: str) -> str:
    return next(sql for name, sql in SQL_TYPES if name in annotation)


RESERVE = f"""
WITH due AS (
  SELECT b.id, b.limit_micros,
         date_trunc(b.period, CAST(%(at)s AS timestamptz) AT TIME ZONE o.time_zone)::date AS period_start
  FROM budgets b JOIN organizations o ON o.id = b.organization_id
  WHERE b.agent_code IN ('', coalesce(CAST(%(agent_code)s AS text), ''))
), counted AS (
  INSERT INTO budget_periods AS p (id, budget_id, period_start, reserved_micros, limit_micros)
  SELECT gen_random_uuid(), id, period_start, CAST(%(reserved_micros)s AS bigint), limit_micros FROM due
  WHERE limit_micros IS NULL OR CAST(%(reserved_micros)s AS bigint) <= limit_micros
  ORDER BY id
  ON CONFLICT (organization_id, budget_id, period_start) DO UPDATE
  SET reserved_micros = p.reserved_micros + excluded.reserved_micros, limit_micros = excluded.limit_micros
  WHERE excluded.limit_micros IS NULL
     OR p.spent_micros + p.reserved_micros + excluded.reserved_micros <= excluded.limit_micros
  RETURNING p.id
), entry AS (
  INSERT INTO cost_entries (status, period_ids, {_names(Draft)})
  SELECT 'reserved', (SELECT array_agg(id) FROM counted), {_values(Draft)}
  WHERE (SELECT count(*) FROM due) BETWEEN 1 AND (SELECT count(*) FROM counted)
)
SELECT due, 1 / (CASE WHEN counted < due THEN 0 ELSE 1 END)
FROM (SELECT (SELECT count(*) FROM due) AS due, (SELECT count(*) FROM counted) AS counted) sums
"""  # nosec B608 the names are those of the dataclass
"""Counts an amount against every budget that applies, all or none, and writes the row. A refusal is a division by
zero on purpose: the error undoes what other budgets granted within the same message.

The upsert is the condition: PostgreSQL evaluates it on the newest version of a counter while holding its lock, so
concurrent callers cannot pass the limit together. Counters are locked in the order of their budgets' ids, here and in
`SETTLE`, so that no two calls wait for each other.
"""

SETTLE = f"""
WITH entry AS (
  UPDATE cost_entries SET ({_names(Outcome)}, settled_at) = ({_values(Outcome)}, CAST(%(settled_at)s AS timestamptz))
  WHERE id = CAST(%(id)s AS uuid) AND status = 'reserved'
  RETURNING period_ids, reserved_micros
), held AS (
  SELECT p.id, entry.reserved_micros FROM entry JOIN budget_periods p ON p.id = ANY(entry.period_ids)
  ORDER BY p.budget_id FOR UPDATE OF p
), released AS (
  UPDATE budget_periods p
  SET reserved_micros = p.reserved_micros - held.reserved_micros,
      spent_micros = p.spent_micros + CAST(%(counted_micros)s AS bigint)
  FROM held WHERE p.id = held.id
)
SELECT count(*) FROM entry
"""  # nosec B608 the names are those of the dataclass
"""Puts a call's outcome in its row and its cost in place of the reservation, once: a second time changes nothing."""


async def _alone(ctx: Context, statement: str, values: Mapping[str, object]) -> tuple[Any, ...] | None:
    """Run a statement with `%(name)s` parameters in a transaction of its own and return its first row, if any.

    The ledger writes twice around every model call, so what an ORM session costs is felt there: this takes less than
    half its CPU (P-1, `benchmarks/gateway.py`), since begin, binding, statement and commit are one message. Tenancy is
    bound as everywhere; the driver quotes the values.
    """
    database = cast("Database", ctx.opener)
    binding = binding_sql(ctx.organization_id, ctx.actor, ctx.trace_id)
    async with database.engine.connect() as pooled:
        raw = await pooled.get_raw_connection()
        driver = cast("AsyncConnection[tuple[Any, ...]]", raw.driver_connection)
        text = AsyncClientCursor(driver).mogrify(statement.encode(), values)
        try:
            cursor = await driver.execute(f"{binding}; {text}; COMMIT".encode(), prepare=False)
            return await _first_row(cursor)
        except BaseException:
            if driver.info.transaction_status is TransactionStatus.INERROR:
                await driver.execute(b"ROLLBACK", prepare=False)
            elif driver.info.transaction_status is not TransactionStatus.IDLE:
                await pooled.invalidate()
            raise


async def _first_row(cursor: AsyncCursor[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Return the row of the only statement of a message that gives any."""
    while cursor.description is None:
        if not cursor.nextset():
            return None
    return await cursor.fetchone()


def _facts(of: Draft | Outcome) -> dict[str, object]:
    return {field.name: getattr(of, field.name) for field in fields(of)}


async def reserve(ctx: Context, draft: Draft) -> Grant:
    """Count the draft's amount and write its row, in a transaction of its own; nothing stays unless all counted."""
    try:
        row = await _alone(ctx, RESERVE, _facts(draft))
    except DivisionByZero:
        return Grant.REFUSED
    return Grant.GRANTED if row is not None and row[0] > 0 else Grant.NO_BUDGETS


async def settle(ctx: Context, entry_id: UUID, outcome: Outcome) -> bool:
    """Settle a reserved row and its counters in a transaction of its own; False when it was settled before."""
    row = await _alone(ctx, SETTLE, {**_facts(outcome), "id": entry_id, "settled_at": ctx.now()})
    return row is not None and row[0] == 1


async def abandoned(ctx: Context, *, before: datetime, limit: int = 500) -> Sequence[tuple[UUID, UUID]]:
    """Return organization and id of rows still reserved since before a time; for a system context."""
    query = (
        select(CostEntry.organization_id, CostEntry.id)
        .where(CostEntry.status == "reserved", CostEntry.created_at < before)
        .order_by(CostEntry.created_at)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in (await ctx.session.execute(query)).all()]


async def settle_abandoned(ctx: Context, entry_id: UUID) -> bool:
    """Settle a row at its worst case; an unpriced one keeps a null cost. False when it was settled meanwhile."""
    row = await ctx.session.get(CostEntry, (ctx.organization_id, entry_id))
    if row is None:
        return False
    outcome = Outcome(
        status="failed",
        basis="worst_case",
        cost_micros=row.reserved_micros if row.priced else None,
        counted_micros=row.reserved_micros,
        error_code="abandoned",
    )
    return await settle(ctx, entry_id, outcome)


STATES = text("""
SELECT b.agent_code, b.period, b.limit_micros, due.period_start, o.time_zone,
       coalesce(p.spent_micros, 0), coalesce(p.reserved_micros, 0)
FROM budgets b JOIN organizations o ON o.id = b.organization_id
CROSS JOIN LATERAL (
  SELECT date_trunc(b.period, CAST(:at AS timestamptz) AT TIME ZONE o.time_zone)::date AS period_start
) due
LEFT JOIN budget_periods p ON p.budget_id = b.id AND p.period_start = due.period_start
ORDER BY b.agent_code, b.period
""")


async def budget_states(ctx: Context, *, at: datetime) -> list[BudgetState]:
    """Return every budget with its counters, the organization's first."""
    return [BudgetState(*row) for row in (await ctx.session.execute(STATES, {"at": at})).all()]


async def add_budget(ctx: Context, *, agent_code: str, period: str, limit_micros: int | None) -> None:
    """Create a budget; one that exists stays as it is."""
    values = {
        "id": uuid7(),
        "scope": "agent" if agent_code else "organization",
        "agent_code": agent_code,
        "period": period,
        "limit_micros": limit_micros,
    }
    await ctx.session.execute(insert(Budget).values(**values).on_conflict_do_nothing())


async def change_limit(ctx: Context, *, agent_code: str, period: str, limit_micros: int | None) -> bool:
    """Set a budget's limit; False when there is no such budget."""
    statement = (
        update(Budget)
        .where(Budget.agent_code == agent_code, Budget.period == period)
        .values(limit_micros=limit_micros)
        .returning(Budget.id)
    )
    return await ctx.session.scalar(statement) is not None


NEW_PERIOD = """
  SELECT b.id, b.agent_code, b.period, b.limit_micros, o.time_zone,
         date_trunc(b.period, CAST(:at AS timestamptz) AT TIME ZONE o.time_zone) AS starts
  FROM budgets b JOIN organizations o ON o.id = b.organization_id
  WHERE b.agent_code = CAST(:agent_code AS text) AND b.period = CAST(:period AS text)
"""

JOIN_CALLS_UNDER_WAY = text(f"""
WITH due AS ({NEW_PERIOD}), begun AS (
  INSERT INTO budget_periods (id, budget_id, period_start, limit_micros)
  SELECT gen_random_uuid(), id, starts::date, limit_micros FROM due RETURNING id
)
UPDATE cost_entries e SET period_ids = e.period_ids || begun.id FROM begun, due
WHERE e.status = 'reserved' AND e.agent_code = due.agent_code
  AND date_trunc(due.period, e.at AT TIME ZONE due.time_zone) = due.starts
""")  # nosec B608 constant text
"""Begins an agent's new budget and lets the calls under way count on it; they cannot settle before it commits."""

COUNT_SPENT = text(f"""
WITH due AS ({NEW_PERIOD}), past AS (
  SELECT p.id, coalesce(sum(e.counted_micros) FILTER (WHERE e.status <> 'reserved'), 0) AS spent,
         coalesce(sum(e.reserved_micros) FILTER (WHERE p.id = ANY(e.period_ids)), 0) AS reserved
  FROM due JOIN budget_periods p ON p.budget_id = due.id AND p.period_start = due.starts::date
  LEFT JOIN cost_entries e
    ON e.agent_code = due.agent_code AND date_trunc(due.period, e.at AT TIME ZONE due.time_zone) = due.starts
  GROUP BY p.id
)
UPDATE budget_periods p SET spent_micros = past.spent, reserved_micros = past.reserved FROM past WHERE p.id = past.id
""")  # nosec B608 constant text


async def count_what_was_spent(ctx: Context, *, agent_code: str, period: str, at: datetime) -> None:
    """Begin the current period of an agent's new budget with what its calls cost so far and hold now."""
    values = {"agent_code": agent_code, "period": period, "at": at}
    await ctx.session.execute(JOIN_CALLS_UNDER_WAY, values)
    await ctx.session.execute(COUNT_SPENT, values)


STATS = text("""
SELECT provider, model,
       count(*) FILTER (WHERE status IN ('settled', 'cancelled')) AS calls,
       count(*) FILTER (WHERE status = 'failed') AS failed_calls,
       count(*) FILTER (WHERE cache_hit) AS cache_hits,
       count(*) FILTER (WHERE status <> 'reserved' AND cost_micros IS NULL) AS unpriced_calls,
       coalesce(sum(input_tokens), 0)::bigint AS input_tokens,
       coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
       coalesce(sum(cost_micros), 0)::bigint AS cost_micros,
       coalesce(sum(saved_micros), 0)::bigint AS savings_micros,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms)
         FILTER (WHERE status = 'settled' AND NOT cache_hit) AS p50_latency_ms,
       percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms)
         FILTER (WHERE status = 'settled' AND NOT cache_hit) AS p95_latency_ms
FROM cost_entries
WHERE kind = 'model_call' AND status <> 'reserved'
  AND at >= coalesce(CAST(:since AS timestamptz), '-infinity')
  AND at < coalesce(CAST(:until AS timestamptz), 'infinity')
GROUP BY GROUPING SETS ((provider, model), ())
ORDER BY calls DESC, provider, model
""")


async def stats(ctx: Context, *, since: datetime | None, until: datetime | None) -> list[CallTotals]:
    """Return calls, cost and latency by model, and in total; the total comes even when there were no calls."""
    return [CallTotals(*row) for row in (await ctx.session.execute(STATS, {"since": since, "until": until})).all()]


SPEND = text("""
SELECT coalesce(sum(e.cost_micros) FILTER (WHERE at >= today), 0)::bigint,
       coalesce(sum(e.cost_micros), 0)::bigint,
       count(*) FILTER (WHERE at >= today AND e.cost_micros IS NULL),
       count(*) FILTER (WHERE e.cost_micros IS NULL)
FROM (
  SELECT date_trunc('day', CAST(:at AS timestamptz), time_zone) AS today,
         date_trunc('month', CAST(:at AS timestamptz), time_zone) AS month
  FROM organizations WHERE id = current_setting('app.org')::uuid
) o JOIN cost_entries e ON e.at >= o.month AND e.status <> 'reserved'
""")


async def spend(ctx: Context, *, at: datetime) -> tuple[int, int, int, int]:
    """Return cost today and this month, and the unpriced calls of both."""
    row = (await ctx.session.execute(SPEND, {"at": at})).one()
    return row[0], row[1], row[2], row[3]


CACHE_HIT = f"""
WITH hit AS (
  SELECT answer, cost_micros FROM response_cache
  WHERE key_digest = CAST(%(key_digest)s AS text) AND expires_at > CAST(%(at)s AS timestamptz)
), entry AS (
  INSERT INTO cost_entries
    (status, cache_hit, cost_micros, saved_micros, latency_ms, settled_at, {_names(Draft)})
  SELECT 'settled', true, 0, coalesce(hit.cost_micros, 0), 0, CAST(%(at)s AS timestamptz), {_values(Draft)} FROM hit
)
SELECT answer FROM hit
"""  # nosec B608 the names are those of the dataclass
"""Finds an answer and writes the ledger row of its use in one go."""


async def use_cached(ctx: Context, key_digest: str, row: Draft) -> dict[str, Any] | None:
    """Return the answer kept for a key and write its ledger row; None, and nothing written, when there is none."""
    found = await _alone(ctx, CACHE_HIT, {**_facts(row), "key_digest": key_digest})
    return found[0] if found else None


async def keep_answer(
    ctx: Context, *, key_digest: str, row: Draft, answer: dict[str, Any], outcome: Outcome, expires_at: datetime
) -> None:
    """Keep an answer until a time, in place of an older one for the same key."""
    values = {
        "provider": row.provider,
        "model": row.model,
        "answer": answer,
        "input_tokens": outcome.input_tokens,
        "output_tokens": outcome.output_tokens,
        "cost_micros": outcome.cost_micros,
        "expires_at": expires_at,
    }
    statement = insert(CachedResponse).values(id=uuid7(), key_digest=key_digest, **values)
    keys = [CachedResponse.organization_id, CachedResponse.key_digest]
    await ctx.session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


async def forget_expired(ctx: Context, *, before: datetime, limit: int = 5_000) -> int:
    """Delete expired answers; for a system context."""
    due = (
        select(CachedResponse.organization_id, CachedResponse.id)
        .where(CachedResponse.expires_at < before)
        .limit(limit)
        .subquery()
    )
    statement = delete(CachedResponse).where(
        CachedResponse.organization_id == due.c.organization_id, CachedResponse.id == due.c.id
    )
    return len((await ctx.session.execute(statement.returning(CachedResponse.id))).all())
