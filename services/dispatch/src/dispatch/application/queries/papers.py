"""What the forms of a case print: scheme, notice, records and report of a visit."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.forms import Paper, case, local
from dispatch.adapters import tables
from dispatch.application.queries.paper_parts import head, proof_of, times, within_reach, written

_SCHEME, _VISIT, _REPORT = tables.scheme, tables.visit, tables.report


async def scheme_form(connection: AsyncConnection, actor: Actor, scheme_id: UUID) -> Paper:
    """The scheme (售后服务方案) with the steps of its review."""
    scheme, order = await within_reach(connection, actor, _SCHEME, scheme_id)
    consent = scheme.consent or {}
    said = {
        **head(order),
        **scheme.proposal,
        "number": order.number,
        "author": scheme.author,
        "state": scheme.state,
        "major": scheme.major,
        "submitted_at": local(scheme.submitted_at, order.zone),
        "approvals": [step | {"at": written(step["at"], order.zone)} for step in scheme.approvals],
        "consent": consent.get("given"),
        "consent_by": consent.get("by"),
        "consent_at": written(consent.get("at"), order.zone),
    }
    return Paper("scheme", f"{order.number}-scheme", scheme.version, case(order.request_id), said)


async def service_notice(connection: AsyncConnection, actor: Actor, visit_id: UUID) -> Paper:
    """The service notice (售后服务通知单) of a visit."""
    visit, order = await within_reach(connection, actor, _VISIT, visit_id)
    of_visit = sa.select(_SCHEME.c.proposal).where(_SCHEME.c.id == visit.scheme_id)
    proposal = (await connection.execute(of_visit)).scalar_one()
    said = {
        **head(order),
        **times(visit, order.zone),
        "unit": visit.unit,
        "task": visit.task,
        "state": visit.state,
        "parts": proposal["parts"],
    }
    return Paper("service_notice", visit.number, visit.version, case(order.request_id), said)


async def outing_record(connection: AsyncConnection, actor: Actor, visit_id: UUID) -> Paper:
    """The record of a visit (外出服务记录表): to be filled in, or with what was signed."""
    visit, order = await within_reach(connection, actor, _VISIT, visit_id)
    of_visit = sa.select(_REPORT).where(_REPORT.c.visit_id == visit_id)
    report = (await connection.execute(of_visit)).one_or_none()
    findings: Mapping[str, Any] = report.findings if report else {}
    said = {
        **head(order),
        **times(visit, order.zone),
        "fixed": visit.fixed,
        "head_by": visit.head_by,
        "written_by": report.written_by if report else None,
        "findings": findings.get("findings"),
        "work_done": findings.get("work_done"),
        "signed": written(report.signature["signed_at"], order.zone) if report else None,
    }
    return Paper(
        "outing_record", f"{visit.number}-record", visit.version, case(order.request_id), said
    )


async def repair_report(connection: AsyncConnection, actor: Actor, report_id: UUID) -> Paper:
    """The repair service report (维修服务报告) that the customer signed."""
    report, order = await within_reach(connection, actor, _REPORT, report_id)
    of_report = sa.select(_VISIT).where(_VISIT.c.id == report.visit_id)
    visit = (await connection.execute(of_report)).one()
    signature = report.signature
    said = {
        **head(order),
        **times(visit, order.zone),
        **report.findings,
        "archive_number": report.archive_number,
        "sha256": report.sha256,
        "signed": written(signature["signed_at"], order.zone),
        "proof": proof_of(signature),
    }
    return Paper(
        "repair_report", f"{visit.number}-report", report.version, case(order.request_id), said
    )


async def repair_record(connection: AsyncConnection, actor: Actor, visit_id: UUID) -> Paper:
    """The repair record in three copies (售后服务维修记录单): stub, service, customer."""
    visit, order = await within_reach(connection, actor, _VISIT, visit_id)
    of_visit = sa.select(_REPORT).where(_REPORT.c.visit_id == visit_id)
    report = (await connection.execute(of_visit)).one_or_none()
    findings: Mapping[str, Any] = report.findings if report else {}
    said = {
        **head(order),
        **times(visit, order.zone),
        "unit": visit.unit or order.centre,
        "wanted_from": local(order.customer_from, order.zone),
        "work_done": findings.get("work_done"),
        "parts": findings.get("parts", []),
    }
    name = f"{visit.number}-repair"
    return Paper("repair_record", name, visit.version, case(order.request_id), said)
