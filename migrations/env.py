"""Alembic's environment: runs on the connection that `kit.migrate` hands over."""

from alembic import context

from directorate.entrypoints import discover
from directorate.kit.db import Base

discover.register()
connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
