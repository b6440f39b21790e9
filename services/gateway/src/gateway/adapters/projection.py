"""Writes the read model: a batch of events in a handful of statements, however many they are."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit.driver import fetch
from aftercare_kit.events import Received
from aftercare_kit.writes import Writes
from gateway.adapters.tables import case_view, timeline
from gateway.domain.fact import Fact
from gateway.domain.fold import fold_all
from gateway.domain.headline import headline

_STUBS = (
    "insert into case_view (request_id, region, version, engineer_ids, overdue,"
    " overdue_for_customer, changed_at, document)"
    " select request_id, $2::text, 0, '{}', false, false, $3::timestamptz, '{}'"
    " from unnest($1::uuid[]) request_id on conflict do nothing"
)
_LOCK = (
    "select request_id, version, document from case_view"
    " where request_id = any($1) order by request_id for update"
)


class BatchProjection:
    """Gathers the events of one transaction and writes them before it commits."""

    def __init__(
        self, connection: AsyncConnection, writes: Writes, *, region: str, now: datetime
    ) -> None:
        self._connection = connection
        self._writes = writes
        self._region = region
        self._now = now
        self._taken: list[Received[Event]] = []

    def take(self, event: Received[Event]) -> None:
        """Have an event written with the batch it came in."""
        self._taken.append(event)

    async def write(self) -> None:
        """Write what was taken.

        Batches of several streams change the same cases at the same time: they lock them in one
        order, stubs of unknown cases included, so they wait for each other and never in a circle.
        The timeline is written under those locks, so that it tells a case in commit order.
        """
        if not self._taken:
            return
        taken, self._taken = self._taken, []
        facts = _facts_by_case(taken)
        rows = await self._locked(sorted(facts))
        for event in taken:
            self._writes.add_missing(timeline, self._line(event), unique=("event_id",))
        views = [self._folded(row, facts[row["request_id"]]) for row in rows]
        self._writes.put(case_view, views, keep=("region",))
        await self._writes.send(self._writes.pack())

    async def _locked(self, requests: list[UUID]) -> list[Any]:
        if not requests:
            return []
        await fetch(self._connection, _STUBS, requests, self._region, self._now)
        return await fetch(self._connection, _LOCK, requests)

    def _folded(self, row: Any, facts: list[Fact]) -> dict[str, Any]:
        document = fold_all(row["document"], facts)
        return vars(headline(document)) | {
            "request_id": row["request_id"],
            "region": self._region,
            "version": row["version"] + len(facts),
            "changed_at": self._now,
            "document": document,
        }

    def _line(self, event: Received[Event]) -> dict[str, Any]:
        said = event.data
        return {
            "event_id": event.id,
            "region": self._region,
            "request_id": said.request_id if isinstance(said, CaseEvent) else None,
            "service": said.publisher(),
            "aggregate": said.aggregate_name(),
            "aggregate_id": event.aggregate_id,
            "aggregate_version": event.aggregate_version,
            "type": said.type,
            "occurred_at": event.time,
            "recorded_at": self._now,
            "title_en": said.title.en,
            "title_zh": said.title.zh,
            "facts": said.model_dump(mode="json"),
        }


def _facts_by_case(events: list[Received[Event]]) -> dict[UUID, list[Fact]]:
    cases: dict[UUID, list[Fact]] = defaultdict(list)
    for event in events:
        if isinstance(event.data, CaseEvent):
            cases[event.data.request_id].append(
                Fact(
                    id=event.id,
                    name=f"{event.data.aggregate_name()}.{event.data.fact_name()}",
                    data=event.data.model_dump(mode="json"),
                    aggregate_id=event.aggregate_id,
                    version=event.aggregate_version,
                    at=event.time,
                )
            )
    return cases
