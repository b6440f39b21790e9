"""Who reviews a scheme: steps from the frozen policy, the general manager last when it is major."""

from datetime import datetime

from aftercare_kit.approvals import Approval, Matter, Step, patience_of, roles_of, step
from aftercare_kit.roles import Role
from dispatch.application.ports import Work
from dispatch.application.rights import REVIEWERS
from dispatch.domain.scheme import Scheme, SchemeState
from dispatch.domain.work_order import WorkOrder

REVIEW, GENERAL_MANAGER = "review", "general_manager"


async def open_review(work: Work, scheme: Scheme, order: WorkOrder, at: datetime) -> Approval:
    """Send a submitted scheme on its way through the steps that its promise names."""
    matter = Matter(
        kind="scheme",
        id=scheme.id,
        title=f"{order.number} {scheme.proposal.cause}",
        author=scheme.author,
        rule="000-6.4",
        case_id=scheme.request_id,
        centre=order.centre,
    )
    return await work.approvals.open(matter, steps_of(order), at, patience_of(order.parameters))


def steps_of(order: WorkOrder) -> list[Step]:
    """The steps of the order's policy; where it names none, any reviewer's word will do."""
    named = roles_of(order.parameters.get("scheme.approvers", ""))
    steps = [step(REVIEW, role) for role in named] or [Step(REVIEW, sorted(REVIEWERS))]
    if order.major:
        last = roles_of(order.parameters.get("scheme.major_approvers", "")) or [Role.GM]
        # The higher approval holds the lower one (002-4.2.2c).
        steps += [Step(GENERAL_MANAGER, [role.value], alone=True) for role in last]
    return steps


def next_state(approval: Approval) -> SchemeState | None:
    """Where a scheme stands while another step is left; None after the last."""
    if not approval.pending:
        return None
    if approval.step.name == GENERAL_MANAGER:
        return SchemeState.AWAITING_GENERAL_MANAGER
    return SchemeState.IN_REVIEW
