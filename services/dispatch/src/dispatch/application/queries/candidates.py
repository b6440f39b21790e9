"""Everybody who could be thought of for a job, with their calendars: one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.driver import fetch
from dispatch.adapters import tables
from dispatch.adapters.work import ENGINEERS
from dispatch.domain.booking import Booking, Calendar, Span
from dispatch.domain.service_order import BINDING_STATES
from dispatch.domain.suggestion import Candidate, Need

AROUND = timedelta(days=2)
"""Longer than any way there and back: what is booked outside it meets no job."""
WEEK = timedelta(days=3, hours=12)

LATEST = 200
"""So many of the customer's latest work orders are looked at for who has been there."""

_COLUMNS = [column.name for column in tables.engineer.columns]
_BINDING = ", ".join(f"'{state}'" for state in sorted(BINDING_STATES))


def _away(table: str) -> str:
    return f"""
    (select engineer_id, jsonb_agg(jsonb_build_array(begins_at, ends_at)) as spans from {table}
    where not cancelled and begins_at < $2 and ends_at > $1 group by engineer_id)
    """  # noqa: S608 - the name of a table of ours


# States and order of comparison are written out: the planner must see that the indexes of what is
# still open serve. The certificates of one who has none of a skill are looked at no further.
_STATEMENT = f"""
select {", ".join(f"e.{name}" for name in _COLUMNS)}, booked.spans as booked, booked.load,
    service.spans as service, away.spans as away, duty.spans as duty,
    been.customer as knows_customer, been.unit as knows_unit
from engineer e
left join (
    select engineer_id, count(*) as load,
        jsonb_agg(jsonb_build_array(id, number, busy_from, busy_to) order by busy_from)
            filter (where busy_from < $2 and busy_to > $1) as spans
    from visit
    where state not in ('finished', 'cancelled') and busy_from < $4 and busy_to > $3
    group by engineer_id
) booked on booked.engineer_id = e.id
left join (
    select engineer_id, jsonb_agg(
        jsonb_build_array(id, number, planned_from, planned_to) order by planned_from) as spans
    from service_order
    where state in ({_BINDING}) and engineer_id is not null
        and planned_from < $2 and planned_to > $1
    group by engineer_id
) service on service.engineer_id = e.id
left join {_away("absence")} away on away.engineer_id = e.id
left join {_away("duty")} duty on duty.engineer_id = e.id
left join (
    select v.engineer_id, count(*) as customer, count(*) filter (where o.asset_id = $6) as unit
    from (
        (select id, asset_id from work_order where customer_id = $5
        order by id desc limit {LATEST})
        union
        (select id, asset_id from work_order where asset_id = $6 and customer_id = $5
        order by id desc limit {LATEST})
    ) o join visit v on v.work_order_id = o.id and v.state = 'finished'
    group by v.engineer_id
) been on been.engineer_id = e.id
where e.active and ($9 or not exists (
    select from unnest($7::text[]) as asked (skill) where not exists (
        select from jsonb_array_elements(e.certificates) as held
        where held ->> 'skill' = asked.skill and (held ->> 'valid_until')::date >= $8)))
"""  # noqa: S608 - no value of a caller's is in it


@dataclass(frozen=True)
class Whose:
    """Whose unit the job is about."""

    customer_id: UUID
    asset_id: UUID


async def candidates(
    connection: AsyncConnection, need: Need, whose: Whose, *, everybody: bool
) -> list[Candidate]:
    """Those of the register who did not leave, with what is in their calendars around the job.

    Args:
        connection: for reading.
        need: what the job asks for.
        whose: for who has been there.
        everybody: also those who lack a valid certificate, and so fit no job that asks for it.

    """
    job = need.job
    rows = await fetch(
        connection, _STATEMENT,
        job.begins - AROUND, job.ends + AROUND, job.begins - WEEK, job.ends + WEEK,
        whose.customer_id, whose.asset_id, list(need.skills), need.last_day, everybody,
    )  # fmt: skip
    return [_candidate(row) for row in rows]


def _candidate(row: Mapping[str, Any]) -> Candidate:
    fields = {name: row[name] for name in _COLUMNS}
    visits = [
        Booking(UUID(v[0]), v[1], _span(v[2:]), can_wait=can_wait)
        for booked, can_wait in ((row["booked"], False), (row["service"], True))
        for v in booked or ()
    ]
    return Candidate(
        engineer=ENGINEERS.from_row(fields),
        calendar=Calendar(
            visits=visits,
            absences=[_span(each) for each in row["away"] or ()],
            duties=[_span(each) for each in row["duty"] or ()],
        ),
        load=row["load"] or 0,
        knows_customer=row["knows_customer"] or 0,
        knows_unit=row["knows_unit"] or 0,
    )


def _span(pair: Sequence[str]) -> Span:
    return Span(datetime.fromisoformat(pair[0]), datetime.fromisoformat(pair[1]))
