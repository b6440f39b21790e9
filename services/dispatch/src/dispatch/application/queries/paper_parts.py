"""What several of dispatch's forms print alike, within the reach of whoever asks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.forms import local
from dispatch.adapters import tables
from dispatch.application.queries.reach import orders_of, under_orders_of

_ORDER = tables.work_order
_TIMES = (
    "planned_from",
    "planned_to",
    "busy_from",
    "busy_to",
    "departed_at",
    "arrived_at",
    "finished_at",
)


async def within_reach(
    connection: AsyncConnection, actor: Actor, table: sa.Table, key: UUID
) -> tuple[Any, Any]:
    """A scheme, visit or report and its work order; a crew sees its own."""
    chosen = sa.select(table).where(table.c.id == key, *under_orders_of(actor, table))
    part = (await connection.execute(chosen)).one_or_none()
    if part is None:
        raise UnknownRecord(table.name, key)
    above = sa.select(_ORDER).where(_ORDER.c.id == part.work_order_id, *orders_of(actor))
    order = (await connection.execute(above)).one_or_none()
    if order is None:
        raise UnknownRecord(table.name, key)
    return part, order


def head(order: Any) -> Mapping[str, Any]:
    return {
        "request_number": order.number,
        "serial": order.asset_serial,
        "site": order.site_code,
        "subject": order.subject,
        "department": order.department,
        "centre": order.centre,
        "fault_level": order.fault_level,
        "reported_at": local(order.reported_at, order.zone),
    }


def times(visit: Any, zone: str) -> Mapping[str, Any]:
    said = {name: local(getattr(visit, name), zone) for name in _TIMES}
    return {"number": visit.number, "engineer": visit.engineer_name, **said}


def proof_of(signature: Mapping[str, Any]) -> str:
    """What a signature or seal is kept with, in one line."""
    parts = (signature.get(name) for name in ("kind", "place", "device", "sha256"))
    return "  ".join(part for part in parts if part)


def written(moment: str | None, zone: str) -> str | None:
    """A moment kept as text, as a form shows it."""
    return None if moment is None else local(datetime.fromisoformat(moment), zone)
