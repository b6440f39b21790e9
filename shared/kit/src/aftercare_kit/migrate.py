"""Brings services' databases to their newest schema: `python -m aftercare_kit.migrate intake …`.

One process migrates all services that are named, since most of the time goes into imports.
"""

import asyncio
import importlib.resources
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from aftercare_kit.database import async_url

_ONE_AT_A_TIME = 7_012_025  # Advisory lock: two migrators of one database take turns.


def scripts_of(service: str) -> ScriptDirectory:
    """The migration scripts packaged with a service."""
    config = Config()
    with importlib.resources.as_file(importlib.resources.files(service) / "migrations") as folder:
        config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def head_of(service: str) -> str:
    """The newest revision a service's code was written for."""
    head = scripts_of(service).get_current_head()
    if head is None:
        message = f"{service} has no migrations"
        raise RevisionError(message)
    return head


def _run(connection: sa.Connection, service: str) -> None:
    script = scripts_of(service)
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({_ONE_AT_A_TIME})")

    def steps(revision: object, _context: MigrationContext) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]  # noqa: SLF001

    with EnvironmentContext(Config(), script, fn=steps, destination_rev="head") as environment:
        environment.configure(connection=connection, service=service)
        environment.run_migrations()


async def _upgrade(service: str, owner_url: str) -> None:
    engine = create_async_engine(async_url(owner_url), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run, service)
    finally:
        await engine.dispose()


def upgrade(service: str, owner_url: str) -> None:
    """Migrate one service's database to its head, in one transaction.

    Args:
        service: import name of the service; its package holds a `migrations` folder.
        owner_url: `postgresql://` address of the database as its owner role.

    """
    with ThreadPoolExecutor(1) as pool:  # Also usable where an event loop runs already.
        pool.submit(lambda: asyncio.run(_upgrade(service, owner_url))).result()


def main(services: list[str]) -> None:
    """Migrate every named service; its address is in `AFTERCARE_MIGRATION_URL_<SERVICE>`."""
    for service in services:
        upgrade(service, os.environ[f"AFTERCARE_MIGRATION_URL_{service.upper()}"])
        sys.stdout.write(f"{service}: schema is at {head_of(service)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
