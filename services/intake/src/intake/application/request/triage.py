"""The desk judges a request, and the promise for it is frozen (002-4.2.1b, 002-T2)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import Engagement, GeoPoint, Promise
from aftercare_contracts.values import Entitlement as Covered
from aftercare_kit.fields import Body, Moment
from intake.application.ports import PlacedUnit, Work
from intake.application.request import form_clock, quality_alarm
from intake.application.request.cover import cover_at
from intake.application.request.promise import promise_for
from intake.application.rights import RIGHTS, must_reach
from intake.application.views import RequestView
from intake.domain.departments import FaultKind
from intake.domain.entitlement import Entitlement
from intake.domain.need import ServiceKind, service_kind
from intake.domain.place import told_place
from intake.domain.promise import Judgement, ServiceType
from intake.domain.request import Request
from intake.domain.routing import Maker, department_of


class TriageRequest(Body):
    """Type, level and kind of the fault; `urban` where the site's own situation does not hold."""

    service_type: ServiceType
    fault_level: Annotated[int, Field(ge=1, le=4, strict=True)]
    major: bool = False
    fault_kind: FaultKind
    urban: bool | None = None
    service_kind: ServiceKind | None = None
    occurred_at: Moment | None = None


async def triage_request(command: TriageRequest, request_id: UUID, work: Work) -> RequestView:
    """Judge the request by what held when the fault was reported: contract, warranty, policy."""
    RIGHTS.require(work.actor, "request.triage")
    at = work.moment(command.occurred_at)
    request = await work.requests.target(request_id)
    must_reach(
        work.actor,
        "request",
        request_id,
        customer_id=request.customer_id,
        centre=request.centre,
    )
    unit = await work.lookups.unit(request.customer_id, request.asset_id, centre=request.centre)
    held, answer = await cover_at(work.lookups, unit, request.reported_at)
    entitlement = answer.entitlement
    judgement = Judgement(
        service_type=command.service_type,
        fault_level=command.fault_level,
        major=command.major,
        fault_kind=command.fault_kind,
        urban=unit.urban if command.urban is None else command.urban,
    )
    line = await work.product_lines.find(code=request.product_line)
    handled_by = department_of(
        command.service_type,
        command.fault_kind,
        str(held.policy.get("routing.by")),
        None if line is None else Maker(line.served_by, line.made_by),
    )
    kind = service_kind(request.need, entitlement, command.service_kind)
    request.triage(
        at,
        judgement,
        handled_by=handled_by,
        entitlement=entitlement,
        policy=held.policy.name,
        policy_version=held.policy.version,
        service_kind=kind,
    )
    promise = promise_for(held, judgement, unit.hours, request.reported_at.year)
    work.announce(
        request, _triaged(request, judgement, _engagement(request, unit), entitlement, promise), at
    )
    await quality_alarm.raise_if_repeated(work, request, held, at)
    await form_clock.stop(work, request.id)
    return RequestView.of(request)


def _engagement(request: Request, unit: PlacedUnit) -> Engagement:
    place = told_place(unit.place, unit.customer_kind)
    told = place and GeoPoint(latitude=place.latitude, longitude=place.longitude)
    return Engagement(centre=request.centre, zone=request.zone, place=told)


def _triaged(
    request: Request,
    judgement: Judgement,
    engagement: Engagement,
    entitlement: Entitlement,
    promise: Promise,
) -> RequestTriaged:
    return RequestTriaged(
        request_id=request.id,
        number=request.number,
        customer_id=request.customer_id,
        asset_id=request.asset_id,
        asset_serial=request.asset_serial,
        product_line=request.product_line,
        site_code=request.site_code,
        subject=request.subject,
        service_type=judgement.service_type,
        fault_level=judgement.fault_level,
        major=judgement.major,
        fault_kind=judgement.fault_kind.value,
        department=request.handled_by or "",
        engagement=engagement,
        entitlement=Covered.model_validate(entitlement.__dict__),
        promise=promise,
        reported_at=request.reported_at,
        service_kind=request.service_kind or ServiceKind.ON_SITE_REPAIR,
    )
