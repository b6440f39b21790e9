"""A triaged request becomes a work order whose promised clocks run (002-4.2.2, 002-T2)."""

import json
from functools import lru_cache

from pydantic import TypeAdapter

from aftercare_clocks import ClockTerms
from aftercare_contracts.dispatch import WorkOrderOpened
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import ClockPromise, Engagement
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.work_order.report_up import reported_up
from dispatch.domain.place import Place
from dispatch.domain.routing import first_line
from dispatch.domain.work_order import WorkOrder

_CLOCKS = TypeAdapter(list[ClockPromise])
FROM_REPORT = frozenset({"contacted", "reported"})
FROM_TRIAGE = frozenset({"triaged", "informed", "handed_over"})


async def on_request_triaged(event: Received[RequestTriaged], work: Work) -> None:
    """Open the work order; a request has one, however often it is triaged."""
    request = event.data
    if await work.work_orders.find(request_id=request.request_id) is not None:
        return
    order = WorkOrder(
        id=new_id(),
        region=event.region,
        request_id=request.request_id,
        number=request.number,
        customer_id=request.customer_id,
        asset_id=request.asset_id,
        asset_serial=request.asset_serial,
        site_code=request.site_code,
        subject=request.subject,
        department=request.department,
        centre=request.engagement.centre,
        zone=request.engagement.zone,
        fault_level=request.fault_level,
        major=request.major,
        fault_kind=request.fault_kind,
        policy=request.promise.policy,
        policy_version=request.promise.version,
        promised=_promised(_CLOCKS.dump_json(request.promise.clocks)),
        parameters=request.promise.parameters,
        reported_at=request.reported_at,
        opened_at=event.time,
        last_act_at=event.time,
        place=_place(request.engagement),
        service_type=request.service_type,
        line=first_line(major=request.major),
    )
    opened = WorkOrderOpened(
        request_id=order.request_id,
        work_order_id=order.id,
        department=order.department,
        centre=order.centre,
        fault_level=order.fault_level,
        major=order.major,
        owner=order.owner,
        line=order.line,
    )
    work.announce(order, opened, event.time)
    work.work_orders.add(order)
    work.clocks.none_yet("work_order_id", order.id)
    await keep.start(work, order, FROM_REPORT, request.reported_at)
    await keep.start(work, order, FROM_TRIAGE, event.time)
    if order.of_quality:
        await keep.start(work, order, {"sheet_received"}, event.time)
    if order.major:
        work.announce(order, reported_up(order, "major problem"), event.time)


@lru_cache(maxsize=512)
def _promised(clocks: bytes) -> tuple[ClockTerms, ...]:
    """The terms of a case, which are those of all cases of its policy and its centre's days."""
    return tuple(ClockTerms.from_json(clock) for clock in json.loads(clocks))


def _place(engagement: Engagement) -> Place | None:
    at = engagement.place
    return at and Place(at.latitude, at.longitude)
