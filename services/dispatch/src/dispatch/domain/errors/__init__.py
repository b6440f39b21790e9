"""What dispatch refuses, one class a rule; each module holds what one thing refuses."""

from dispatch.domain.errors.absence import (
    AbsenceInvalid,
    AbsenceOver,
    AbsenceOverlaps,
)
from dispatch.domain.errors.clock import (
    ClockNotRunning,
)
from dispatch.domain.errors.duty import (
    DutyInvalid,
    DutyOver,
    DutyOverlaps,
    NobodyForDuty,
)
from dispatch.domain.errors.engineer import (
    CertificateExpired,
    CertificateMissing,
    CertificateNotNewer,
    EngineerAbsent,
    EngineerActive,
    EngineerBooked,
    EngineerCodeTaken,
    EngineerHasVisits,
    EngineerNotActive,
    EngineerOffHours,
    EvaluationDayWrong,
    QualificationMissing,
    RosterInvalid,
)
from dispatch.domain.errors.readiness import (
    PartsNotReady,
    QuoteNotAccepted,
    SchemeMissing,
)
from dispatch.domain.errors.report import (
    RatingMissing,
    ReportOutOfOrder,
    ReportSignedAlready,
    SignatureMissing,
)
from dispatch.domain.errors.scheme import (
    ConsentNotAsked,
    ConsentUnproven,
    GeneralManagerMustApprove,
    OnlyAuthorResubmits,
    SchemeNotInReview,
    SchemeNotReturned,
    SchemeUnderWay,
)
from dispatch.domain.errors.visit import (
    NotYourVisit,
    VisitOutOfOrder,
    VisitUnderWay,
    VisitWindowInvalid,
)
from dispatch.domain.errors.work_order import (
    ConsentMissing,
    LineExhausted,
    WorkOrderAlreadyHeld,
    WorkOrderAlreadyResponded,
    WorkOrderClosed,
    WorkOrderNotHeld,
    WorkOrderNotResolved,
)

__all__ = [
    "AbsenceInvalid",
    "AbsenceOver",
    "AbsenceOverlaps",
    "CertificateExpired",
    "CertificateMissing",
    "CertificateNotNewer",
    "ClockNotRunning",
    "ConsentMissing",
    "ConsentNotAsked",
    "ConsentUnproven",
    "DutyInvalid",
    "DutyOver",
    "DutyOverlaps",
    "EngineerAbsent",
    "EngineerActive",
    "EngineerBooked",
    "EngineerCodeTaken",
    "EngineerHasVisits",
    "EngineerNotActive",
    "EngineerOffHours",
    "EvaluationDayWrong",
    "GeneralManagerMustApprove",
    "LineExhausted",
    "NobodyForDuty",
    "NotYourVisit",
    "OnlyAuthorResubmits",
    "PartsNotReady",
    "QualificationMissing",
    "QuoteNotAccepted",
    "RatingMissing",
    "ReportOutOfOrder",
    "ReportSignedAlready",
    "RosterInvalid",
    "SchemeMissing",
    "SchemeNotInReview",
    "SchemeNotReturned",
    "SchemeUnderWay",
    "SignatureMissing",
    "VisitOutOfOrder",
    "VisitUnderWay",
    "VisitWindowInvalid",
    "WorkOrderAlreadyHeld",
    "WorkOrderAlreadyResponded",
    "WorkOrderClosed",
    "WorkOrderNotHeld",
    "WorkOrderNotResolved",
]
