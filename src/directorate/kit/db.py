"""The database: engine, tenant-bound transactions, and the base of every table.

Each transaction starts with one message that begins it and sets who it belongs to (`SET LOCAL`), so that row-level
security decides what it sees; measured in `shared/design/database.md`.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint, MetaData, Text, event, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, mapped_column

from directorate.kit.clock import Clock, SystemClock
from directorate.kit.context import SYSTEM, Actor, Context, Purpose
from directorate.kit.ids import uuid7

APP_ROLE = "directorate_app"
SYSTEM_ROLE = "directorate_system"
NOBODY = UUID(int=0)


DATABASE_ERRORS: tuple[type[Exception], ...] = (DBAPIError, PoolTimeout)
"""What the database raises, for the edge that turns it into an answer."""


def is_away(failure: Exception) -> bool:
    """Tell whether a failure means that the database cannot be reached now, so that trying again may help."""
    return isinstance(failure, OperationalError | InterfaceError | PoolTimeout)


class Base(DeclarativeBase):
    """Base of every table. A table is `OrgScoped` or on `tenancy.GLOBAL_TABLES`."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        list[str]: JSONB,
        str: Text,
    }


class OrgScoped:
    """A row of one organization. The key is composite, so foreign keys cannot cross tenants.

    `organization_id` is filled from the bound transaction; nobody passes it by hand.
    `__audited__` writes an audit event for each change, without the columns in `__audit_excludes__`.
    `__system_access__` lets housekeeping that spans organizations read and write the table.
    """

    __audited__: ClassVar[bool] = False
    __audit_excludes__: ClassVar[tuple[str, ...]] = ()
    __system_access__: ClassVar[bool] = False

    organization_id: Mapped[UUID] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"),
        primary_key=True,
        sort_order=-3,
        server_default=text("current_setting('app.org')::uuid"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-2)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)


def org_fk(column: str, target: str, *, ondelete: str | None = "CASCADE") -> ForeignKeyConstraint:
    """Return the composite foreign key `(organization_id, column)` to the tenant table `target`."""
    return ForeignKeyConstraint(
        ["organization_id", column], [f"{target}.organization_id", f"{target}.id"], ondelete=ondelete
    )


class BoundSession(Session):
    """A session whose transactions are bound by `info["binding"]`."""


@event.listens_for(BoundSession, "after_begin")
def _bind(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Begin the driver's transaction and bind it, in one message (the driver itself runs in autocommit)."""
    if transaction.nested:
        return
    binding: str = session.info["binding"]

    async def send(driver: AsyncConnection[Any]) -> None:
        await driver.execute(binding.encode(), prepare=False)

    connection.connection.dbapi_connection.run_async(send)  # pyright: ignore[reportOptionalMemberAccess]


@event.listens_for(BoundSession, "before_flush")
def _fill_organization(session: Session, *_: object) -> None:
    """Give new tenant rows the organization of the transaction."""
    for row in session.new:
        if isinstance(row, OrgScoped) and row.organization_id is None:  # pyright: ignore[reportUnnecessaryComparison]
            row.organization_id = session.info["organization_id"]


def binding_sql(organization_id: UUID | None, actor: Actor, trace_id: str, *, role: str | None = None) -> str:
    """Return the message that begins a transaction and binds it. Values lose all but letters, digits and `:-_`."""
    settings = {
        "app.org": str(organization_id or NOBODY),
        "app.person": str(actor.user_id or NOBODY),
        "app.actor": actor.reference,
        "app.trace": trace_id,
    }
    parts = ["BEGIN", *(f"SET LOCAL ROLE {name}" for name in [role] if name)]
    parts += [f"SET LOCAL {name} = '{_harmless(value)}'" for name, value in settings.items()]
    return "; ".join(parts)


def _harmless(value: str) -> str:
    return "".join(character for character in value if character.isalnum() or character in ":-_")[:80]


def driver_url(url: str, *, driver: str = "postgresql+psycopg") -> str:
    """Return any PostgreSQL address in the form SQLAlchemy needs, password included."""
    return make_url(url).set(drivername=driver).render_as_string(hide_password=False)


class Database:
    """An engine that opens contexts. One a process."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            driver_url(url),
            isolation_level="AUTOCOMMIT",
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            pool_timeout=15,
            connect_args={"options": f"-c role={APP_ROLE}", "connect_timeout": 10},
        )

    @asynccontextmanager
    async def open(
        self,
        organization_id: UUID | None = None,
        *,
        actor: Actor = SYSTEM,
        purpose: Purpose = Purpose(),
        trace_id: str | None = None,
        clock: Clock | None = None,
    ) -> AsyncGenerator[Context]:
        """Open a context in a transaction of its own: committed at exit, rolled back on any error."""
        trace = trace_id or uuid4().hex
        binding = binding_sql(organization_id, actor, trace)
        async with self._session(binding, organization_id) as session:
            yield Context(
                session=session,
                opener=self,
                bound_organization_id=organization_id,
                actor=actor,
                purpose=purpose,
                trace_id=trace,
                clock=clock or SystemClock(),
            )

    @asynccontextmanager
    async def open_system(self) -> AsyncGenerator[Context]:
        """Open a context for housekeeping that spans organizations; it reaches tables with `__system_access__` only."""
        trace = uuid4().hex
        async with self._session(binding_sql(None, SYSTEM, trace, role=SYSTEM_ROLE), None) as session:
            yield Context(session=session, opener=self, bound_organization_id=None, actor=SYSTEM, trace_id=trace)

    @asynccontextmanager
    async def _session(self, binding: str, organization_id: UUID | None) -> AsyncGenerator[AsyncSession]:
        session = AsyncSession(
            self.engine,
            sync_session_class=BoundSession,
            expire_on_commit=False,
            info={"binding": binding, "organization_id": organization_id},
        )
        async with session:
            yield session
            await session.commit()

    async def ping(self) -> None:
        """Make one round trip; raises one of `DATABASE_ERRORS` when there is no way."""
        async with self.open() as ctx:
            await ctx.session.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
