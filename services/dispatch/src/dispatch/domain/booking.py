"""What fills an engineer's calendar, and whether a job still fits into it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from aftercare_clocks import Calendar as WorkingHours
from dispatch.domain import errors

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Span:
    """A stretch of time, its end excluded."""

    begins: datetime
    ends: datetime

    def touches(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def holds(self, other: "Span") -> bool:
        return self.begins <= other.begins and other.ends <= self.ends


@dataclass(frozen=True)
class Booking:
    """A visit in the calendar, with the way there and back; planned service can wait for one."""

    visit_id: UUID
    number: str
    span: Span
    can_wait: bool = False


@dataclass(frozen=True)
class Calendar:
    """What an engineer's calendar holds around a time."""

    visits: list[Booking] = field(default_factory=list[Booking])
    absences: list[Span] = field(default_factory=list[Span])
    duties: list[Span] = field(default_factory=list[Span])

    def must_take(
        self, busy: Span, job: Span, hours: WorkingHours, moved: UUID | None = None
    ) -> None:
        """Refuse a job that does not fit.

        Args:
            busy: from setting out to being back.
            job: the time on site.
            hours: the engineer's roster.
            moved: the visit that is being moved, which is not in its own way.

        Raises:
            EngineerAbsent: not there in that time.
            EngineerBooked: another visit, with its travel, meets it.
            EngineerOffHours: begins or ends outside roster and duty.

        """
        for away in self.absences:
            if away.touches(busy):
                raise errors.EngineerAbsent(field="engineer_id", begins=away.begins, ends=away.ends)
        for visit in self.visits:
            if visit.visit_id != moved and visit.span.touches(busy):
                raise errors.EngineerBooked(field="engineer_id", visit=visit.number)
        if not self.works(job, hours):
            raise errors.EngineerOffHours(field="planned_from")

    def works(self, job: Span, hours: WorkingHours) -> bool:
        """Whether the job begins and ends in working hours or on duty.

        What lies between is not looked at: a job of three days has nights in it.
        """
        first, last = job.begins, job.ends - _INSTANT
        return all(
            hours.is_open(moment) or any(duty.begins <= moment < duty.ends for duty in self.duties)
            for moment in (first, last)
        )
