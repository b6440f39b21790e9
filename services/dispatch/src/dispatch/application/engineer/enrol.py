"""Engineers enter the register with their certificates (001-5.2.1)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.unit_of_work import new_id
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.views import EngineerView
from dispatch.domain.engineer import Certificate, Engineer


class SkillCertificate(Body):
    """A proven skill, valid through a last day."""

    skill: Code
    valid_until: Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))]


class EnrolEngineer(Body):
    """Who can be sent, from which centre, with which proven skills."""

    code: Code
    name: Line
    centre: Code
    certificates: Annotated[list[SkillCertificate], Field(max_length=100)]


async def enrol_engineer(command: EnrolEngineer, work: Work) -> EngineerView:
    """Enter an engineer; codes are unique in a region."""
    RIGHTS.require(work.actor, "engineer.enrol")
    engineer = Engineer(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        centre=command.centre,
        certificates=[Certificate(c.skill, c.valid_until) for c in command.certificates],
    )
    work.engineers.add(engineer)
    work.note("engineer.enrol", "engineer", engineer.id)
    await work.flush()
    return EngineerView.of(engineer)
