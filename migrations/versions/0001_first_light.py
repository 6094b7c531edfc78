"""The first tables: whatever the models of this release hold (frozen before release).

Revision: 0001.
"""

from alembic import op

from directorate.kit import tenancy
from directorate.kit.db import Base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table with its policies, grants and triggers."""
    Base.metadata.create_all(op.get_bind())
    for statement in tenancy.schema_sql(Base.metadata):
        op.execute(statement)


def downgrade() -> None:
    """Drop every table."""
    Base.metadata.drop_all(op.get_bind())
