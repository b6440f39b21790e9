"""A service centre enters the register, before anybody can be its customer."""

from typing import Annotated

from pydantic import Field

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.fields import Day, Department, Week, Zone
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CentreView
from intake.domain import policy
from intake.domain.departments import USUAL_DEPARTMENTS
from intake.domain.service_centre import ServiceCentre


class CentreHours(Body):
    """Where and when a centre works; without a week its policies say when."""

    name: Line
    zone: Zone = "Asia/Shanghai"
    week: Week = {}
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = "CN"
    closed: Annotated[list[Day], Field(max_length=366)] = []
    departments: Annotated[list[Department], Field(min_length=1, max_length=50)] = list(
        USUAL_DEPARTMENTS
    )
    policy: Code = "base"


class OpenCentre(CentreHours):
    """A new centre."""

    code: Code


async def open_centre(command: OpenCentre, work: Work) -> CentreView:
    """Enter a centre; codes are unique in a region."""
    RIGHTS.require(work.actor, "centre.keep")
    policy.must_be_known(command.policy, field="policy")
    centre = ServiceCentre(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        zone=command.zone,
        week={day: list(shifts) for day, shifts in command.week.items()},
        holidays=command.holidays,
        closed=list(command.closed),
        departments=list(command.departments),
        policy=command.policy,
    )
    work.centres.add(centre)
    work.note("centre.open", "service_centre", centre.id)
    await work.flush()
    return CentreView.of(centre)
