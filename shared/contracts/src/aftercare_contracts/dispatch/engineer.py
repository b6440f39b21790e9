"""People who can be sent: enrolled, certified, away, on duty."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class EngineerEvent(Event):
    """A fact about somebody in the staff register."""

    engineer_id: UUID
    code: str
    centre: str


class EngineerEnrolled(EngineerEvent):
    """Somebody entered the staff register; `unit` names the outside crew they belong to."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.enrolled.v1"
    title: ClassVar[Title] = Title("Engineer enrolled", "工程师登记")

    kind: Literal["service", "business", "repair", "management"]
    unit: str | None = None
    skills: list[str] = []


class EngineerCertified(EngineerEvent):
    """A certificate was added or renewed."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.certified.v1"
    title: ClassVar[Title] = Title("Certificate renewed", "证书更新")

    skill: str
    valid_until: date


class EngineerCertificateExpiring(EngineerEvent):
    """A certificate ends soon: renew it, or its jobs need somebody else."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.certificate_expiring.v1"
    title: ClassVar[Title] = Title("Certificate expires soon", "证书即将到期")

    skill: str
    valid_until: date
    to_roles: list[str] = []


class EngineerCertificateExpired(EngineerEvent):
    """A certificate ended: no job that needs it departs (001-5.2.1)."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.certificate_expired.v1"
    title: ClassVar[Title] = Title("Certificate expired", "证书到期")

    skill: str
    valid_until: date
    visits: list[str] = []
    to_roles: list[str] = []


class EngineerChanged(EngineerEvent):
    """Roster, centre, home or qualification record changed; the register says how."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.changed.v1"
    title: ClassVar[Title] = Title("Engineer changed", "工程师资料变更")

    changed: list[Literal["roster", "centre", "home", "qualification", "evaluation"]]


class EngineerEvaluationDue(EngineerEvent):
    """The yearly evaluation of the post is due (004-5.1.1)."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.evaluation_due.v1"
    title: ClassVar[Title] = Title("Evaluation due", "岗位评价到期")

    last_on: date | None = None
    to_roles: list[str] = []


class EngineerDeactivated(EngineerEvent):
    """Nobody sends them any more."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.deactivated.v1"
    title: ClassVar[Title] = Title("Engineer deactivated", "工程师停用")

    reason: str


class EngineerReactivated(EngineerEvent):
    """They are back."""

    type: ClassVar[str] = "aftercare.dispatch.engineer.reactivated.v1"
    title: ClassVar[Title] = Title("Engineer reactivated", "工程师恢复")


class AbsenceEvent(Event):
    """A fact about time somebody is not there; why is told to nobody."""

    absence_id: UUID
    engineer_id: UUID
    begins_at: datetime
    ends_at: datetime


class AbsenceRegistered(AbsenceEvent):
    """Somebody will not be there; `visits` are notices that need another time or engineer."""

    type: ClassVar[str] = "aftercare.dispatch.absence.registered.v1"
    title: ClassVar[Title] = Title("Absence registered", "缺勤登记")

    visits: list[str] = []


class AbsenceCancelled(AbsenceEvent):
    """They are there after all."""

    type: ClassVar[str] = "aftercare.dispatch.absence.cancelled.v1"
    title: ClassVar[Title] = Title("Absence cancelled", "缺勤取消")
