"""Passwords of roles and users, made at first start and kept."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from aftercare_launcher.servers import databases
from aftercare_launcher.servers import nats as nats_server
from aftercare_launcher.servers import postgres as postgres_server
from aftercare_launcher.state.files import read_json, write_json


class Passwords:
    """PostgreSQL's by role, NATS' by user and for its routes; whatever is missing is made."""

    def __init__(self, path: Path, services: Sequence[str]) -> None:
        kept = read_json(path)
        self.postgres: dict[str, str] = dict(kept.get("postgres", {}))
        self.nats: dict[str, str] = dict(kept.get("nats", {}))
        roles = [role(service) for service in services for role in (databases.owner, databases.app)]
        for name in (postgres_server.ADMIN, *roles):
            self.postgres.setdefault(name, _fresh())
        for name in (nats_server.ADMIN, *services):
            self.nats.setdefault(name, _fresh())
        self.routes: str = kept.get("routes") or _fresh()
        made = {"postgres": self.postgres, "nats": self.nats, "routes": self.routes}
        if made != kept:
            write_json(path, made)


def _fresh() -> str:
    return secrets.token_hex(24)
