"""A report that the service table demands is filled in (001-5.5.5a)."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import ServiceReportWritten
from aftercare_kit.fields import Body, Code, Line, Moment, Prose
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.service_order.reach import target_service
from dispatch.application.views_service import ServiceReportView
from dispatch.domain.acceptance import must_be_theirs
from dispatch.domain.service_errors import ReportNotDemanded, ServiceOutOfOrder
from dispatch.domain.service_order import ServiceOrder, ServiceState
from dispatch.domain.service_report import Content, ServiceReport, Training
from dispatch.domain.service_table import Form, Mode


class TrainingColumn(Body):
    """What was taught, for how long, by whom, to how many, with which material."""

    topic: Line
    trainer: Line
    attendees: Annotated[int, Field(ge=1, le=1_000)]
    material: Line


class WriteReport(Body):
    """The form, the units it is about, and what was found and done."""

    form: Form
    units: Annotated[list[Code], Field(max_length=500)] = []
    findings: Prose
    work_done: Prose
    training: TrainingColumn | None = None
    checked: Annotated[list[Code], Field(max_length=50)] = []
    occurred_at: Moment | None = None


async def write_report(command: WriteReport, order_id: UUID, work: Work) -> ServiceReportView:
    """Fill the form in; only what is demanded and not there yet."""
    RIGHTS.require(work.actor, "service_order.carry_out")
    at = work.moment(command.occurred_at)
    order = await target_service(work, order_id)
    order.must_be_for(work.actor.engineer_id)
    if order.taught is not None:
        must_be_theirs(order.taught, work.actor.roles)
    if order.state is not ServiceState.DONE:
        raise ServiceOutOfOrder(state=order.state)
    report = ServiceReport(
        id=new_id(),
        region=order.region,
        service_order_id=order.id,
        form=command.form,
        units=list(command.units),
        on_site=order.mode is Mode.ON_SITE,
        content=_content(command, order.training_hours),
        written_at=at,
    )
    await _must_be_due(work, order, report)
    work.service_reports.add(report)
    written = ServiceReportWritten(
        service_report_id=report.id,
        service_order_id=order.id,
        form=report.form.value,
        units=report.units,
        training_hours=order.training_hours if command.training else None,
    )
    work.announce(report, written, at)
    return ServiceReportView.of(report)


async def _must_be_due(work: Work, order: ServiceOrder, report: ServiceReport) -> None:
    there = await work.service_reports.every(service_order_id=order.id)
    left = [demand for demand in order.demands if not any(each.meets(demand) for each in there)]
    if not any(report.meets(demand) for demand in left):
        due = ", ".join(f"{demand.form} {' '.join(demand.units)}".strip() for demand in left)
        raise ReportNotDemanded(field="form", form=report.form, due=due or "-")


def _content(command: WriteReport, hours: Decimal | None) -> Content:
    taught = command.training
    return Content(
        findings=command.findings,
        work_done=command.work_done,
        training=taught
        and Training(
            taught.topic, hours or Decimal(0), taught.trainer, taught.attendees, taught.material
        ),
        checked=list(command.checked),
    )
