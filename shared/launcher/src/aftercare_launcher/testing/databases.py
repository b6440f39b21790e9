"""Fresh, migrated databases for tests, cloned from a template made once per service."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from aftercare_launcher import sql
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.servers import databases
from aftercare_launcher.servers.held import Held
from aftercare_launcher.testing.session import exclusive


@dataclass(frozen=True, slots=True)
class FreshDatabase:
    """A database of one service: ``app_url`` as the service sees it, ``owner_url`` to change it."""

    name: str
    service: str
    app_url: str
    owner_url: str
    admin_url: str


class PostgresForTests:
    """The session's PostgreSQL."""

    __test__ = False

    def __init__(self, held: Held, folder: Path) -> None:
        self._held = held
        self._folder = folder

    @property
    def admin_url(self) -> str:
        return self.url("postgres", "postgres")

    @property
    def port(self) -> int:
        return self._held.postgres_port

    def url(self, database: str, role: str) -> str:
        return f"postgresql://{role}:{self._held.secret}@{LOOPBACK}:{self._held.postgres_port}/{database}"

    def fresh_database(self, service: str) -> FreshDatabase:
        template = self._template(service)
        name = f"t_{service}_{uuid.uuid4().hex[:12]}"
        sql.run(
            self.admin_url,
            *self._creation(name, service, f"template {template} strategy file_copy"),
        )
        return FreshDatabase(
            name=name,
            service=service,
            app_url=self.url(name, databases.app(service)),
            owner_url=self.url(name, databases.owner(service)),
            admin_url=self.url(name, "postgres"),
        )

    def drop(self, database: FreshDatabase) -> None:
        sql.run(self.admin_url, f"drop database if exists {database.name} with (force)")

    def _template(self, service: str) -> str:
        """The service's migrated template, made by whoever needs it first."""
        template = f"tpl_{service}"
        made = self._folder / f"{template}.made"
        if not made.exists():
            with exclusive(self._folder / "templates.lock"):
                if not made.exists():
                    self._make_template(service, template)
                    made.touch()
        return template

    def _make_template(self, service: str, template: str) -> None:
        from aftercare_kit.migrate import upgrade

        roles = (databases.owner(service), databases.app(service))
        databases.ensure_roles(self.admin_url, [service], dict.fromkeys(roles, self._held.secret))
        sql.run(self.admin_url, f"drop database if exists {template}")
        sql.run(self.admin_url, *self._creation(template, service, ""))
        # In a thread: migrations run an event loop of their own, the test may be inside one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(upgrade, service, self.url(template, roles[0])).result()

    @staticmethod
    def _creation(name: str, service: str, how: str) -> tuple[str, ...]:
        created = f"create database {name} owner {databases.owner(service)} {how}"
        return (created, *databases.fence(name, service))
