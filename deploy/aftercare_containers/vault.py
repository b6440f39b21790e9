"""The vault's passwords: an administrator for each PostgreSQL, a NATS user for each service."""

from pathlib import Path
from typing import Final

from aftercare_contracts.topology import SERVICES
from aftercare_kit.admin.jetstream import NatsAccess
from aftercare_launcher.servers.databases import app, owner
from aftercare_launcher.servers.nats import ADMIN as NATS_ADMIN
from aftercare_launcher.servers.postgres import ADMIN
from aftercare_launcher.state.passwords import Passwords

VAULT: Final = Path("/vault")
NATS_URL: Final = "nats://nats:4222"


def nats_passwords() -> dict[str, str]:
    """By user, the administrator's included."""
    return Passwords(VAULT / "nats.json", SERVICES).nats


def postgres_passwords(service: str) -> dict[str, str]:
    """By role, of the one server that holds this service's database."""
    return Passwords(VAULT / f"postgres-{service}.json", [service]).postgres


def nats_access() -> NatsAccess:
    """NATS as its administrator."""
    return NatsAccess(NATS_URL, NATS_ADMIN, nats_passwords()[NATS_ADMIN])


def admin_url(service: str) -> str:
    """The server of this service's database, entered as its administrator."""
    return _url(service, ADMIN, ADMIN)


def owner_url(service: str) -> str:
    """The service's database, entered as the role that owns and migrates it."""
    return _url(service, owner(service), service)


def app_url(service: str) -> str:
    """The service's database, entered as the service does."""
    return _url(service, app(service), service)


def _url(service: str, role: str, database: str) -> str:
    password = postgres_passwords(service)[role]
    return f"postgresql://{role}:{password}@{service}-postgres:5432/{database}"
