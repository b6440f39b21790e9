"""What intake listens to, and what it then does."""

from aftercare_contracts.dispatch import (
    WorkOrderPapersChanged,
    WorkOrderResolved,
    WorkOrderResponded,
)
from aftercare_contracts.feedback import CaseUnsatisfied, CaseVerified
from aftercare_contracts.inventory import PartReplaced
from aftercare_kit.consumers import Reactions
from intake.application.ports import Work
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
    table.on(PartReplaced, on_part_replaced)
    return table
