"""Runs migrations on the database named in the configuration."""

from alembic import context

from lms.database import Base, Database
from wsgi import FEATURES  # registers every table

assert FEATURES
database = Database(context.config.get_main_option("sqlalchemy.url") or "")

with database.writer.connect() as connection:
    if database.is_sqlite:
        # A batch change copies the table and drops the old one, which would take along rows that refer to it. Only
        # outside a transaction, hence not through SQLAlchemy.
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=database.is_sqlite,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
database.dispose()
