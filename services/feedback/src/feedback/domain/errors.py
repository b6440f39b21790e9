"""What feedback refuses, one class a rule."""

from aftercare_kit.errors import Conflict


class VerificationNotOpen(Conflict):
    """A verification has one outcome; a reopened case gets another verification."""

    code = "verification-not-open"
    rule = "002-4.4.1c"


class UnsatisfiedReasonMissing(Conflict):
    """Whoever takes the case up again has to know what the customer still misses."""

    code = "unsatisfied-reason-missing"
    rule = "002-4.4.1c"


class CallBackNotOpen(Conflict):
    """A call-back is recorded once."""

    code = "call-back-not-open"
    rule = "004-5.2.2.2"


class SurveyNotOpen(Conflict):
    """A survey is answered once, within its time."""

    code = "survey-not-open"
    rule = "002-4.5.1b"


class ComplaintOutOfOrder(Conflict):
    """A complaint goes through its steps in this order (003-2.2.2)."""

    code = "complaint-out-of-order"
    rule = "003-2.2.2"


class CustomerNotAgreed(Conflict):
    """The customer is consulted until agreed; only then is the complaint handled (003-2.2.2c)."""

    code = "customer-not-agreed"
    rule = "003-2.2.2c"


class ResultStatementMissing(Conflict):
    """A closure request needs the result with improvement measures (003-2.2.2d)."""

    code = "result-statement-missing"
    rule = "003-2.2.2d"


class ResponsiblePersonsMissing(Conflict):
    """A closure request needs the opinion on the responsible persons (003-2.2.2d)."""

    code = "responsible-persons-missing"
    rule = "003-2.2.2d"


class HandlingDeskMayNotClose(Conflict):
    """Who handled a complaint, or sits in the handling department, does not close it."""

    code = "handling-desk-may-not-close"
    rule = "003-2.2.2e"


class CustomerNotSatisfied(Conflict):
    """A complaint is closed only when the customer confirms; otherwise it is reopened."""

    code = "customer-not-satisfied"
    rule = "003-2.2.2e"
