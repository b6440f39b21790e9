"""What dispatch refuses about service orders, their reports and the archive."""

from aftercare_kit.errors import Conflict


class ServiceOutOfOrder(Conflict):
    """A service goes planned, issued, accepted, departed, working, done, handed in (001-F1)."""

    code = "service-out-of-order"
    rule = "001-F1"


class NoticeNeeded(Conflict):
    """On-site work begins with a service notice (001-5.5.4)."""

    code = "notice-needed"
    rule = "001-5.5.4"


class NotYourService(Conflict):
    """Only the engineer named on the notice carries it out."""

    code = "not-your-service"
    rule = "001-5.5.4"


class ServiceWindowInvalid(Conflict):
    """A service ends after it begins, and lasts a quarter of a year at the most."""

    code = "service-window-invalid"


class ServiceEngineerBooked(Conflict):
    """Nobody is in two places at once."""

    code = "service-engineer-booked"


class ModeNotOffered(Conflict):
    """The service table says how a kind of service is given (001-T1)."""

    code = "mode-not-offered"
    rule = "001-T1.4"


class UnitsMissing(Conflict):
    """A service about units names them, and a result for each (001-T1.1)."""

    code = "units-missing"
    rule = "001-T1.1/4.1.5"


class TrainingMissing(Conflict):
    """A training says how long it was; a delivery comes with one (001-T1.2, 004-5.2.2.1)."""

    code = "training-missing"
    rule = "001-T1.2"


class ReportNotDemanded(Conflict):
    """The service table demands another form, or one for other units (001-5.5.5a)."""

    code = "report-not-demanded"
    rule = "001-5.5.5a"


class ReportsMissing(Conflict):
    """The papers go in together: every report that the service table demands (001-5.5.6a)."""

    code = "reports-missing"
    rule = "001-5.5.6a"


class SummaryMissing(Conflict):
    """Training and cover are recorded with what the form asks for (001-T1.2, 001-T1.3)."""

    code = "summary-missing"
    rule = "001-T1.2"


class FeedbackMissing(Conflict):
    """The customer is asked to rate; who declines is recorded as declining (001-5.5.5a)."""

    code = "feedback-missing"
    rule = "001-5.5.5a"


class RetentionRuns(Conflict):
    """What is archived is kept for its years (001-5.5.6d)."""

    code = "retention-runs"
    rule = "001-5.5.6d/5.11.2"


class NotTheirTraining(Conflict):
    """Training at factory acceptance is its department's (002-4.3.1)."""

    code = "not-their-training"
    rule = "002-4.3.1"


class TaughtMissing(Conflict):
    """Its plan says what is taught, and with which material (002-4.3.1)."""

    code = "taught-missing"
    rule = "002-4.3.1"
