"""What dispatch answers about people: the register, absences, duty."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, field_validator

from aftercare_clocks import CalendarSpec
from dispatch.application.views import View

_HOURS = TypeAdapter(CalendarSpec)


class CertificateView(View):
    skill: str
    valid_until: date
    number: str | None = None
    said: str = "nothing"


class PlaceView(View):
    latitude: float
    longitude: float


class QualificationView(View):
    title: str
    product_knowledge: bool
    repair_skill: bool
    code_trained_on: date | None
    product_trained_on: date | None


class EngineerView(View):
    """Somebody of the staff register; `unit` is the outside crew, `hours` the roster."""

    id: UUID
    version: int
    code: str
    name: str
    centre: str
    certificates: list[CertificateView]
    active: bool
    unit: str | None
    kind: str
    zone: str
    home: PlaceView | None
    hours: dict[str, Any] | None
    qualification: QualificationView | None
    inactive_because: str | None
    evaluated_on: date | None

    @field_validator("hours", mode="before")
    @classmethod
    def _plain(cls, hours: object) -> object:
        """As a week with its exceptions, whether it comes from the domain or from its column."""
        return None if hours is None else _HOURS.validate_python(hours).to_json()


class AbsenceView(View):
    """Time somebody is not there."""

    id: UUID
    version: int
    engineer_id: UUID
    kind: str
    begins_at: datetime
    ends_at: datetime
    cancelled: bool


class DutyView(View):
    """One person's turn of duty at a centre."""

    id: UUID
    version: int
    centre: str
    kind: str
    engineer_id: UUID
    engineer_name: str
    begins_at: datetime
    ends_at: datetime
    cancelled: bool
