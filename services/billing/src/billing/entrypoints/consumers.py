"""What billing listens to, and what it then does."""

from aftercare_contracts.dispatch import (
    CaseLogWritten,
    ReportSigned,
    SchemeApproved,
    SchemeWithdrawn,
    WorkOrderCancelled,
)
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.inventory import PartConsumed, PartUsed
from aftercare_kit.consumers import Reactions
from billing.application.ports import Work
from billing.application.reactions.on_log_costs import on_case_log_written, on_part_used
from billing.application.reactions.on_plans_dropped import (
    on_scheme_withdrawn,
    on_work_order_cancelled,
)
from billing.application.reactions.on_request_triaged import on_request_triaged
from billing.application.reactions.on_scheme_approved import on_scheme_approved
from billing.application.reactions.on_visit_facts import on_part_consumed, on_report_signed


def reactions() -> Reactions[Work]:
    """The table of billing's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    table.on(RequestTriaged, on_request_triaged)
    table.on(SchemeApproved, on_scheme_approved)
    table.on(SchemeWithdrawn, on_scheme_withdrawn)
    table.on(WorkOrderCancelled, on_work_order_cancelled)
    table.on(ReportSigned, on_report_signed)
    table.on(PartConsumed, on_part_consumed)
    table.on(CaseLogWritten, on_case_log_written)
    table.on(PartUsed, on_part_used)
    return table
