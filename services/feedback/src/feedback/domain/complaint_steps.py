"""The steps of a complaint, its levels, and what a closure request states."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave it is (004-5.3.2-L)."""

    GRIEVANCE = "grievance"
    GENERAL = "general"
    SERIOUS = "serious"


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    ACCEPTED = "accepted"
    OPINION = "opinion"
    REPLIED = "replied"
    HANDLED = "handled"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSED = "closed"
    REOPENED = "reopened"


BEFORE = {
    ComplaintState.OPINION: {ComplaintState.ACCEPTED, ComplaintState.REOPENED},
    # Replied to again and again, until the customer agrees (003-2.2.2c).
    ComplaintState.REPLIED: {ComplaintState.OPINION, ComplaintState.REPLIED},
    ComplaintState.HANDLED: {ComplaintState.REPLIED},
    ComplaintState.CLOSURE_REQUESTED: {ComplaintState.HANDLED},
    ComplaintState.CLOSED: {ComplaintState.CLOSURE_REQUESTED},
    ComplaintState.REOPENED: {ComplaintState.CLOSURE_REQUESTED},
}
"""From which states a step leads to a state; any other is refused."""


@dataclass(frozen=True)
class Result:
    """What a closure request states (003-2.2.2d)."""

    statement: str
    improvement: str
    responsible_persons: str
