"""When everything that was said before a moment has been heard by everybody who listens."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import asyncpg

from aftercare_contracts.topology import PUBLISHING, SUBSCRIPTIONS
from aftercare_launcher.demo.place import Place
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.stack.settings import SERVICE_ORDER
from aftercare_launcher.state.passwords import Passwords

LOOK_EVERY = 0.05
WITHIN = 90.0
_LAST = (
    "select event_id from event where type = any($1::text[]) order by horizon desc, id desc limit 1"
)
_SEEN = "select event_id from inbox where consumer = $1 and event_id = any($2::uuid[])"
_WAITING = "select count(*) from parked where consumer = $1 and state in ('retrying', 'waiting')"


class Watch:
    """Looks straight into the databases, past every link and service."""

    def __init__(self, place: Place) -> None:
        assert place.ports is not None
        self._port = place.ports["postgres"]
        self._password = Passwords(place.folder.secrets, SERVICE_ORDER).postgres["postgres"]

    async def _ask(self, service: str, query: str, *arguments: Any) -> list[Any]:
        """Ask until PostgreSQL answers: it may be what has just been killed."""
        while True:
            try:
                connection = await asyncpg.connect(
                    host=LOOPBACK, port=self._port, user="postgres", password=self._password,
                    database=service, timeout=2,
                )  # fmt: skip
                try:
                    return await connection.fetch(query, *arguments)
                finally:
                    await connection.close()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(LOOK_EVERY)

    async def postgres_back(self) -> None:
        """Return once PostgreSQL answers; its launcher may not have seen yet that it was away."""
        await self._ask("postgres", "select 1")

    async def caught_up(self, within: float = WITHIN) -> float:
        """Wait until every consumer has heard what had been said when this was asked.

        Returns:
            How many seconds that took.

        Raises:
            TimeoutError: it takes longer than anybody waits.

        """
        began = time.monotonic()
        async with asyncio.timeout(within):
            ends = {source: await self._ends(source) for source in PUBLISHING}
            for consumer in SUBSCRIPTIONS:
                await self._heard(consumer, ends)
        return time.monotonic() - began

    async def _ends(self, source: str) -> dict[str, Any]:
        """The last event that each consumer is to hear from this service."""
        found: dict[str, Any] = {}
        for consumer, sources in SUBSCRIPTIONS.items():
            types = [event.type for event in sources.get(source, ())]
            rows = await self._ask(source, _LAST, types) if types else []
            if rows:
                found[consumer] = rows[0][0]
        return found

    async def _heard(self, consumer: str, ends: Mapping[str, Mapping[str, Any]]) -> None:
        wanted = {last[consumer] for last in ends.values() if consumer in last}
        while wanted:
            seen = await self._ask(consumer, _SEEN, consumer, list(wanted))
            wanted -= {row[0] for row in seen}
            if wanted:
                await asyncio.sleep(LOOK_EVERY)

    async def settled(self, within: float = WITHIN) -> float:
        """The same, and nothing waits to be tried again."""
        began = time.monotonic()
        await self.caught_up(within)
        async with asyncio.timeout(within):
            for consumer in SUBSCRIPTIONS:
                while (await self._ask(consumer, _WAITING, consumer))[0][0]:
                    await asyncio.sleep(LOOK_EVERY)
        return time.monotonic() - began
