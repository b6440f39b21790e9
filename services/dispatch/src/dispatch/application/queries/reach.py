"""The same reach as commands have, as conditions of a query: what lies outside is not listed."""

import sqlalchemy as sa

from aftercare_kit.actors import Actor
from dispatch.adapters import tables, tables_outing
from dispatch.application.outside import is_outside
from dispatch.domain.visit import VisitState

_ORDER, _VISIT = tables.work_order, tables.visit


def orders_of(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which work orders the actor's token reaches."""
    conditions: list[sa.ColumnElement[bool]] = []
    if actor.centre is not None:
        conditions.append(_ORDER.c.centre == actor.centre)
    if actor.customer_id is not None:
        conditions.append(_ORDER.c.customer_id == actor.customer_id)
    own = own_visits(actor)
    if own:
        conditions.append(_ORDER.c.id.in_(sa.select(_VISIT.c.work_order_id).where(*own)))
    return conditions


def visits_of(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which visits the actor's token reaches: those of its work orders, own jobs only."""
    conditions = orders_of(actor)
    if not conditions:
        return []
    of_orders = _VISIT.c.work_order_id.in_(sa.select(_ORDER.c.id).where(*conditions))
    return [of_orders, *own_visits(actor)]


def own_visits(actor: Actor) -> "list[sa.ColumnElement[bool]]":
    """Which visits are the actor's own, for whoever is sent; nothing for all others."""
    if actor.engineer_id is not None:
        return [_VISIT.c.engineer_id == actor.engineer_id]
    if not is_outside(actor):
        return []
    return [
        # A token that names no unit equals none: `unit = null` is true of nothing.
        _VISIT.c.unit == sa.literal(actor.department, sa.Text),
        _VISIT.c.state != VisitState.CANCELLED.value,
    ]


def under_orders_of(actor: Actor, table: sa.Table) -> "list[sa.ColumnElement[bool]]":
    """Which schemes, visits and reports under a reached order the actor sees: a crew its own."""
    if not is_outside(actor):
        return []
    own = own_visits(actor)
    if table is _VISIT:
        return own
    if table is tables.report:
        return [table.c.visit_id.in_(sa.select(_VISIT.c.id).where(*own))]
    if table is tables.scheme:
        return [table.c.id.in_(sa.select(_VISIT.c.scheme_id).where(*own))]
    if table is tables_outing.outing:
        return [table.c.scheme_id.in_(sa.select(_VISIT.c.scheme_id).where(*own))]
    return []
