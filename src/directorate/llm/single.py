"""One statement in a transaction of its own, in as few messages as that takes.

The ledger writes twice around every model call, so what an ORM session costs there is felt (P-1: 1.2 ms of CPU a
transaction against 0.4 ms this way, measured by `benchmarks/gateway.py`). Tenancy is bound by the same message as
everywhere (`kit.db.binding_sql`); the driver quotes the values.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from psycopg import AsyncClientCursor, AsyncConnection, AsyncCursor
from psycopg.pq import TransactionStatus

from directorate.kit.context import Context
from directorate.kit.db import Database, binding_sql

Values = Mapping[str, object]


async def run(
    ctx: Context, statement: str, values: Values, *, keep: Callable[[tuple[Any, ...]], bool] | None = None
) -> tuple[Any, ...] | None:
    """Run a statement with `%(name)s` parameters and return its first row, None when it gives none.

    It commits in the same message, unless `keep` is given: then the row decides, and what it does not keep is rolled
    back.
    """
    database = cast("Database", ctx.opener)
    binding = binding_sql(ctx.organization_id, ctx.actor, ctx.trace_id)
    async with database.engine.connect() as pooled:
        raw = await pooled.get_raw_connection()
        driver = cast("AsyncConnection[tuple[Any, ...]]", raw.driver_connection)
        text = AsyncClientCursor(driver).mogrify(statement.encode(), values)
        try:
            cursor = await driver.execute(f"{binding}; {text}{'' if keep else '; COMMIT'}".encode(), prepare=False)
            row = await _first_row(cursor)
            if keep is not None:
                await driver.execute(b"COMMIT" if row is not None and keep(row) else b"ROLLBACK", prepare=False)
        except BaseException:
            if driver.info.transaction_status is TransactionStatus.INERROR:
                await driver.execute(b"ROLLBACK", prepare=False)
            elif driver.info.transaction_status is not TransactionStatus.IDLE:
                await pooled.invalidate()
            raise
        return row


async def _first_row(cursor: AsyncCursor[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Return the row of the only statement of a message that gives any."""
    while cursor.description is None:
        if not cursor.nextset():
            return None
    return await cursor.fetchone()
