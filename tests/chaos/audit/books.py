"""The books of a suite after the storm, read in its databases, whatever its services say."""

import json
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any, TypeAlias

import asyncpg

from aftercare_contracts.topology import PUBLISHING, SERVICES
from aftercare_launcher.demo.place import Place
from aftercare_launcher.ports import LOOPBACK
from aftercare_launcher.stack.settings import SERVICE_ORDER
from aftercare_launcher.state.passwords import Passwords

ID = "[0-9a-f-]{36}"
SAID_BY = {
    "/api/intake/customers": "customer.updated",
    "/api/intake/assets": "asset.registered",
    "/api/intake/contracts": "contract.signed",
    "/api/intake/requests": "request.registered",
    f"/api/intake/requests/{ID}/triage": "request.triaged",
    f"/api/intake/requests/{ID}/merge": "request.merged",
    f"/api/intake/requests/{ID}/cancel": "request.cancelled",
    f"/api/dispatch/work-orders/{ID}/respond": "work_order.responded",
    f"/api/dispatch/work-orders/{ID}/hold": "work_order.held",
    f"/api/dispatch/work-orders/{ID}/resume": "work_order.resumed",
    f"/api/dispatch/work-orders/{ID}/escalate": "work_order.escalated",
    f"/api/dispatch/work-orders/{ID}/schemes": "scheme.submitted",
    f"/api/dispatch/schemes/{ID}/approve": "scheme.approved|scheme.reviewed",
    f"/api/dispatch/work-orders/{ID}/visits": "visit.scheduled",
    f"/api/dispatch/work-orders/{ID}/outings": "outing.applied_for",
    f"/api/dispatch/outings/{ID}/approve": "outing.approved",
    f"/api/dispatch/visits/{ID}/accept": "visit.accepted",
    f"/api/dispatch/visits/{ID}/depart": "visit.departed",
    f"/api/dispatch/visits/{ID}/arrive": "visit.arrived",
    f"/api/dispatch/visits/{ID}/finish": "visit.finished",
    f"/api/dispatch/(work-orders/{ID}/resolve|visits/{ID}/report)": "work_order.resolved",
    f"/api/dispatch/reports/{ID}/hand-in": "report.handed_in",
    f"/api/dispatch/reports/{ID}/archive": "report.archived",
    f"/api/inventory/returns/{ID}/receive": "return.received",
    f"/api/inventory/returns/{ID}/inspect": "inspection.passed|inspection.failed",
    f"/api/inventory/returns/{ID}/store": "return.stored|item.scrapped",
    f"/api/feedback/verifications/{ID}/record": "case.verified|case.unsatisfied",
    f"/api/feedback/surveys/{ID}/answer": "survey.scored",
    f"/api/billing/quotes/{ID}/offer": "quote.offered",
    f"/api/billing/quotes/{ID}/accept": "quote.accepted",
    f"/api/billing/quotes/{ID}/refuse": "quote.refused",
}
"""Path of a command -> the facts that it makes its service say, once each time it is done."""

EFFECTS = """
case kind when 'receipt' then quantity when 'issue' then -quantity when 'return' then quantity
  when 'scrap' then -quantity when 'adjust' then quantity when 'transfer_out' then -quantity
  when 'transfer_in' then quantity else 0 end"""
CLAIMS = """
case kind when 'reserve' then quantity when 'release' then -quantity when 'issue' then -quantity
  else 0 end"""

Rows: TypeAlias = Callable[..., Awaitable[list[Any]]]
"""Asks for rows, with the query's arguments."""


