"""What a customer sees of the own case: named fact by fact and field by field, nothing else.

A customer follows progress, promises, prices and results. Who wrote or approved what, the clocks
among ourselves and to whom they escalate, what a free case costs us and how our stock stands are
not for them.
"""

from collections.abc import Mapping
from typing import Any

from gateway.domain.change import Entry
from gateway.domain.fold import Document

_ALWAYS = ("id", "since", "version", "state")
_WITHHELD_WHEN_FREE = frozenset({"lines"})

CLOCKS = frozenset({"appointment", "response", "arrival", "fix"})
"""Promises made to the customer; the others are between ourselves."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "request": (
        "number",
        "customer_id",
        "asset_id",
        "asset_serial",
        "product_line",
        "site_code",
        "centre",
        "department",
        "channel",
        "subject",
        "reported_at",
        "service_type",
        "fault_level",
        "fault_kind",
        "entitlement",
        "mode",
        "into_request_id",
        "registered_at",
        "triaged_at",
        "service_started_at",
        "resolved_at",
        "verified_at",
        "closed_at",
        "reopened_at",
        "cancelled_at",
        "merged_at",
    ),
    "work_order": ("opened_at", "responded_at", "waiting_for", "mode", "resolved_at"),
    "clocks": ("name", "due_at", "verdict", "started_at", "stopped_at", "overdue"),
    "visits": (
        "number",
        "engineer_name",
        "planned_from",
        "planned_to",
        "departed_at",
        "arrived_at",
        "finished_at",
        "cancelled_at",
        "fixed",
    ),
    "reports": ("visit_id", "fixed", "findings", "work_done", "parts", "signed_at"),
    "replacements": ("asset_id", "part_no", "serial_on", "serial_off"),
    "quotes": ("number", "total", "valid_until", "offered_at", "ended_at"),
    "charges": ("visit_id", "quote_id", "free", "held", "total", "lines", "computed_at"),
    "verifications": ("due_at", "ended_at", "reason"),
    "surveys": ("due_at", "ended_at", "degree", "satisfied"),
    "complaints": (
        "level",
        "first_reply_due_at",
        "solution_due_at",
        "replied_at",
        "handled_at",
        "reopened_at",
        "closed_at",
    ),
}
"""Fields a customer sees of each section's entries; a section that is not here is ours."""

FACTS: Mapping[str, tuple[str, ...]] = {
    "request.registered": ("number", "subject", "asset_serial", "channel", "reported_at"),
    "request.triaged": ("number", "service_type", "fault_level", "entitlement"),
    "request.service_started": (),
    "request.resolved": ("mode",),
    "request.verified": (),
    "request.closed": ("number",),
    "request.reopened": (),
    "request.cancelled": (),
    "request.merged": ("into_request_id",),
    "work_order.responded": ("channel",),
    "work_order.resumed": (),
    "clock.started": ("clock_id", "name", "due_at"),
    "clock.breached": ("clock_id", "name", "due_at"),
    "clock.stopped": ("clock_id", "name", "verdict", "due_at", "stopped_at"),
    "scheme.consent_asked": ("scheme_id",),
    "scheme.consent_recorded": ("scheme_id", "given", "by", "channel"),
    "visit.scheduled": ("visit_id", "number", "engineer_name", "planned_from", "planned_to"),
    "visit.rescheduled": ("visit_id", "engineer_name", "planned_from", "planned_to"),
    "visit.departed": ("visit_id",),
    "visit.arrived": ("visit_id",),
    "visit.finished": ("visit_id", "fixed"),
    "visit.cancelled": ("visit_id",),
    "report.signed": ("report_id", "visit_id", "fixed", "findings", "work_done", "parts"),
    "part.replaced": ("asset_id", "part_no", "serial_on", "serial_off"),
    "quote.offered": ("quote_id", "number", "total", "valid_until"),
    "quote.accepted": ("quote_id", "total"),
    "quote.refused": ("quote_id",),
    "quote.expired": ("quote_id",),
    "quote.voided": ("quote_id",),
    "charge.computed": ("charge_id", "visit_id", "free", "held", "total", "lines"),
    "verification.opened": ("verification_id", "due_at"),
    "case.verified": ("verification_id",),
    "case.unsatisfied": ("verification_id", "reason"),
    "survey.sent": ("survey_id", "due_at"),
    "survey.scored": ("survey_id", "degree", "satisfied"),
    "complaint.opened": (
        "complaint_id",
        "level",
        "first_reply_due_at",
        "solution_due_at",
    ),
    "complaint.replied": ("complaint_id",),
    "complaint.handled": ("complaint_id",),
    "complaint.reopened": ("complaint_id",),
    "complaint.closed": ("complaint_id",),
}
"""Fields a customer sees of each fact; a fact that is not here is ours."""


def sections_for_customer(document: Document) -> Document:
    """The case as its customer may see it."""
    return {
        section: {
            key: _seen(entry, (*_ALWAYS, *fields))
            for key, entry in document.get(section, {}).items()
            if _told(section, entry)
        }
        for section, fields in SECTIONS.items()
    }


def tells_customer(name: str, data: Mapping[str, Any]) -> bool:
    """Whether a fact is for the customer at all."""
    return name in FACTS and (not name.startswith("clock.") or data["name"] in CLOCKS)


def facts_for_customer(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of one fact as the customer may see them."""
    return _seen(data, FACTS.get(name, ()))


def _seen(data: Mapping[str, Any], fields: tuple[str, ...]) -> Entry:
    withheld = _WITHHELD_WHEN_FREE if data.get("free") else frozenset[str]()
    return {name: data[name] for name in fields if name in data and name not in withheld}


def _told(section: str, entry: Mapping[str, Any]) -> bool:
    """A quote exists for the customer once it has been offered; a clock, if it is theirs."""
    match section:
        case "quotes":
            return "offered_at" in entry
        case "clocks":
            return entry.get("name") in CLOCKS
        case _:
            return True
