"""What feedback listens to, and what it then does."""

from aftercare_contracts.dispatch import ServiceOrderHandedIn, WorkOrderResolved
from aftercare_contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestMerged,
    RequestTriaged,
)
from aftercare_kit.consumers import Reactions
from feedback.application.ports import Work
from feedback.application.reactions.on_request_closed import on_request_closed
from feedback.application.reactions.on_request_ended import (
    on_request_cancelled,
    on_request_merged,
)
from feedback.application.reactions.on_request_triaged import on_request_triaged
from feedback.application.reactions.on_service_order_handed_in import on_service_order_handed_in
from feedback.application.reactions.on_work_order_resolved import on_work_order_resolved


def reactions() -> Reactions[Work]:
    """The table of feedback's reactions; equal to its subscriptions in the topology."""
    table = Reactions[Work]()
    table.on(RequestTriaged, on_request_triaged)
    table.on(RequestCancelled, on_request_cancelled)
    table.on(RequestMerged, on_request_merged)
    table.on(RequestClosed, on_request_closed)
    table.on(WorkOrderResolved, on_work_order_resolved)
    table.on(ServiceOrderHandedIn, on_service_order_handed_in)
    return table
