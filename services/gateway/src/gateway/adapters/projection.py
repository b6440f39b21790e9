"""Writes the read model: a batch of events in a handful of statements, however many they are."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit.events import Received
from gateway.adapters.tables import case_view, timeline
from gateway.domain.fact import Fact
from gateway.domain.fold import fold_all
from gateway.domain.headline import headline

_STUBS = sa.text(
    "insert into case_view (request_id, region, version, engineer_ids, overdue,"
    " overdue_for_customer, changed_at, document)"
    " select request_id, :region, 0, '{}', false, false, :now, '{}' from unnest(:requests)"
    " request_id on conflict do nothing"
).bindparams(sa.bindparam("requests", type_=ARRAY(sa.Uuid)))
_LOCK = sa.text(
    "select request_id, version, document from case_view"
    " where request_id = any(:requests) order by request_id for update"
)
_HEAD = (
    "number", "state", "customer_id", "centre", "department", "asset_serial", "subject",
    "fault_level", "major", "reported_at", "engineer_ids", "overdue",
    "overdue_for_customer",
)  # fmt: skip
_WRITE = (
    sa.update(case_view)
    .where(case_view.c.request_id == sa.bindparam("key"))
    .values({name: sa.bindparam(name) for name in (*_HEAD, "version", "changed_at", "document")})
)


class BatchProjection:
    """Gathers the events of one transaction and writes them before it commits."""

    def __init__(self, connection: AsyncConnection, *, region: str, now: datetime) -> None:
        self._connection = connection
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
        await self._connection.execute(
            insert(timeline).on_conflict_do_nothing(index_elements=[timeline.c.event_id]),
            [self._line(event) for event in taken],
        )
        if rows:
            changed = [self._folded(row, facts[row.request_id]) for row in rows]
            await self._connection.execute(_WRITE, changed)

    async def _locked(self, requests: list[UUID]) -> list[Any]:
        if not requests:
            return []
        stubs = {"requests": requests, "region": self._region, "now": self._now}
        await self._connection.execute(_STUBS, stubs)
        found = await self._connection.execute(
            _LOCK.columns(case_view.c.request_id, case_view.c.version, case_view.c.document),
            {"requests": requests},
        )
        return list(found)

    def _folded(self, row: Any, facts: list[Fact]) -> dict[str, Any]:
        document = fold_all(row.document, facts)
        head = asdict(headline(document))
        head["customer_id"] = _uuid(head["customer_id"])
        head["engineer_ids"] = [UUID(each) for each in head["engineer_ids"]]
        head["reported_at"] = head["reported_at"] and datetime.fromisoformat(head["reported_at"])
        return head | {
            "key": row.request_id,
            "version": row.version + len(facts),
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


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text is not None else None
