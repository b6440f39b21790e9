"""The vault's passwords: an administrator for each PostgreSQL, a NATS user for each service."""

from pathlib import Path
from typing import Final

from aftercare_contracts.topology import SERVICES
from aftercare_launcher.servers.postgres import ADMIN
from aftercare_launcher.state.passwords import Passwords

VAULT: Final = Path("/vault")


def nats_passwords() -> dict[str, str]:
    """By user, the administrator's included."""
    return Passwords(VAULT / "nats.json", SERVICES).nats


def postgres_passwords(service: str) -> dict[str, str]:
    """By role, of the one server that holds this service's database."""
    return Passwords(VAULT / f"postgres-{service}.json", [service]).postgres


def admin_url(service: str) -> str:
    """The server of this service's database, entered as its administrator."""
    return (
        f"postgresql://{ADMIN}:{postgres_passwords(service)[ADMIN]}@{service}-postgres:5432/{ADMIN}"
    )
