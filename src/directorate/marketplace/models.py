"""Tables of the marketplace."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directorate.kit.db import Base, OrgScoped


class Install(OrgScoped, Base):
    """A catalogue item an organization has installed. Of kind `agent` it is a hired agent; `code` is its code."""

    __tablename__ = "installs"
    __audited__ = True

    kind: Mapped[str]
    slug: Mapped[str]
    code: Mapped[str]
    version: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    model: Mapped[str | None]
    installed_by: Mapped[str]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("kind IN ('agent', 'skill', 'workflow')", name="kind"),
        Index(
            "uq_installs_live",
            "organization_id",
            "kind",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
