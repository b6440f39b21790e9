"""Sends what waits for an address: outside every transaction, again when it fails, then parked."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from aftercare_kit.actors import Actor
from aftercare_kit.database import Database
from aftercare_kit.languages import Language
from aftercare_kit.notices.channels import Channel, Message
from aftercare_kit.notices.reading import said
from aftercare_kit.notices.tables import notice_delivery
from aftercare_kit.telemetry import quiet
from aftercare_kit.texts import Catalogue

log = structlog.get_logger()

AT_ONCE = 20
LEASE = timedelta(minutes=2)
"""A delivery that was taken up and never heard of again is tried once more after this time."""
MOST_TRIES = 8
IDLE_SECONDS = 1.0
"""How long the sender sleeps when nothing is due. No commit wakes it: a letter may be a second
late, and most notices are for nobody's address."""
_LONGEST = timedelta(hours=1)

_TAKE = sa.text(
    "update notice_delivery d set tries = d.tries + 1, next_try_at = :lease"
    " from notice n, notice_address a where n.notice_id = d.notice_id and a.id = d.address_id"
    " and d.id in (select id from notice_delivery where state = 'waiting' and next_try_at <= :now"
    " order by next_try_at limit :most for update skip locked)"
    " returning d.id, d.tries, a.channel, a.address, a.language, n.kind, n.facts, n.about,"
    " n.about_id, n.case_id"
)


class Sender:
    """Takes deliveries up, sends each, and notes what became of it."""

    def __init__(
        self,
        database: Database[Any],
        actor: Actor,
        catalogue: Catalogue,
        channels: Mapping[str, Channel],
    ) -> None:
        self._database = database
        self._actor = actor
        self._catalogue = catalogue
        self._channels = channels

    async def run(self) -> None:
        """Send for ever; a database that is away is waited for."""
        while True:
            try:
                sent = await self.send_due()
            except Exception:
                log.exception("notices.failed")
                sent = 0
            if not sent:
                await asyncio.sleep(IDLE_SECONDS)

    async def send_due(self) -> int:
        """Try what is due now.

        Returns:
            How many were tried.

        """
        now = self._database.now()
        due = {"now": now, "lease": now + LEASE, "most": AT_ONCE}
        with quiet():
            async with self._database.begin(self._actor) as work:
                taken = (await work.connection.execute(_TAKE, due)).all()
        for row in taken:
            await self._note(row, await self._try(row))
        return len(taken)

    async def _try(self, row: Any) -> str | None:
        """Send one; the kind of fault, if there was one: its words may hold an address."""
        channel = self._channels.get(row.channel)
        if channel is None or not channel.takes(row.address):
            return "ChannelNotOffered"
        text = said(row.kind, row.facts, self._catalogue, Language(row.language))
        facts = {"kind": row.kind, "about": row.about, "about_id": row.about_id}
        try:
            await channel.send(
                Message(row.id, row.address, text, text, {**facts, "case_id": row.case_id})
            )
        except Exception as fault:
            log.warning("notice.not_sent", delivery=str(row.id), fault=type(fault).__name__)
            return type(fault).__name__
        return None

    async def _note(self, row: Any, fault: str | None) -> None:
        now = self._database.now()
        became: dict[str, Any] = {"state": "sent", "sent_at": now, "last_error": None}
        if fault is not None:
            wait = min(timedelta(seconds=5 * 2**row.tries), _LONGEST)
            state = "parked" if row.tries >= MOST_TRIES else "waiting"
            became = {"state": state, "next_try_at": now + wait, "last_error": fault}
        changed = sa.update(notice_delivery).where(notice_delivery.c.id == row.id).values(**became)
        with quiet():
            async with self._database.begin(self._actor) as work:
                await work.connection.execute(changed)
