"""The same reach as commands have, as conditions of a query: what lies outside is not listed."""

import sqlalchemy as sa

from aftercare_kit.actors import Actor
from dispatch.adapters import tables

_ORDER, _VISIT = tables.work_order, tables.visit


def orders_of(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which work orders the actor's token reaches."""
    conditions: list[sa.ColumnElement[bool]] = []
    if actor.centre is not None:
        conditions.append(_ORDER.c.centre == actor.centre)
    if actor.customer_id is not None:
        conditions.append(_ORDER.c.customer_id == actor.customer_id)
    if actor.engineer_id is not None:
        own = sa.select(_VISIT.c.work_order_id).where(_VISIT.c.engineer_id == actor.engineer_id)
        conditions.append(_ORDER.c.id.in_(own))
    return conditions


def visits_of(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which visits the actor's token reaches: those of its work orders, an engineer's own only."""
    conditions = orders_of(actor)
    if not conditions:
        return []
    of_orders = _VISIT.c.work_order_id.in_(sa.select(_ORDER.c.id).where(*conditions))
    if actor.engineer_id is None:
        return [of_orders]
    return [of_orders, _VISIT.c.engineer_id == actor.engineer_id]
