"""What bodies about people hold: certificates, a home, a working week, a qualification."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from aftercare_clocks import CalendarSpec, ClocksRefusal, calendar_of
from aftercare_kit.fields import Body, Code
from dispatch.domain.certificate import Certificate
from dispatch.domain.errors import RosterInvalid
from dispatch.domain.place import Place
from dispatch.domain.qualification import Qualification, Title

Day = Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))]

_TIME = r"^([01]\d|2[0-4]):[0-5]\d$"
Shift = tuple[Annotated[str, Field(pattern=_TIME)], Annotated[str, Field(pattern=_TIME)]]
Shifts = Annotated[list[Shift], Field(max_length=6)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise PydanticCustomError("zone", "is not a time zone such as Asia/Shanghai") from None
    return name


Zone = Annotated[str, Field(max_length=64), AfterValidator(_zone)]


class SkillCertificate(Body):
    """A proven skill, valid through a last day."""

    skill: Code
    valid_until: Day
    number: Code | None = None

    def certificate(self) -> Certificate:
        """The same for the domain."""
        return Certificate(self.skill, self.valid_until, self.number)


class Coordinates(Body):
    """A point on the map, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]

    def place(self) -> Place:
        """The same for the domain."""
        return Place(self.latitude, self.longitude)


class WorkingWeek(Body):
    """When somebody works: shifts by weekday, public holidays, days off and days on."""

    week: dict[Annotated[str, Field(pattern=r"^(mon|tue|wed|thu|fri|sat|sun)$")], Shifts]
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = "CN"
    closed: Annotated[list[Day], Field(max_length=366)] = []
    open: Annotated[dict[Day, Shifts], Field(max_length=366)] = {}

    def hours(self, zone: str) -> CalendarSpec:
        """The same as a calendar of that zone; refused where no week could be like that."""
        try:
            spec = CalendarSpec.business(zone, self.week, self.holidays, self.closed, self.open)
            calendar_of(spec)
        except ClocksRefusal as refused:
            raise RosterInvalid(field="week", why=str(refused)) from refused
        return spec


class QualificationRecord(Body):
    """Title, knowledge, skill and training (001-5.2.1)."""

    title: Title
    product_knowledge: bool
    repair_skill: bool
    code_trained_on: Day | None = None
    product_trained_on: Day | None = None

    def qualification(self) -> Qualification:
        """The same for the domain."""
        return Qualification(
            self.title,
            self.product_knowledge,
            self.repair_skill,
            self.code_trained_on,
            self.product_trained_on,
        )
