"""All that the handling sheet (售后信息处理单) of a request prints."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.forms import Paper, case, local
from intake.adapters import tables
from intake.application.customer.people_views import (
    ContactView,
    FullContactView,
    FullSiteView,
    SiteView,
)
from intake.application.queries.requests import reachable

_REQUEST, _CUSTOMER, _CONTACT = tables.request, tables.customer, tables.contact
_ASSET, _SITE, _KEY = tables.asset, tables.site, tables.subject_key
_OF_REQUEST = (
    "number",
    "department",
    "centre",
    "product_line",
    "channel",
    "subject",
    "description",
    "handled_by",
    "state",
    "ended_because",
)
_OF_ASSET = ("serial", "model", "project_no", "invoice_no")


async def handling_sheet(
    connection: AsyncConnection, actor: Actor, request_id: UUID, *, personal: bool
) -> Paper:
    """The sheet of a request within the actor's reach.

    Args:
        connection: a transaction inside the region.
        actor: whose reach counts.
        request_id: which request.
        personal: names, numbers and addresses in full; else masked.

    """
    chosen = sa.select(_REQUEST).where(_REQUEST.c.id == request_id, *reachable(actor))
    request = (await connection.execute(chosen)).one_or_none()
    if request is None:
        raise UnknownRecord("request", request_id)
    of_customer = sa.select(_CUSTOMER).where(_CUSTOMER.c.id == request.customer_id)
    customer = (await connection.execute(of_customer)).one()
    asset = (
        await connection.execute(sa.select(_ASSET).where(_ASSET.c.id == request.asset_id))
    ).one()
    said = {
        **_fields(request, _OF_REQUEST),
        **_fields(asset, _OF_ASSET),
        "customer": customer.name,
        "customer_code": customer.code,
        "commissioned_on": asset.commissioned_on and f"{asset.commissioned_on}",
        "reported_at": local(request.reported_at, request.zone),
        "registered_at": local(request.registered_at, request.zone),
        "resolved_at": local(request.resolved_at, request.zone),
        **_judged(request),
        "referrals": [
            each.get("supplier") or each.get("guidance") or "" for each in request.referrals
        ],
        **await _person(connection, request.contact_id, personal=personal),
        "address": await _address(connection, asset.site_id, personal=personal),
    }
    return Paper("handling_sheet", request.number, request.version, case(request_id), said)


def _fields(row: Any, names: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in names}


def _judged(request: Any) -> Mapping[str, Any]:
    judgement, entitlement = request.judgement or {}, request.entitlement or {}
    return {
        "service_type": judgement.get("service_type"),
        "fault_level": judgement.get("fault_level"),
        "major": judgement.get("major"),
        "cover": entitlement.get("cover"),
    }


async def _person(
    connection: AsyncConnection, contact_id: UUID | None, *, personal: bool
) -> Mapping[str, str | None]:
    if contact_id is None:
        return {"contact": None, "phone": None}
    row = await _with_key(connection, _CONTACT, contact_id)
    view = FullContactView if personal else ContactView
    person = view.opened(row, row.key)
    return {"contact": person.name, "phone": person.phone}


async def _address(connection: AsyncConnection, site_id: UUID, *, personal: bool) -> str:
    row = await _with_key(connection, _SITE, site_id)
    return (FullSiteView if personal else SiteView).opened(row, row.key).address


async def _with_key(connection: AsyncConnection, table: sa.Table, subject: UUID) -> Any:
    chosen = sa.select(table, _KEY.c.key).outerjoin(_KEY, _KEY.c.id == table.c.id)
    return (await connection.execute(chosen.where(table.c.id == subject))).one()
