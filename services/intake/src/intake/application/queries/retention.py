"""What nobody needed since a day, and no legal hold keeps; and the holds themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

import orjson
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

# What policies say at most: a preset with a contract's clauses, and the day before which they let
# go. A customer goes by all that its centre, its units, its contracts and its cases go by; what is
# kept longest decides.
_TERMS = """
    with term as (
        select * from jsonb_to_recordset(cast(:terms as jsonb))
            as t(preset text, clauses jsonb, before timestamptz)
    )
"""
_BEFORE = """
    select min(t.before) as before from term t join (
        select e.policy as preset, jsonb_build_object() as clauses
        from service_centre e where e.region = c.region and e.code = c.centre
        union select l.policy, jsonb_build_object() from asset a
        join product_line l on l.region = a.region and l.code = a.product_line
        where a.customer_id = c.id
        union select k.policy, k.clauses from contract k where k.customer_id = c.id
        union select coalesce(r.policy, e.policy), jsonb_build_object() from request r
        join service_centre e on e.region = r.region and e.code = r.centre
        where r.customer_id = c.id
    ) held using (preset, clauses)
"""

# A customer is idle when no case is open, and neither case, contact, contract, delivery nor
# warranty reaches into the years of keeping.
_IDLE = f"""
    select c.id, b.before from customer c cross join lateral ({_BEFORE}) b
    where not {_HELD.format("c.id")}
    and not exists (select from request r where r.customer_id = c.id
        and (r.state not in ('closed', 'cancelled', 'merged') or r.last_act_at >= b.before))
    and not exists (select from contact_log l where l.customer_id = c.id
        and l.recorded_at >= b.before)
    and not exists (select from contract k where k.customer_id = c.id
        and k.ends_on >= cast(b.before as date))
    and not exists (select from delivery d where d.customer_id = c.id
        and d.delivered_on >= cast(b.before as date))
    and not exists (select from asset a where a.customer_id = c.id
        and coalesce(a.accepted_on, a.sale_date)
            + make_interval(months => coalesce(a.warranty_months, 12)) >= b.before)
"""  # noqa: S608 - no value of a caller's is in it
_OF_IDLE = (
    "{terms} select p.id, idle.before from {table} p join ({idle}) idle on idle.id = p.customer_id"
    " where p.erased_at is null order by p.id limit {most}"
)
_CONTACTS, _SITES = (
    sa.text(_OF_IDLE.format(terms=_TERMS, table=table, idle=_IDLE, most=_AT_ONCE))
    for table in ("contact", "site")
)
# A case goes by the policy it was judged under, with the clauses of the contract that covered it;
# one that was never judged by its product line's, else by its centre's.
_DESCRIBED = sa.text(
    f"""
    {_TERMS}
    select r.id from request r
    join service_centre e on e.region = r.region and e.code = r.centre
    left join product_line l on l.region = r.region and l.code = r.product_line
    left join contract k on k.id = cast(r.entitlement->>'contract_id' as uuid)
        and r.entitlement->>'cover' in ('contract_period', 'om_period')
    join term t on t.preset = coalesce(r.policy, l.policy, e.policy)
        and t.clauses = coalesce(k.clauses, jsonb_build_object())
    where r.description is not null and r.state in ('closed', 'cancelled', 'merged')
    and r.last_act_at < t.before and not {_HELD.format("r.customer_id")}
    order by r.last_act_at limit {_AT_ONCE}
    """  # noqa: S608 - no value of a caller's is in it
)


@dataclass(frozen=True)
class Term:
    """A preset with a contract's clauses, and the moment before which nothing has to be kept."""

    preset: str
    clauses: Mapping[str, object]
    before: datetime


@dataclass(frozen=True)
class Due:
    """A person or a place that nothing has to do with since then."""

    id: UUID
    before: datetime


async def idle_contacts(connection: AsyncConnection, terms: Sequence[Term]) -> list[Due]:
    """People at customers with whom nothing was to do for the years of keeping."""
    rows = await connection.execute(_CONTACTS, _said(terms))
    return [Due(row.id, row.before) for row in rows]


async def idle_sites(connection: AsyncConnection, terms: Sequence[Term]) -> list[Due]:
    """Their sites."""
    rows = await connection.execute(_SITES, _said(terms))
    return [Due(row.id, row.before) for row in rows]


async def described_requests(connection: AsyncConnection, terms: Sequence[Term]) -> list[UUID]:
    """Requests that ended so long ago and still say what the caller described."""
    return list((await connection.execute(_DESCRIBED, _said(terms))).scalars())


def _said(terms: Sequence[Term]) -> dict[str, str]:
    return {"terms": orjson.dumps([asdict(term) for term in terms]).decode()}


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
