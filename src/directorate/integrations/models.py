"""Table of integrations: an organization's connections, credentials sealed."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped


class Connection(OrgScoped, Base):
    """How an organization reaches one provider. `sealed_credentials` is opened only to make a call."""

    __tablename__ = "integration_connections"
    __audited__ = True
    __audit_excludes__: ClassVar[tuple[str, ...]] = (
        "sealed_credentials",
        "last_test_at",
        "last_test_ok",
        "last_test_detail",
        "last_test_latency_ms",
    )

    provider: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    config: Mapped[dict[str, Any]]
    sealed_credentials: Mapped[str]
    status: Mapped[str] = mapped_column(default="connected", server_default="connected")
    created_by: Mapped[UUID | None]
    last_test_at: Mapped[datetime | None]
    last_test_ok: Mapped[bool | None]
    last_test_latency_ms: Mapped[int | None]
    last_test_detail: Mapped[str] = mapped_column(default="", server_default="")
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("status IN ('connected', 'failing')", name="status"),
        Index(
            "uq_integration_connections_name_key",
            "organization_id",
            "name_key",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
