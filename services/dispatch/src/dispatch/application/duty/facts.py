"""What is said of a turn of duty, and who may take one."""

from uuid import UUID

from aftercare_contracts.dispatch import DutyPlanned
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.domain.booking import Span
from dispatch.domain.duty import Duty, DutyKind
from dispatch.domain.engineer import Engineer
from dispatch.domain.errors import NobodyForDuty


def must_reach(work: Work, centre: str) -> None:
    """A token of one centre plans that centre's duty only."""
    if work.actor.centre not in {None, centre}:
        raise UnknownRecord("centre", centre)


async def taker(work: Work, engineer_id: UUID, centre: str, span: Span) -> Engineer:
    """Whoever is to take the turn: active, of the centre, our own, not away; locked."""
    engineer = await work.engineers.get(engineer_id)
    calendar = await work.bookings.calendar(engineer.id, span.begins, span.ends)
    fit = engineer.active and engineer.centre == centre and engineer.unit is None
    if not fit or any(away.touches(span) for away in calendar.absences):
        raise NobodyForDuty(field="engineer_id", engineer=engineer.code)
    return engineer


def plan_turn(work: Work, centre: str, kind: DutyKind, engineer: Engineer, span: Span) -> Duty:
    """Put a turn into the rota; two turns of one person at once are refused by the database."""
    duty = Duty(
        id=new_id(),
        region=work.region,
        centre=centre,
        kind=kind,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        begins_at=span.begins,
        ends_at=span.ends,
    )
    planned = DutyPlanned(
        duty_id=duty.id,
        centre=duty.centre,
        engineer_id=duty.engineer_id,
        begins_at=duty.begins_at,
        ends_at=duty.ends_at,
        kind=duty.kind.value,
    )
    work.announce(duty, planned)
    work.duties.add(duty)
    return duty
