"""Approvals as one mechanism: steps and people come from the caller, the walk is the same."""

from aftercare_kit.approvals.approval import Approval, ApprovalState, Decision, Patience, Step
from aftercare_kit.approvals.approvals import Approvals, Matter
from aftercare_kit.approvals.steps import patience_of, roles_of, step
from aftercare_kit.approvals.timers import TIMERS

__all__ = [
    "TIMERS",
    "Approval",
    "ApprovalState",
    "Approvals",
    "Decision",
    "Matter",
    "Patience",
    "Step",
    "patience_of",
    "roles_of",
    "step",
]
