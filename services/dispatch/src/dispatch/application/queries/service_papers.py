"""What reports of planned service print, read within the reach of whoever asks."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.forms import Paper, case, local
from dispatch.adapters import tables_service
from dispatch.application.queries.paper_parts import proof_of, written
from dispatch.application.queries.service_orders import services_of
from dispatch.domain.service_table import Form

_ORDER, _REPORT = tables_service.service_order, tables_service.service_report


async def service_report(connection: AsyncConnection, actor: Actor, report_id: UUID) -> Paper:
    """A report that the service table demands, on the form it demands (001-T1, 001-5.5.5a)."""
    chosen = sa.select(_REPORT).join(_ORDER, _ORDER.c.id == _REPORT.c.service_order_id)
    within = chosen.where(_REPORT.c.id == report_id, *services_of(actor))
    report = (await connection.execute(within)).one_or_none()
    if report is None:
        raise UnknownRecord("service_report", report_id)
    above = sa.select(_ORDER).where(_ORDER.c.id == report.service_order_id)
    order = (await connection.execute(above)).one()
    number = order.notice_number or order.number
    leads_to = (
        case(order.request_id) if order.request_id else f"/api/dispatch/service-orders/{order.id}"
    )
    said = {**_of_order(order), **_of_report(report, order), "number": number}
    if report.form == Form.TRAINING_RECORD:
        return Paper("training_record", f"{number}-training", report.version, leads_to, said)
    return Paper("service_report", f"{number}-report", report.version, leads_to, said)


def _of_order(order: Any) -> dict[str, Any]:
    return {
        "order_number": order.number,
        "kind": order.kind,
        "occasion": order.occasion,
        "mode": order.mode,
        "subject": order.subject,
        "site": order.site_code,
        "department": order.department,
        "engineer": order.engineer_name,
        "arrived_at": local(order.arrived_at, order.zone),
        "done_at": local(order.done_at, order.zone),
    }


def _of_report(report: Any, order: Any) -> dict[str, Any]:
    content, proof = report.content or {}, report.proof or {}
    return {
        "form": report.form,
        "units": report.units,
        "results": [unit for unit in order.results if unit["serial"] in report.units],
        "training": content.get("training"),
        "findings": content.get("findings"),
        "work_done": content.get("work_done"),
        "rating": report.customer_rating,
        "rating_declined": report.rating_declined,
        "suggestion": report.suggestion,
        "archive_number": report.archive_number,
        "signed": written(proof.get("signed_at"), order.zone),
        "proof": proof_of(proof),
        "sha256": report.sha256,
    }
