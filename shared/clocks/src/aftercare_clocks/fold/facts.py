"""What can happen to a clock. Facts of one instant are legal and count in the order given."""

from dataclasses import dataclass
from datetime import datetime

from aftercare_clocks.fold.terms import ClockTerms


@dataclass(frozen=True, slots=True)
class Started:
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Time stops counting, for a reason of the customer's that somebody wrote down."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Stopped:
    """What was promised is done. A held clock may stop without resuming first."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TermsChanged:
    """Another promise from now on: a new fault level, a new agreed date, another calendar.

    The time already used stays used.
    """

    at: datetime
    terms: ClockTerms


Fact = Started | Held | Resumed | Stopped | TermsChanged
