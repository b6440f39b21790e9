"""The customer file: customers, the people there, their sites, units and contracts."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.customer.people_views import ContactView, SiteView
from intake.application.queries.listing import keys, start_of
from intake.application.rights import RIGHTS, own_customer
from intake.application.views import (
    AssetView,
    ContractView,
    CustomerView,
)

_CUSTOMER, _CONTACT, _SITE = tables.customer, tables.contact, tables.site
_KEY = tables.subject_key
_ASSET, _CONTRACT = tables.asset, tables.contract


def within_reach(actor: Actor, customer_id: "sa.Column[UUID]") -> list[sa.ColumnElement[bool]]:
    """Which rows the actor may see: the own customer's, or those of the own centre's customers."""
    RIGHTS.require(actor, "customer.read")
    own = own_customer(actor)
    reach: list[sa.ColumnElement[bool]] = []
    if own is not None:
        reach.append(customer_id == own)
    if actor.centre is not None:
        ours = sa.select(_CUSTOMER.c.id).where(_CUSTOMER.c.centre == actor.centre)
        reach.append(customer_id.in_(ours))
    return reach


async def list_customers(
    connection: AsyncConnection,
    actor: Actor,
    *,
    code: str | None = None,
    text: str | None = None,
    wanted: Slice,
) -> Page[CustomerView]:
    """Customers by code; `text` is looked for in code and name."""
    chosen = sa.select(_CUSTOMER).where(*within_reach(actor, _CUSTOMER.c.id))
    if code is not None:
        chosen = chosen.where(_CUSTOMER.c.code == code)
    order = (_CUSTOMER.c.code, _CUSTOMER.c.id)
    if text is not None:
        found = sa.func.find_customers(
            text, own_customer(actor), actor.centre, code, *start_of(order, wanted)
        )
        chosen = chosen.where(_CUSTOMER.c.id.in_(await keys(connection, found)))
    return await listed(connection, chosen, order, CustomerView.of, wanted)


async def show_customer(
    connection: AsyncConnection, actor: Actor, customer_id: UUID
) -> CustomerView:
    """One customer."""
    chosen = sa.select(_CUSTOMER).where(
        _CUSTOMER.c.id == customer_id, *within_reach(actor, _CUSTOMER.c.id)
    )
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("customer", customer_id)
    return CustomerView.of(row)


async def list_contacts(
    connection: AsyncConnection, actor: Actor, customer_id: UUID, wanted: Slice
) -> Page[ContactView]:
    """The people at a customer's, masked."""
    await show_customer(connection, actor, customer_id)
    chosen = (
        sa.select(_CONTACT, _KEY.c.key)
        .outerjoin(_KEY, _KEY.c.id == _CONTACT.c.id)
        .where(_CONTACT.c.customer_id == customer_id)
    )
    return await listed(connection, chosen, (_CONTACT.c.id,), ContactView.of, wanted)


async def list_sites(
    connection: AsyncConnection, actor: Actor, *, customer_id: UUID | None, wanted: Slice
) -> Page[SiteView]:
    """Sites by code, their addresses masked."""
    chosen = (
        sa.select(_SITE, _KEY.c.key)
        .outerjoin(_KEY, _KEY.c.id == _SITE.c.id)
        .where(*within_reach(actor, _SITE.c.customer_id))
    )
    if customer_id is not None:
        chosen = chosen.where(_SITE.c.customer_id == customer_id)
    return await listed(connection, chosen, (_SITE.c.code, _SITE.c.id), SiteView.of, wanted)


async def list_assets(
    connection: AsyncConnection,
    actor: Actor,
    *,
    customer_id: UUID | None = None,
    serial: str | None = None,
    text: str | None = None,
    parent_id: UUID | None = None,
    wanted: Slice,
) -> Page[AssetView]:
    """Units by serial number; `text` is looked for in all that the nameplate says."""
    chosen = sa.select(_ASSET).where(*within_reach(actor, _ASSET.c.customer_id))
    if customer_id is not None:
        chosen = chosen.where(_ASSET.c.customer_id == customer_id)
    if serial is not None:
        chosen = chosen.where(_ASSET.c.serial == serial)
    if parent_id is not None:
        chosen = chosen.where(_ASSET.c.parent_id == parent_id)
    order = (_ASSET.c.serial, _ASSET.c.id)
    # A unit's parts are few and listed whole; words are looked for among all units.
    if text is not None and parent_id is None:
        whose = customer_id or own_customer(actor)
        found = sa.func.find_assets(text, whose, actor.centre, serial, *start_of(order, wanted))
        chosen = chosen.where(_ASSET.c.id.in_(await keys(connection, found)))
    return await listed(connection, chosen, order, AssetView.of, wanted)


async def show_asset(connection: AsyncConnection, actor: Actor, asset_id: UUID) -> AssetView:
    """One unit with what was exchanged in it."""
    chosen = sa.select(_ASSET).where(
        _ASSET.c.id == asset_id, *within_reach(actor, _ASSET.c.customer_id)
    )
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("asset", asset_id)
    return AssetView.of(row)


async def list_contracts(
    connection: AsyncConnection, actor: Actor, *, customer_id: UUID | None, wanted: Slice
) -> Page[ContractView]:
    """Contracts by the day they end, so that those to be renewed come first."""
    chosen = sa.select(_CONTRACT).where(*within_reach(actor, _CONTRACT.c.customer_id))
    if customer_id is not None:
        chosen = chosen.where(_CONTRACT.c.customer_id == customer_id)
    order = (_CONTRACT.c.ends_on, _CONTRACT.c.id)
    return await listed(connection, chosen, order, ContractView.of, wanted)
