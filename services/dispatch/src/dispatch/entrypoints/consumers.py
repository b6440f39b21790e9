"""What dispatch listens to, and what it then does."""

from aftercare_contracts.billing import (
    LiabilityDecided,
    QuoteAccepted,
    QuoteExpired,
    QuoteRefused,
)
from aftercare_contracts.feedback import (
    ComplaintConsulted,
    ComplaintHandled,
    ComplaintReopened,
    ComplaintReplied,
)
from aftercare_contracts.intake import (
    HandoverCompleted,
    RequestCancelled,
    RequestMerged,
    RequestReopened,
    RequestTriaged,
)
from aftercare_contracts.inventory import PartReserved, PartShort
from aftercare_kit.consumers import Reactions
from dispatch.application.ports import Work
from dispatch.application.reactions.on_commercials import (
    on_liability_decided,
    on_quote_accepted,
    on_quote_expired,
    on_quote_refused,
)
from dispatch.application.reactions.on_complaint import (
    on_complaint_consulted,
    on_complaint_handled,
    on_complaint_reopened,
    on_complaint_replied,
)
from dispatch.application.reactions.on_handover_completed import on_handover_completed
from dispatch.application.reactions.on_parts import on_part_reserved, on_part_short
from dispatch.application.reactions.on_request_ended import (
    on_request_cancelled,
    on_request_merged,
)
from dispatch.application.reactions.on_request_reopened import on_request_reopened
from dispatch.application.reactions.on_request_triaged import on_request_triaged


def reactions() -> Reactions[Work]:
    """The table of dispatch's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    table.on(RequestTriaged, on_request_triaged)
    table.on(RequestCancelled, on_request_cancelled)
    table.on(RequestMerged, on_request_merged)
    table.on(RequestReopened, on_request_reopened)
    table.on(HandoverCompleted, on_handover_completed)
    table.on(PartReserved, on_part_reserved)
    table.on(PartShort, on_part_short)
    table.on(ComplaintReplied, on_complaint_replied)
    table.on(ComplaintConsulted, on_complaint_consulted)
    table.on(ComplaintHandled, on_complaint_handled)
    table.on(ComplaintReopened, on_complaint_reopened)
    table.on(LiabilityDecided, on_liability_decided)
    table.on(QuoteAccepted, on_quote_accepted)
    table.on(QuoteRefused, on_quote_refused)
    table.on(QuoteExpired, on_quote_expired)
    return table
