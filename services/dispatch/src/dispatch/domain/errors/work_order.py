"""What a work order refuses."""

from aftercare_kit.errors import Conflict


class WorkOrderClosed(Conflict):
    """A resolved or cancelled work order takes no further work (001-F1)."""

    code = "work-order-closed"
    rule = "001-F1"


class WorkOrderNotHeld(Conflict):
    """Only held work can be resumed."""

    code = "work-order-not-held"


class WorkOrderAlreadyHeld(Conflict):
    """Held work is not held twice: one reason at a time."""

    code = "work-order-already-held"


class WorkOrderAlreadyResponded(Conflict):
    """There is one first response."""

    code = "work-order-already-responded"
    rule = "002-T2"


class WorkOrderNotResolved(Conflict):
    """Only resolved work can be reopened."""

    code = "work-order-not-resolved"


class ConsentMissing(Conflict):
    """Remote handling needs the customer's consent (002-4.4.1b)."""

    code = "customer-consent-missing"
    rule = "002-4.4.1b"


class LineExhausted(Conflict):
    """There is no line behind research and development (000-4.2b)."""

    code = "no-further-line"
    rule = "000-4.2b"


class CustomerWindowInvalid(Conflict):
    """The time that suits the customer ends after it begins."""

    code = "customer-window-invalid"


class OutsideCustomerWindow(Conflict):
    """Somebody comes when the customer wants it (002-4.4.3c)."""

    code = "outside-customer-window"
    rule = "002-4.4.3c"


class LineTaken(Conflict):
    """Somebody of this line has the work already."""

    code = "line-taken"
    rule = "000-4.2b/4.4b"


class SolutionMissing(Conflict):
    """What technical support took over ends with its solution on record (000-4.4a)."""

    code = "solution-missing"
    rule = "000-4.4a"


class NotOfQuality(Conflict):
    """Quality analyses what came in as quality information, or is a major problem."""

    code = "not-of-quality"
    rule = "002-4.2.2a"


class NotAllocated(Conflict):
    """Whoever works across centres is allocated by engineering (003-2.1d)."""

    code = "not-allocated"
    rule = "003-2.1d"


class NoAllocationNeeded(Conflict):
    """The engineer is of this centre, or was allocated already."""

    code = "no-allocation-needed"
