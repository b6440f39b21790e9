"""What dispatch refuses, one class a rule."""

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


class SchemeNotInReview(Conflict):
    """Only a submitted scheme is approved or returned (002-4.2.2b)."""

    code = "scheme-not-in-review"
    rule = "002-4.2.2b"


class SchemeNotReturned(Conflict):
    """Only a returned scheme is submitted again."""

    code = "scheme-not-returned"
    rule = "000-6.4"


class OnlyAuthorResubmits(Conflict):
    """A returned scheme goes back to its author, and to nobody else (000-6.4)."""

    code = "only-author-resubmits"
    rule = "000-6.4"


class GeneralManagerMustApprove(Conflict):
    """A major quality problem's scheme needs the general manager (002-4.2.2c)."""

    code = "general-manager-must-approve"
    rule = "002-4.2.2c"


class ConsentNotAsked(Conflict):
    """The customer is asked after the review, where the policy says so (002-4.3.3b)."""

    code = "consent-not-asked"
    rule = "002-4.3.3b"


class ConsentUnproven(Conflict):
    """A consent in writing comes with the proof of its signature or seal (002-4.3.3b)."""

    code = "consent-unproven"
    rule = "002-4.3.3b"


class SchemeUnderWay(Conflict):
    """One scheme at a time: withdraw or return the other first."""

    code = "scheme-under-way"


class SchemeMissing(Conflict):
    """On-site work needs a reviewed scheme (002-4.4.1a)."""

    code = "scheme-missing"
    rule = "002-4.4.1a"


class PartsNotReady(Conflict):
    """Nobody travels before the parts are set aside."""

    code = "parts-not-ready"


class QuoteNotAccepted(Conflict):
    """Paid service: the price is told and accepted before the outing opens (002-4.4.3a)."""

    code = "quote-not-accepted"
    rule = "002-4.4.3a"


class CertificateMissing(Conflict):
    """The engineer must hold every skill the scheme asks for (001-5.2.1)."""

    code = "certificate-missing"
    rule = "001-5.2.1"


class CertificateExpired(Conflict):
    """A certificate must be valid on the day of the work (001-5.2.1)."""

    code = "certificate-expired"
    rule = "001-5.2.1"


class EngineerNotActive(Conflict):
    """An engineer who left or rests is not sent."""

    code = "engineer-not-active"


class EngineerBooked(Conflict):
    """Nobody is in two places at once."""

    code = "engineer-booked"


class EngineerCodeTaken(Conflict):
    """Staff codes are unique in a region."""

    code = "engineer-code-taken"


class VisitWindowInvalid(Conflict):
    """A visit ends after it begins, and lasts two weeks at the most."""

    code = "visit-window-invalid"


class VisitOutOfOrder(Conflict):
    """A visit goes planned, accepted, departed, arrived, finished, in this order (001-F1)."""

    code = "visit-out-of-order"
    rule = "001-F1"


class VisitUnderWay(Conflict):
    """A work order has one open visit at a time."""

    code = "visit-under-way"


class NotYourVisit(Conflict):
    """Only the engineer named on the notice carries it out."""

    code = "not-your-visit"
    rule = "001-5.5.4"


class SignatureMissing(Conflict):
    """An on-site report is valid only with the customer's signature or seal (001-5.5.5b)."""

    code = "signature-missing"
    rule = "001-5.5.5b"


class RatingMissing(Conflict):
    """The customer signs and rates at once where the policy asks for it (004-5.2.4.2)."""

    code = "rating-missing"
    rule = "004-5.2.4.2"


class ReportSignedAlready(Conflict):
    """A visit has one report; what was signed is not signed over."""

    code = "report-signed-already"


class ReportOutOfOrder(Conflict):
    """A report is signed, handed in, archived, in this order (001-5.5.6)."""

    code = "report-out-of-order"
    rule = "001-5.5.6"


class ClockNotRunning(Conflict):
    """The promise has been kept, broken or dropped already."""

    code = "clock-not-running"
