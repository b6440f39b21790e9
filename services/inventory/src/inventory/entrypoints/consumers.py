"""What inventory listens to, and what it then does."""

from aftercare_contracts.dispatch import (
    CaseLogWritten,
    ReportSigned,
    SchemeApproved,
    SchemeWithdrawn,
    VisitCancelled,
    VisitDeparted,
    WorkOrderCancelled,
)
from aftercare_contracts.intake import RequestTriaged
from aftercare_kit.consumers import Reactions
from inventory.application.ports import Work
from inventory.application.reactions.on_case_log_written import on_case_log_written
from inventory.application.reactions.on_plans_dropped import (
    on_scheme_withdrawn,
    on_work_order_cancelled,
)
from inventory.application.reactions.on_report_signed import on_report_signed
from inventory.application.reactions.on_request_triaged import on_request_triaged
from inventory.application.reactions.on_scheme_approved import on_scheme_approved
from inventory.application.reactions.on_visit import on_visit_cancelled, on_visit_departed


def reactions() -> Reactions[Work]:
    """The table of inventory's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    table.on(RequestTriaged, on_request_triaged)
    table.on(SchemeApproved, on_scheme_approved)
    table.on(SchemeWithdrawn, on_scheme_withdrawn)
    table.on(WorkOrderCancelled, on_work_order_cancelled)
    table.on(VisitDeparted, on_visit_departed)
    table.on(VisitCancelled, on_visit_cancelled)
    table.on(ReportSigned, on_report_signed)
    table.on(CaseLogWritten, on_case_log_written)
    return table
