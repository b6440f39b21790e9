"""What intake listens to, and what it then does."""

from aftercare_contracts.billing import (
    ChargeComputed,
    QuoteAccepted,
    QuoteExpired,
    QuoteOffered,
    QuoteRefused,
    QuoteVoided,
)
from aftercare_contracts.dispatch import (
    WorkOrderPapersChanged,
    WorkOrderResolved,
    WorkOrderResponded,
)
from aftercare_contracts.feedback import (
    CaseUnsatisfied,
    CaseVerified,
    ComplaintClosed,
    ComplaintConsulted,
    ComplaintOpened,
    ComplaintReopened,
    ComplaintReplied,
)
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.consumers import Reactions
from intake.application.ports import Work
from intake.application.reactions.on_complaint import (
    on_complaint_closed,
    on_complaint_consulted,
    on_complaint_opened,
    on_complaint_reopened,
    on_complaint_replied,
)
from intake.application.reactions.on_money import (
    on_charge_computed,
    on_quote_accepted,
    on_quote_expired,
    on_quote_offered,
    on_quote_refused,
    on_quote_voided,
)
from intake.application.reactions.on_papers import on_papers_changed
from intake.application.reactions.on_part_replaced import on_part_replaced
from intake.application.reactions.on_verification import on_case_unsatisfied, on_case_verified
from intake.application.reactions.on_work_order import (
    on_work_order_resolved,
    on_work_order_responded,
)


def reactions() -> Reactions[Work]:
    """The table of intake's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    table.on(WorkOrderResponded, on_work_order_responded)
    table.on(WorkOrderResolved, on_work_order_resolved)
    table.on(WorkOrderPapersChanged, on_papers_changed)
    table.on(CaseVerified, on_case_verified)
    table.on(CaseUnsatisfied, on_case_unsatisfied)
    table.on(ComplaintOpened, on_complaint_opened)
    table.on(ComplaintReplied, on_complaint_replied)
    table.on(ComplaintConsulted, on_complaint_consulted)
    table.on(ComplaintReopened, on_complaint_reopened)
    table.on(ComplaintClosed, on_complaint_closed)
    table.on(QuoteOffered, on_quote_offered)
    table.on(QuoteAccepted, on_quote_accepted)
    table.on(QuoteRefused, on_quote_refused)
    table.on(QuoteExpired, on_quote_expired)
    table.on(QuoteVoided, on_quote_voided)
    table.on(ChargeComputed, on_charge_computed)
    table.on(PartReplaced, on_part_replaced)
    return table
