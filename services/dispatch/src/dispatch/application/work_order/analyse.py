"""Quality states cause and first measure, and names technicians (002-4.2.2a)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import WorkOrderAnalysed
from aftercare_kit.fields import Body, Line, Moment, Prose
from dispatch.application.clock import keep
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.domain.errors import NotOfQuality


class Analyse(Body):
    """The note of quality's analysis."""

    cause: Line
    measure: Prose
    technicians: Annotated[list[Line], Field(min_length=1, max_length=20)]
    occurred_at: Moment | None = None


async def analyse(command: Analyse, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Stop quality's clock (T03); the technicians' clock for the scheme (T04) begins."""
    RIGHTS.require(work.actor, "work_order.analyse")
    at = work.moment(command.occurred_at)
    order = await target_order(work, work_order_id)
    order.must_be_open()
    if not order.of_quality and not order.major:
        raise NotOfQuality
    analysed = WorkOrderAnalysed(
        request_id=order.request_id,
        work_order_id=order.id,
        cause=command.cause,
        measure=command.measure,
        technicians=list(command.technicians),
    )
    work.announce(order, analysed, at)
    await keep.stop(work, order.id, {"quality_analysis"}, at)
    await keep.start(work, order, {"technician_named"}, at)
    return WorkOrderView.of(order)
