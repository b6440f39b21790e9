"""The one place where the parts of feedback meet."""

from aftercare_kit.service import Service
from feedback.adapters.work import PostgresWork
from feedback.application.call_back import overdue
from feedback.application.complaint import promises
from feedback.application.ports import Work
from feedback.application.survey.expire import EXPIRE, expire_survey
from feedback.application.verification.overdue import OVERDUE, verification_overdue
from feedback.entrypoints.consumers import reactions
from feedback.entrypoints.http import call_backs, complaints, surveys, verifications


def service() -> Service[Work]:
    """Feedback, put together."""
    return Service(
        name="feedback",
        work=PostgresWork,
        routers=(verifications.router, call_backs.router, surveys.router, complaints.router),
        reactions=reactions(),
        timers={
            OVERDUE: verification_overdue,
            overdue.OVERDUE: overdue.call_back_overdue,
            EXPIRE: expire_survey,
            promises.kind_of("opinion"): promises.opinion_overdue,
            promises.kind_of("first_reply"): promises.first_reply_overdue,
            promises.kind_of("solution"): promises.solution_overdue,
        },
    )
