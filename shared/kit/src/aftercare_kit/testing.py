"""What component tests of every service share: people with tokens, a service without a broker,
facts fed through the real inbox, and a look into the event log.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import orjson
import sqlalchemy as sa
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from aftercare_contracts.base import SCHEMA_BASE, Event
from aftercare_kit.actors import system_actor
from aftercare_kit.consumers import Inbox
from aftercare_kit.ids import new_id
from aftercare_kit.service import Process, Service
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.timers import TimerLoop

REGION = "cn-south"
ISSUER, AUDIENCE = "https://aftercare.local", "aftercare"


async def poll_until(
    found: Callable[[], Awaitable[Any]], *, seconds: float = 10, what: str = "it"
) -> Any:
    """Ask again and again until the answer is truthy; fail when time is up.

    Args:
        found: asked every 20 ms.
        seconds: how long to go on.
        what: named in the failure.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = await found()
        if answer:
            return answer
        await asyncio.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {seconds} s")


class Issuer:
    """Signs tokens for tests, and writes the key set that services trust."""

    def __init__(self, folder: Path) -> None:
        self._key = ECKey.generate_key("P-256", {"kid": "test", "use": "sig", "alg": "ES256"})
        self.jwks_file = folder / "jwks.json"
        self.jwks_file.write_bytes(orjson.dumps(KeySet([self._key]).as_dict(private=False)))

    def token(self, *roles: str, subject: str = "somebody", **claims: object) -> str:
        """A token that is good for an hour, with these roles and claims."""
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "name": subject,
            "iat": now,
            "exp": now + 3600,
            "region": REGION,
            "roles": list(roles),
        }
        header = {"alg": "ES256", "kid": "test", "typ": "JWT"}
        return jwt.encode(header, said | claims, self._key)


@dataclass
class Fact:
    """A message of another service, as NATS would deliver it."""

    headers: Mapping[str, str]
    data: bytes
    subject: str = "evt.test"


def fact(
    event: Event,
    aggregate_id: UUID,
    version: int = 1,
    *,
    at: datetime | None = None,
    event_id: UUID | None = None,
) -> Fact:
    """Another service's fact about an aggregate, in the envelope of the wire."""
    headers = {
        "ce-specversion": "1.0",
        "ce-id": str(event_id or new_id()),
        "ce-type": event.type,
        "ce-source": f"/regions/{REGION}/{event.publisher()}",
        "ce-subject": str(aggregate_id),
        "ce-time": (at or datetime.now(UTC)).isoformat(),
        "ce-dataschema": SCHEMA_BASE + event.schema_path(),
        "ce-aggregateversion": str(version),
        "ce-region": REGION,
    }
    return Fact(headers, event.model_dump_json().encode())


@dataclass
class Bench:
    """One service on a real database, without NATS: its HTTP face, inbox, timers and log."""

    process: Process[Any]
    issuer: Issuer
    service: Service[Any]
    clients: list[httpx2.AsyncClient] = field(default_factory=list[httpx2.AsyncClient])

    @classmethod
    def of(cls, service: Service[Any], database_url: str, folder: Path) -> "Bench":
        """Put a service on a bench.

        Args:
            service: as its bootstrap makes it.
            database_url: a migrated database, as the login role.
            folder: where the key set may be written.
        """
        issuer = Issuer(folder)
        settings = ServiceSettings(
            region=REGION, database_url=database_url, jwks_file=issuer.jwks_file
        )
        return cls(Process(service, settings), issuer, service)

    def caller(self, *roles: str, **claims: Any) -> httpx2.AsyncClient:
        """Somebody with these roles, talking to the service."""
        language = claims.pop("language", "en")
        client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=self.process.app, raise_app_exceptions=False),
            base_url="http://test",
            headers={
                "Authorization": f"Bearer {self.issuer.token(*roles, **claims)}",
                "Accept-Language": language,
            },
        )
        self.clients.append(client)
        return client

    async def hear(self, *facts: Fact) -> None:
        """Deliver facts in one batch, through the real inbox."""
        actor = system_actor(self.service.name, REGION)
        inbox = Inbox(self.process.database, actor, self.service.reactions.handlers)
        await inbox.take(facts)  # type: ignore[arg-type]

    async def fire_timers(self) -> int:
        """Fire what is due now; returns how many were taken up."""
        actor = system_actor(self.service.name, REGION)
        loop = TimerLoop(self.process.database, actor, self.service.timers, self.service.standing)
        return await loop.fire_due()

    async def rows(self, statement: str, **values: object) -> Sequence[Mapping[str, Any]]:
        """What SQL finds in the service's own region."""
        async with self.process.database.reading() as connection:
            result = await connection.execute(sa.text(statement), values)
            return [dict(row) for row in result.mappings()]

    async def said(self, kind: type[Event] | None = None) -> list[Any]:
        """The events in the log, oldest first, as their classes; of one class where given."""
        from aftercare_contracts.catalogue import EVENTS

        rows = await self.rows("select type, data from event order by id")
        events = [EVENTS[row["type"]].model_validate(row["data"]) for row in rows]
        return [event for event in events if kind is None or isinstance(event, kind)]

    async def counts(self) -> dict[str, int]:
        """How many rows each table holds: equal before and after what must leave no trace."""
        tables = await self.rows(
            "select relname as name from pg_class where relkind in ('r', 'p')"
            " and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'"
            " and has_table_privilege(oid, 'select')"
        )
        counted = (
            f"select '{row['name']}' as name, count(*) as n from \"{row['name']}\""  # noqa: S608
            for row in tables
        )
        return {row["name"]: row["n"] for row in await self.rows(" union all ".join(counted))}

    async def close(self) -> None:
        """Let go of the database and the clients."""
        for client in self.clients:
            await client.aclose()
        await self.process.close()
