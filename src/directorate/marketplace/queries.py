"""SQL of the marketplace."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from directorate.kit.context import Context
from directorate.kit.ids import uuid7
from directorate.marketplace.manifests import Header, Kind
from directorate.marketplace.models import Install


async def installs(ctx: Context, kind: Kind) -> Sequence[Install]:
    """Return what is installed of a kind, oldest first."""
    query = select(Install).where(Install.kind == kind, Install.deleted_at.is_(None)).order_by(Install.created_at)
    return (await ctx.session.scalars(query)).all()


async def find_install(ctx: Context, kind: Kind, code: str) -> Install | None:
    """Return the live install with this code, or None."""
    query = select(Install).where(Install.kind == kind, Install.code == code, Install.deleted_at.is_(None))
    return await ctx.session.scalar(query)


async def add_install(ctx: Context, header: Header, code: str, settings: dict[str, object]) -> bool:
    """Install an item; False when it was installed already. Safe when two people do it at once."""
    statement = (
        insert(Install)
        .values(
            id=uuid7(),
            kind=header.kind,
            slug=header.slug,
            code=code,
            version=header.version,
            settings=settings,
            installed_by=ctx.actor.reference,
        )
        .on_conflict_do_nothing()
        .returning(Install.id)
    )
    return await ctx.session.scalar(statement) is not None


async def end_install(ctx: Context, kind: Kind, code: str) -> bool:
    """End the live install with this code; False when there is none."""
    statement = (
        update(Install)
        .where(Install.kind == kind, Install.code == code, Install.deleted_at.is_(None))
        .values(deleted_at=ctx.now())
        .returning(Install.id)
    )
    return await ctx.session.scalar(statement) is not None
