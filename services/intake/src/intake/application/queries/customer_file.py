"""All that is known of a customer, in one answer (001-5.1.2.1, 004-5.1.3.3, 002-4.6b)."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from intake.adapters import tables, tables_file
from intake.application.customer.file_views import (
    CustomerFileView,
    FileEntryView,
    NeedView,
    ServiceView,
    WhoView,
)
from intake.application.customer.people_views import ContactView, SiteView
from intake.application.queries.customers import show_customer
from intake.application.views import (
    AssetView,
    ContractView,
    DeliveryView,
    ImprovementView,
    RequestView,
    View,
)

V = TypeVar("V", bound=View)

_KEY, _REQUEST, _ENTRY = tables.subject_key, tables.request, tables_file.file_entry
_LATEST = Slice(limit=20)
_YEAR = timedelta(days=365)


async def customer_file(
    connection: AsyncConnection, actor: Actor, customer_id: UUID, *, finance: bool
) -> CustomerFileView:
    """The file of a customer within the actor's reach.

    Args:
        connection: a transaction inside the region.
        actor: whose reach counts.
        customer_id: whose file.
        finance: with quotes and charges.

    """
    pick = _Pick(connection, customer_id)
    customer = await show_customer(connection, actor, customer_id)
    money = await pick.entries("quote", "charge") if finance else None
    return CustomerFileView(
        customer=WhoView(
            customer=customer,
            contacts=await pick.sealed(tables.contact, ContactView),
            sites=await pick.sealed(tables.site, SiteView),
            units=await pick.latest(tables.asset, AssetView, "id"),
        ),
        orders=await pick.latest(tables.contract, ContractView, "ends_on"),
        deliveries=await pick.latest(tables_file.delivery, DeliveryView, "delivered_on"),
        service=ServiceView(
            requests=await pick.latest(_REQUEST, RequestView, "reported_at"),
            improvements=await pick.latest(tables_file.improvement, ImprovementView, "wished_at"),
            needs=await pick.needs(),
        ),
        complaints=await pick.entries("complaint"),
        finance=money,
    )


class _Pick:
    """The latest of a customer's rows."""

    def __init__(self, connection: AsyncConnection, customer_id: UUID) -> None:
        self._connection = connection
        self._customer_id = customer_id

    async def latest(
        self, table: sa.Table, view: type[V], by: str, *narrow: sa.ColumnElement[bool]
    ) -> list[V]:
        chosen = sa.select(table).where(table.c.customer_id == self._customer_id, *narrow)
        order = [table.c.id] if by == "id" else [table.c[by], table.c.id]
        page = await listed(self._connection, chosen, order, view.of, _LATEST, newest_first=True)
        return list(page.items)

    async def sealed(self, table: sa.Table, view: type[V]) -> list[V]:
        chosen = (
            sa.select(table, _KEY.c.key)
            .outerjoin(_KEY, _KEY.c.id == table.c.id)
            .where(table.c.customer_id == self._customer_id)
        )
        return list((await listed(self._connection, chosen, [table.c.id], view.of, _LATEST)).items)

    async def entries(self, *kinds: str) -> list[FileEntryView]:
        return await self.latest(_ENTRY, FileEntryView, "at", _ENTRY.c.kind.in_(kinds))

    async def needs(self) -> list[NeedView]:
        """What the needs of twelve months were about, the most frequent first (002-4.6b)."""
        fault: sa.ColumnElement[Any] = _REQUEST.c.judgement["fault_kind"].as_string()
        about = (_REQUEST.c.product_line, _REQUEST.c.need, fault)
        chosen = (
            sa.select(
                _REQUEST.c.product_line,
                _REQUEST.c.need,
                fault.label("fault_kind"),
                sa.func.count().label("requests"),
                sa.func.count(_REQUEST.c.asset_id.distinct()).label("units"),
            )
            .where(
                _REQUEST.c.customer_id == self._customer_id,
                _REQUEST.c.state.not_in(["cancelled", "merged"]),
                _REQUEST.c.reported_at > sa.func.now() - _YEAR,
            )
            .group_by(*about)
            .order_by(sa.desc("requests"), *about)
            .limit(_LATEST.limit)
        )
        return [NeedView.of(row) for row in await self._connection.execute(chosen)]
