"""The desk's list of requests, a customer's own, and one of them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.application.queries.listing import Slice, listed
from intake.application.rights import RIGHTS, own_customer
from intake.application.views import RequestView
from intake.domain.request import State

_REQUEST = tables.request


@dataclass(frozen=True)
class Filter:
    """What narrows the list; `text` is looked for in the subject."""

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
        found = [_REQUEST.c[name] == value for name, value in equal.items() if value is not None]
        if self.text is not None:
            found.append(_REQUEST.c.subject.icontains(self.text, autoescape=True))
        return found


async def list_requests(
    connection: AsyncConnection, actor: Actor, *, narrow: Filter, wanted: Slice
) -> Page[RequestView]:
    """Requests, the latest reported first."""
    chosen = sa.select(_REQUEST).where(*_within_reach(actor), *narrow.conditions())
    order = (_REQUEST.c.reported_at, _REQUEST.c.id)
    return await listed(connection, chosen, RequestView, order, wanted, newest_first=True)


async def show_request(connection: AsyncConnection, actor: Actor, request_id: UUID) -> RequestView:
    """One request."""
    chosen = sa.select(_REQUEST).where(_REQUEST.c.id == request_id, *_within_reach(actor))
    row = (await connection.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownRecord("request", request_id)
    return RequestView.of(row)


def _within_reach(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Which requests the actor may see: the own customer's, the own centre's."""
    RIGHTS.require(actor, "request.read")
    own = own_customer(actor)
    reach: list[sa.ColumnElement[bool]] = []
    if own is not None:
        reach.append(_REQUEST.c.customer_id == own)
    if actor.centre is not None:
        reach.append(_REQUEST.c.centre == actor.centre)
    return reach
