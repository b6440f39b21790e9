"""Databases of the benchmark's own beside the suite's."""

from concurrent.futures import ThreadPoolExecutor

from aftercare_kit.migrate import upgrade
from aftercare_launcher import sql
from aftercare_launcher.servers import databases
from tests.bench.suite import Suite


def make(suite: Suite, database: str, service: str) -> None:
    """Have a database with a service's tables, as its roles know them."""
    sql.run(
        suite.postgres(),
        f"create database {database} owner {databases.owner(service)}",
        *databases.fence(database, service),
    )
    with ThreadPoolExecutor(1) as pool:  # Migrations run an event loop of their own.
        pool.submit(upgrade, service, suite.owner(service, database)).result()
