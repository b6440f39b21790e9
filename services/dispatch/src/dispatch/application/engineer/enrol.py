"""People enter the staff register with what they can prove (001-5.2.1, 004-5.1.1)."""

from typing import Annotated

from pydantic import Field

from aftercare_contracts.dispatch import EngineerEnrolled
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from dispatch.application.engineer.evaluate import await_evaluation
from dispatch.application.engineer.fields import (
    Coordinates,
    QualificationRecord,
    SkillCertificate,
    WorkingWeek,
    Zone,
)
from dispatch.application.engineer.watch import watch
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView
from dispatch.domain.engineer import DEFAULT_ZONE, Engineer, StaffKind


class EnrolEngineer(Body):
    """Who can be sent, from which centre, with which proven skills.

    `unit` is the outside crew they belong to; `roster` their working week, every hour without one.
    """

    code: Code
    name: Line
    centre: Code
    certificates: Annotated[list[SkillCertificate], Field(max_length=100)]
    unit: Code | None = None
    kind: StaffKind = StaffKind.SERVICE
    zone: Zone = DEFAULT_ZONE
    home: Coordinates | None = None
    roster: WorkingWeek | None = None
    qualification: QualificationRecord | None = None


async def enrol_engineer(command: EnrolEngineer, work: Work) -> EngineerView:
    """Enter somebody; codes are unique in a region. A token of one centre enters its own people."""
    RIGHTS.require(work.actor, "engineer.enrol")
    if work.actor.centre not in {None, command.centre}:
        raise UnknownRecord("centre", command.centre)
    engineer = Engineer(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        centre=command.centre,
        certificates=[each.certificate() for each in command.certificates],
        unit=command.unit,
        kind=command.kind,
        zone=command.zone,
        home=command.home and command.home.place(),
        hours=command.roster and command.roster.hours(command.zone),
        qualification=command.qualification and command.qualification.qualification(),
    )
    enrolled = EngineerEnrolled(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        kind=engineer.kind.value,
        unit=engineer.unit,
        skills=sorted(held.skill for held in engineer.certificates),
    )
    work.announce(engineer, enrolled)
    work.engineers.add(engineer)
    await work.flush()
    await watch(work, engineer)
    await await_evaluation(work, engineer)
    return EngineerView.of(engineer)
