"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from aftercare_kit.kept import kept
from aftercare_kit.mapping import TableMapping
from feedback.adapters import tables
from feedback.application.ports import Work
from feedback.domain.call_back import CallBack
from feedback.domain.case_promise import CasePromise
from feedback.domain.complaint import Complaint
from feedback.domain.survey import Survey
from feedback.domain.verification import Verification

CASES = TableMapping(tables.case_promise, CasePromise, announced=False)
VERIFICATIONS = TableMapping(tables.verification, Verification)
CALL_BACKS = TableMapping(tables.call_back, CallBack)
SURVEYS = TableMapping(tables.survey, Survey)
COMPLAINTS = TableMapping(tables.complaint, Complaint)


class PostgresWork(Work):
    """One transaction on feedback's database."""

    by_request = ((CASES, "request_id"),)
    cases = kept(CASES)
    verifications = kept(VERIFICATIONS)
    call_backs = kept(CALL_BACKS)
    surveys = kept(SURVEYS)
    complaints = kept(COMPLAINTS)
