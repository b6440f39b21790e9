"""A row of the list of tasks, and what goes first in it."""

from typing import Any

import sqlalchemy as sa

from aftercare_kit.notices import tasks
from dispatch.adapters import tables
from dispatch.domain.precedence import Precedence

_SCHEME, _ORDER = tables.scheme, tables.work_order


def agreed(scheme_id: Any) -> "sa.ColumnElement[bool]":
    """Whether the customer agreed to the scheme that the work goes by."""
    said = _SCHEME.alias("agreed_to")
    given = said.c.consent["given"].astext == "true"
    return sa.exists().where(said.c.id == scheme_id, given)


def complaint_agreed(request_id: Any) -> "sa.ColumnElement[bool]":
    """Whether something that a customer agreed to after a complaint is still to be done."""
    order = _ORDER.alias("complained_of")
    some = sa.func.jsonb_array_length(order.c.agreed_complaints) > 0
    return sa.exists().where(order.c.request_id == request_id, some)


def task(
    kind: str,
    about: Any,
    about_id: Any,
    since: Any,
    due_at: Any,
    facts: "sa.ColumnElement[Any]",
    first: "sa.ColumnElement[bool] | None" = None,
) -> "sa.Select[*tuple[Any, ...]]":
    """A row of the list, with its place in it."""
    row = tasks.task(kind, about, about_id, since, due_at, facts)
    return row.add_columns(precedence(about, first).label("precedence"))


def precedence(about: Any, first: "sa.ColumnElement[bool] | None") -> "sa.ColumnElement[int]":
    """After-sales before all else (002-4.4.4a), what is agreed before that (004-5.3.2.2c)."""
    of_a_case = about.in_(["work_order", "scheme", "visit", "report", "outing"])
    usual = sa.case((of_a_case, Precedence.AFTER_SALES.value), else_=Precedence.OTHER.value)
    if first is None:
        return usual
    return sa.case((first, Precedence.AGREED.value), else_=usual)
