"""The desk's list of requests, a customer's own, and one of them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.queries.listing import keys, start_of
from intake.application.rights import RIGHTS, own_customer
from intake.application.views import RequestView
from intake.domain.request import State

_REQUEST = tables.request


@dataclass(frozen=True)
class Filter:
    """What narrows the list; `text` is looked for in what was told and what the unit bears."""

    state: State | None = None
    customer_id: UUID | None = None
    asset_id: UUID | None = None
    number: str | None = None
    text: str | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """The same for SQL."""
        equal = {
            "state": self.state,
            "customer_id": self.customer_id,
            "asset_id": self.asset_id,
            "number": self.number,
        }
        return [_REQUEST.c[name] == value for name, value in equal.items() if value is not None]


async def list_requests(
    connection: AsyncConnection, actor: Actor, *, narrow: Filter, wanted: Slice
) -> Page[RequestView]:
    """Requests, the latest reported first."""
    chosen = sa.select(_REQUEST).where(*reachable(actor), *narrow.conditions())
    order = (_REQUEST.c.reported_at, _REQUEST.c.id)
    if narrow.text is not None:
        found = sa.func.find_requests(
            narrow.text,
            narrow.customer_id or own_customer(actor),
            narrow.asset_id,
            actor.centre,
            narrow.state,
            narrow.number,
            *start_of(order, wanted),
        )
        chosen = chosen.where(_REQUEST.c.id.in_(await keys(connection, found)))
    return await listed(connection, chosen, order, RequestView.of, wanted, newest_first=True)


async def show_request(connection: AsyncConnection, actor: Actor, request_id: UUID) -> RequestView:
    """One request."""
    chosen = sa.select(_REQUEST).where(_REQUEST.c.id == request_id, *reachable(actor))
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("request", request_id)
    return RequestView.of(row)


def reachable(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Which requests the actor may see: the own customer's, the own centre's."""
    RIGHTS.require(actor, "request.read")
    own = own_customer(actor)
    reach: list[sa.ColumnElement[bool]] = []
    if own is not None:
        reach.append(_REQUEST.c.customer_id == own)
    if actor.centre is not None:
        reach.append(_REQUEST.c.centre == actor.centre)
    return reach
