"""What nobody needed since a day, and no legal hold keeps; and the holds themselves."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables_file
from intake.application.queries.customers import within_reach
from intake.application.rights import RIGHTS
from intake.application.views import LegalHoldView

_AT_ONCE = 1000
"""So many in one turn; what is left over waits for the next."""

_HELD = "exists (select from legal_hold h where h.customer_id = {} and h.released_at is null)"

# A customer is idle when no case is open, and neither case, contact, contract, delivery nor
# warranty reaches into the years of keeping.
_IDLE = f"""
    select c.id from customer c
    where not {_HELD.format("c.id")}
    and not exists (select from request r where r.customer_id = c.id
        and (r.state not in ('closed', 'cancelled', 'merged') or r.last_act_at >= :before))
    and not exists (select from contact_log l where l.customer_id = c.id
        and l.recorded_at >= :before)
    and not exists (select from contract k where k.customer_id = c.id
        and k.ends_on >= cast(:before as date))
    and not exists (select from delivery d where d.customer_id = c.id
        and d.delivered_on >= cast(:before as date))
    and not exists (select from asset a where a.customer_id = c.id
        and coalesce(a.accepted_on, a.sale_date)
            + make_interval(months => coalesce(a.warranty_months, 12)) >= :before)
"""  # noqa: S608 - no value of a caller's is in it
_CONTACTS = sa.text(
    f"select id from contact where erased_at is null and customer_id in ({_IDLE})"  # noqa: S608
    f" order by id limit {_AT_ONCE}"
)
_SITES = sa.text(
    f"select id from site where erased_at is null and customer_id in ({_IDLE})"  # noqa: S608
    f" order by id limit {_AT_ONCE}"
)
_DESCRIBED = sa.text(
    "select r.id from request r where r.description is not null"  # noqa: S608
    " and r.state in ('closed', 'cancelled', 'merged') and r.last_act_at < :before"
    f" and not {_HELD.format('r.customer_id')} order by r.last_act_at limit {_AT_ONCE}"
)


async def idle_contacts(connection: AsyncConnection, before: datetime) -> list[UUID]:
    """People at customers with whom nothing was to do since then."""
    return list((await connection.execute(_CONTACTS, {"before": before})).scalars())


async def idle_sites(connection: AsyncConnection, before: datetime) -> list[UUID]:
    """Their sites."""
    return list((await connection.execute(_SITES, {"before": before})).scalars())


async def described_requests(connection: AsyncConnection, before: datetime) -> list[UUID]:
    """Requests that ended before then and still say what the caller described."""
    return list((await connection.execute(_DESCRIBED, {"before": before})).scalars())


async def list_holds(
    connection: AsyncConnection, actor: Actor, *, customer_id: UUID | None, wanted: Slice
) -> Page[LegalHoldView]:
    """Legal holds, the latest first."""
    RIGHTS.require(actor, "legal_hold.keep")
    table = tables_file.legal_hold
    chosen = sa.select(table).where(*within_reach(actor, table.c.customer_id))
    if customer_id is not None:
        chosen = chosen.where(table.c.customer_id == customer_id)
    order = (table.c.placed_at, table.c.id)
    return await listed(connection, chosen, order, LegalHoldView.of, wanted, newest_first=True)
