"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.repository import TableMapping
from feedback.adapters import tables
from feedback.application.ports import Work
from feedback.domain.case_promise import CasePromise
from feedback.domain.complaint import Complaint
from feedback.domain.survey import Survey
from feedback.domain.verification import Verification

CASES = TableMapping(tables.case_promise, CasePromise, announced=False)
VERIFICATIONS = TableMapping(tables.verification, Verification)
SURVEYS = TableMapping(tables.survey, Survey)
COMPLAINTS = TableMapping(tables.complaint, Complaint)


class PostgresWork(Work):
    """One transaction on feedback's database."""

    def __init__(self, connection: AsyncConnection, *, now: datetime, **rest: Any) -> None:
        super().__init__(connection, now=now, **rest)
        self.cases = self.repository(CASES)
        self.verifications = self.repository(VERIFICATIONS)
        self.surveys = self.repository(SURVEYS)
        self.complaints = self.repository(COMPLAINTS)
        self.by_request = ((self.cases, "request_id"),)
