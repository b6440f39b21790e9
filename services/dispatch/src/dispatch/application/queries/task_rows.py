"""A row of the list of tasks, and what goes first in it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from dispatch.adapters import tables
from dispatch.domain.precedence import Precedence

_SCHEME = tables.scheme


def agreed(scheme_id: Any) -> "sa.ColumnElement[bool]":
    """Whether the customer agreed to the scheme that the work goes by."""
    said = _SCHEME.alias("agreed_to")
    given = said.c.consent["given"].astext == "true"
    return sa.exists().where(said.c.id == scheme_id, given)


def task(
    kind: str,
    about: Any,
    about_id: Any,
    since: Any,
    due_at: Any,
    facts: "sa.ColumnElement[Any]",
    first: "sa.ColumnElement[bool] | None" = None,
) -> "sa.Select[*tuple[Any, ...]]":
    due = sa.null() if due_at is None else due_at
    return sa.select(
        sa.literal(kind).label("kind"),
        about.label("about"),
        about_id.label("about_id"),
        since.label("since"),
        sa.cast(due, sa.DateTime(timezone=True)).label("due_at"),
        facts.label("facts"),
        precedence(about, first).label("precedence"),
    )


def precedence(about: Any, first: "sa.ColumnElement[bool] | None") -> "sa.ColumnElement[int]":
    """After-sales before all else (002-4.4.4a), an agreed scheme before that (004-5.3.2.2c)."""
    of_a_case = about.in_(["work_order", "scheme", "visit", "report", "outing"])
    usual = sa.case((of_a_case, Precedence.AFTER_SALES.value), else_=Precedence.OTHER.value)
    if first is None:
        return usual
    return sa.case((first, Precedence.AGREED.value), else_=usual)


def facts(**named: Any) -> "sa.ColumnElement[Any]":
    pairs = [each for name, value in named.items() for each in (sa.literal(name), value)]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB)
