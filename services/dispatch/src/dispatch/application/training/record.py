"""A training among ourselves is put on record (000-4.4e)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from aftercare_contracts.dispatch import TrainingHeld
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.views_staff import TrainingView
from dispatch.domain.staff_training import Audience, StaffTraining, must_teach


class RecordTraining(Body):
    """Who was taught what, when, for how long, with which material."""

    centre: Code
    audience: Audience
    topic: Line
    material: Line
    held_at: Moment
    hours: Annotated[Decimal, Field(gt=0, le=400, decimal_places=2)]
    attendees: Annotated[list[Line], Field(min_length=1, max_length=200)]


async def record_training(command: RecordTraining, work: Work) -> TrainingView:
    """Keep what took place; the trainer is whoever records it."""
    RIGHTS.require(work.actor, "training.record")
    must_teach(work.actor.roles, command.audience)
    if work.actor.centre not in {None, command.centre}:
        raise UnknownRecord("centre", command.centre)
    training = StaffTraining(
        id=new_id(),
        region=work.region,
        centre=command.centre,
        audience=command.audience,
        topic=command.topic,
        material=command.material,
        trainer=work.actor.subject,
        held_at=work.moment(command.held_at, "held_at"),
        hours=command.hours,
        attendees=list(command.attendees),
    )
    work.trainings.add(training)
    held = TrainingHeld(
        training_id=training.id,
        centre=training.centre,
        audience=training.audience.value,
        topic=training.topic,
        trainer=training.trainer,
        hours=training.hours,
        attendees=training.attendees,
    )
    work.announce(training, held, training.held_at)
    return TrainingView.of(training)
