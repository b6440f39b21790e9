"""What feedback's use cases need from outside."""

from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from feedback.domain.call_back import CallBack
from feedback.domain.case_promise import CasePromise
from feedback.domain.complaint import Complaint
from feedback.domain.survey import Survey
from feedback.domain.verification import Verification


class Work(UnitOfWork):
    """One transaction, with the aggregates that feedback owns."""

    cases: Repository[CasePromise]
    verifications: Repository[Verification]
    call_backs: Repository[CallBack]
    surveys: Repository[Survey]
    complaints: Repository[Complaint]
