"""A change of policy is tried on last month's cases before it is published."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_clocks import CalendarSpec, ClockTerms, terms_from_text
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import Promise
from aftercare_kit.actors import Actor
from aftercare_kit.fields import Body, Code
from intake.application.fields import ParameterValues
from intake.application.request.promise import promise_for
from intake.application.rights import RIGHTS
from intake.application.views import EffectView, PreviewView
from intake.domain import policy
from intake.domain.departments import FaultKind
from intake.domain.policy import BUILT_IN_SINCE, Publication, in_force
from intake.domain.preview import PastCase, effects
from intake.domain.promise import Judgement
from intake.domain.service_centre import hours_of

MONTH = timedelta(days=31)
MOST_CASES = 2000

_PAST = sa.text(
    """
    select r.number, r.reported_at, r.resolved_at, r.judgement, t.data, t.occurred_at as triaged_at,
        (select min(s.occurred_at) from event s
            where s.case_id = r.id and s.type = 'aftercare.intake.request.service_started.v1')
            as service_started_at,
        c.zone, c.week, c.holidays, c.closed, k.clauses
    from request r
    join event t on t.case_id = r.id and t.type = 'aftercare.intake.request.triaged.v1'
    join service_centre c on c.region = r.region and c.code = r.centre
    left join contract k on k.id = (r.entitlement ->> 'contract_id')::uuid
        and (r.entitlement ->> 'item_in_scope')::boolean
    where r.policy = :preset and r.reported_at >= :since and r.reported_at < :until
        and (:centre ::text is null or r.centre = :centre)
    order by r.reported_at desc, r.id desc
    limit :most
    """
)
_DAYS = TypeAdapter(list[date])
_WEEK = TypeAdapter(dict[str, list[tuple[str, str]]])


class PreviewPolicy(Body):
    """The change that is thought of."""

    preset: Code = "base"
    overrides: ParameterValues = {}


async def preview_policy(
    command: PreviewPolicy, connection: AsyncConnection, actor: Actor
) -> PreviewView:
    """Fold the last 31 days' cases by the terms they were promised and by those of the change.

    Waits for customers are dispatch's to know; a case that waited may show as late on both sides.
    """
    RIGHTS.require(actor, "policy.preview")
    policy.must_be_sound(command.preset, command.overrides, field="overrides")
    now = datetime.now(UTC)
    named = {
        "preset": command.preset,
        "since": now - MONTH,
        "until": now,
        "centre": actor.centre,
        "most": MOST_CASES,
    }
    rows = (await connection.execute(_PAST, named)).mappings().all()
    change = Publication(2, BUILT_IN_SINCE + timedelta(seconds=1), command.overrides)
    cases = [_case(cast("dict[str, Any]", row), command.preset, change) for row in rows]
    return PreviewView(
        preset=command.preset,
        since=now - MONTH,
        until=now,
        cases=len(cases),
        effects=[EffectView.of(effect) for effect in effects(cases, now)],
    )


def _case(row: dict[str, Any], preset: str, change: Publication) -> PastCase:
    said = RequestTriaged.model_validate(row["data"])
    held = in_force(preset, [change], row["reported_at"], row["clauses"] or {})
    then = promise_for(held, _judged(row["judgement"]), _hours(row), row["reported_at"].year)
    happened = {
        name: row[f"{name}_at"]
        for name in ("reported", "triaged", "service_started", "resolved")
        if row[f"{name}_at"] is not None
    }
    return PastCase(row["number"], happened, _terms(said.promise), _terms(then))


def _judged(judgement: dict[str, Any]) -> Judgement:
    return Judgement(
        service_type=judgement["service_type"],
        fault_level=judgement["fault_level"],
        major=judgement["major"],
        fault_kind=FaultKind(judgement["fault_kind"]),
        urban=judgement["urban"],
    )


def _hours(row: dict[str, Any]) -> CalendarSpec | None:
    week = _WEEK.validate_python(row["week"])
    return (
        hours_of(row["zone"], week, row["holidays"], _DAYS.validate_python(row["closed"]))
        if week
        else None
    )


def _terms(promise: Promise) -> list[ClockTerms]:
    return [terms_from_text(clock.model_dump_json()) for clock in promise.clocks]
