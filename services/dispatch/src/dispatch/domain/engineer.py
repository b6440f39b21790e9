"""An engineer: skills on certificate, hours, home, and whether a job may be given to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_clocks import Calendar, CalendarSpec, calendar_of
from dispatch.domain import errors
from dispatch.domain.certificate import Certificate
from dispatch.domain.place import Place
from dispatch.domain.qualification import RECORD, Qualification

DEFAULT_ZONE = "Asia/Shanghai"


class StaffKind(StrEnum):
    """The kinds of post that the staff register counts (004-5.1.1)."""

    SERVICE = "service"
    BUSINESS = "business"
    REPAIR = "repair"
    MANAGEMENT = "management"


EVALUATED = frozenset({StaffKind.SERVICE, StaffKind.REPAIR})
"""Posts that are evaluated regularly."""

EVALUATED_EVERY = timedelta(days=365)


@dataclass
class Engineer:
    """Somebody who can be sent; `unit` names the outside crew, None is our own staff.

    `hours` is the roster; without one every hour counts as working time.
    """

    id: UUID
    region: str
    code: str
    name: str
    centre: str
    certificates: list[Certificate]
    active: bool = True
    unit: str | None = None
    kind: StaffKind = StaffKind.SERVICE
    zone: str = DEFAULT_ZONE
    home: Place | None = None
    hours: CalendarSpec | None = None
    qualification: Qualification | None = None
    inactive_because: str | None = None
    evaluated_on: date | None = None
    version: int = 0

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def day_of(self, moment: datetime) -> date:
        """The day it is where they work."""
        return moment.astimezone(self.timezone).date()

    @property
    def calendar(self) -> Calendar:
        """Their working hours as a calendar that answers."""
        return calendar_of(self.hours or CalendarSpec.elapsed())

    def must_be_qualified(self, skills: Iterable[str], on: date, *, recorded: bool = False) -> None:
        """Refuse a job that needs what is not proven (001-5.2.1).

        Args:
            skills: what the scheme asks for.
            on: the last day of the job, in the centre's zone.
            recorded: whether the policy asks for a qualification record; outside crews always
                need one.

        Raises:
            EngineerNotActive: left, or rests.
            QualificationMissing: a condition of the record is not met, or there is no record.
            CertificateMissing: no proof of a skill.
            CertificateExpired: a proof that ends before the job.

        """
        if not self.active:
            raise errors.EngineerNotActive(engineer=self.code)
        if recorded or self.unit is not None:
            lacks = self.qualification.lacks() if self.qualification else (RECORD,)
            if lacks:
                raise errors.QualificationMissing(field="engineer_id", lacks=lacks)
        valid_until = {held.skill: held.valid_until for held in self.certificates}
        for skill in skills:
            if skill not in valid_until:
                raise errors.CertificateMissing(field="engineer_id", skill=skill)
            if valid_until[skill] < on:
                raise errors.CertificateExpired(
                    field="engineer_id", skill=skill, valid_until=valid_until[skill]
                )

    def certify(self, certificate: Certificate) -> None:
        """Take in a new certificate, or the renewal of one; a renewal must reach further."""
        held = {each.skill: each for each in self.certificates}
        before = held.get(certificate.skill)
        if before is not None and certificate.valid_until <= before.valid_until:
            raise errors.CertificateNotNewer(field="valid_until", valid_until=before.valid_until)
        held[certificate.skill] = certificate
        self.certificates = list(held.values())

    def move(self, centre: str, zone: str, home: Place | None) -> None:
        """Work for another centre, in its zone; a home that is not given stays."""
        self.centre, self.zone = centre, zone
        self.home = home or self.home
        if self.hours is not None:
            self.hours = replace(self.hours, zone=zone)

    def evaluate(self, on: date, today: date) -> None:
        """The post was evaluated on that day (004-5.1.1)."""
        if on > today or (self.evaluated_on is not None and on < self.evaluated_on):
            raise errors.EvaluationDayWrong(field="on", last_on=self.evaluated_on)
        self.evaluated_on = on

    def deactivate(self, reason: str) -> None:
        """Send them nowhere any more: they left, or rest."""
        if not self.active:
            raise errors.EngineerNotActive(engineer=self.code)
        self.active, self.inactive_because = False, reason

    def reactivate(self) -> None:
        """They are back."""
        if self.active:
            raise errors.EngineerActive(engineer=self.code)
        self.active, self.inactive_because = True, None

    def certificates_to_announce(self, now: datetime) -> list[Certificate]:
        """Certificates whose end is to be announced by now, as they are from now on."""
        told: list[Certificate] = []
        kept: list[Certificate] = []
        for held in self.certificates:
            after = _told(held, now, self.timezone)
            kept.append(after)
            if after is not held:
                told.append(after)
        self.certificates = kept
        return told

    def next_announcement(self) -> datetime | None:
        """When the end of some certificate is to be announced next; None for those who left."""
        moments = [held.next_at(self.timezone) for held in self.certificates] if self.active else []
        return min((moment for moment in moments if moment is not None), default=None)


def _told(held: Certificate, now: datetime, zone: ZoneInfo) -> Certificate:
    if held.said != "expired" and now >= held.ends_at(zone):
        return replace(held, said="expired")
    if held.said == "nothing" and now >= held.warns_at(zone):
        return replace(held, said="expiring")
    return held
