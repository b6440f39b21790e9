"""Roster, centre, home and qualification record of somebody change."""

from uuid import UUID

from aftercare_kit.fields import Body, Code
from dispatch.application.engineer.fields import (
    Coordinates,
    QualificationRecord,
    WorkingWeek,
    Zone,
)
from dispatch.application.engineer.target import changed, target_engineer
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView


class Move(Body):
    """The centre they work for, and where they set out from; None keeps the home."""

    centre: Code
    zone: Zone | None = None
    home: Coordinates | None = None


async def set_roster(command: WorkingWeek, engineer_id: UUID, work: Work) -> EngineerView:
    """Replace the working week; visits planned already stay."""
    RIGHTS.require(work.actor, "engineer.roster")
    engineer = await target_engineer(work, engineer_id)
    engineer.hours = command.hours(engineer.zone)
    changed(work, engineer, "roster")
    return EngineerView.of(engineer)


async def move_engineer(command: Move, engineer_id: UUID, work: Work) -> EngineerView:
    """Give them to another centre, or another home."""
    RIGHTS.require(work.actor, "engineer.enrol")
    engineer = await target_engineer(work, engineer_id)
    engineer.move(
        command.centre, command.zone or engineer.zone, command.home and command.home.place()
    )
    changed(work, engineer, "centre", "home")
    return EngineerView.of(engineer)


async def record_qualification(
    command: QualificationRecord, engineer_id: UUID, work: Work
) -> EngineerView:
    """Put title, knowledge, skill and training on record (001-5.2.1)."""
    RIGHTS.require(work.actor, "engineer.certify")
    engineer = await target_engineer(work, engineer_id)
    engineer.qualification = command.qualification()
    changed(work, engineer, "qualification")
    return EngineerView.of(engineer)