class Books:
    """Reads as PostgreSQL's administrator, so that no row is hidden."""

    def __init__(self, place: Place) -> None:
        assert place.ports is not None
        self._port = place.ports["postgres"]
        self._password = Passwords(place.folder.secrets, SERVICE_ORDER).postgres["postgres"]

    @asynccontextmanager
    async def _open(self, service: str) -> AsyncGenerator[Any]:
        connection = await asyncpg.connect(
            host=LOOPBACK, port=self._port, user="postgres", password=self._password,
            database=service,
        )  # fmt: skip
        try:
            yield connection
        finally:
            await connection.close()

    async def rows(self, service: str, query: str, *arguments: object) -> list[Any]:
        async with self._open(service) as connection:
            return await connection.fetch(query, *arguments)

    @asynccontextmanager
    async def at_one_moment(self, service: str) -> AsyncGenerator[Rows]:
        """Several readings that see the same: what is said meanwhile is in none of them."""
        async with (
            self._open(service) as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield connection.fetch

    async def answers(self) -> dict[tuple[str, str], tuple[int, str]]:
        """What each service keeps as its answer: status and body, by who asked under which key."""
        kept: dict[tuple[str, str], tuple[int, str]] = {}
        for service in SERVICES:
            for row in await self.rows(service, "select * from idempotency"):
                kept[row["subject"], row["key"]] = (row["status"], bytes(row["body"]).decode())
        return kept

    async def said(self) -> Counter[str]:
        """How often each fact was said because a person acted."""
        counts: Counter[str] = Counter()
        for service in PUBLISHING:
            query = "select type, count(*) from event where actor like 'demo-%' group by type"
            for kind, count in await self.rows(service, query):
                counts[".".join(kind.split(".")[2:4])] += count
        return counts

    async def gaps(self) -> list[str]:
        """Aggregates whose versions are not 1 to n, each once.

        One goes by its id alone: a returned part is a `return`, an `inspection` and an `item`.
        """
        query = """
            select aggregate_id::text, array_agg(type), array_agg(aggregate_version) from event
            group by aggregate_id
            having min(aggregate_version) <> 1 or max(aggregate_version) <> count(*)
                or count(distinct aggregate_version) <> count(*)"""
        return [
            f"{service}: {row}" for service in PUBLISHING for row in await self.rows(service, query)
        ]

    async def wrong_levels(self) -> list[str]:
        """Stock that is negative, or is not what its movements add up to.

        A shelf that was asked in vain is empty and has no movements.
        """
        query = f"""
            with ledger as (
                select store, part_no, sum({EFFECTS}) as on_hand, sum({CLAIMS}) as reserved
                from movement group by store, part_no)
            select store, part_no, l.on_hand, l.reserved, m.on_hand, m.reserved
            from stock_level l full join ledger m using (store, part_no)
            where l.on_hand is distinct from coalesce(m.on_hand, 0)
                or l.reserved is distinct from coalesce(m.reserved, 0)
                or l.on_hand < 0 or l.reserved < 0 or l.reserved > l.on_hand"""
        return [str(row) for row in await self.rows("inventory", query)]

    async def claims_of_the_dead(self) -> list[str]:
        """Reservations that still hold parts for requests that ended without a visit."""
        ended = await self.rows(
            "intake", "select id from request where state in ('cancelled', 'merged')"
        )
        dead = {row["id"] for row in ended}
        held = (
            "select request_id, state, lines from reservation where state in ('reserved', 'short')"
        )
        return [str(row) for row in await self.rows("inventory", held) if row["request_id"] in dead]

    async def untraced_charges(self) -> list[str]:
        """Charges without their visit's report, whose lines come from nowhere or do not add up."""
        facts = {
            row[0]
            for service in PUBLISHING
            for row in await self.rows(service, "select event_id::text from event")
        }
        signed = "select data->>'visit_id' from event where type like '%.report.signed.%'"
        visits = Counter(row[0] for row in await self.rows("dispatch", signed))
        charges = await self.rows("billing", "select visit_id::text, total, lines from charge")
        wrong = [
            str(charge)
            for charge in charges
            if visits[charge["visit_id"]] != 1 or not _traced(charge, facts)
        ]
        return wrong + sorted(visits.keys() - {charge["visit_id"] for charge in charges})


def _traced(charge: Any, facts: set[str]) -> bool:
    lines: list[dict[str, Any]] = json.loads(charge["lines"])
    whole = sum((Decimal(line["amount"]) for line in lines), Decimal(0)) == charge["total"]
    return whole and all(line["source_event_id"] in facts for line in lines)
