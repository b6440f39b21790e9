"""Posts that customers meet are evaluated every year (004-5.1.1)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from aftercare_contracts.dispatch import EngineerEvaluationDue
from aftercare_kit.fields import Body, Line
from aftercare_kit.roles import Role
from dispatch.application.engineer.fields import Day
from dispatch.application.engineer.target import changed, target_engineer
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView
from dispatch.domain.engineer import EVALUATED, EVALUATED_EVERY, Engineer

EVALUATION = "engineer.evaluation"
REMINDED_EVERY = timedelta(days=30)


class Evaluate(Body):
    """On which day, and with what result."""

    on: Day
    result: Line


async def evaluate_engineer(command: Evaluate, engineer_id: UUID, work: Work) -> EngineerView:
    """Put the evaluation on record; the next falls due a year later."""
    RIGHTS.require(work.actor, "engineer.enrol")
    engineer = await target_engineer(work, engineer_id)
    engineer.evaluate(command.on, engineer.day_of(work.now))
    work.note("engineer.evaluate", "engineer", engineer.id, result=command.result)
    changed(work, engineer, "evaluation")
    await await_evaluation(work, engineer)
    return EngineerView.of(engineer)


async def await_evaluation(work: Work, engineer: Engineer) -> None:
    """Remind of the next evaluation, for the kinds of post that are evaluated."""
    if engineer.kind in EVALUATED:
        last = engineer.evaluated_on or engineer.day_of(work.now)
        due = datetime.combine(last + EVALUATED_EVERY, time(), engineer.timezone)
        await work.timers.set(EVALUATION, engineer.id, due)


async def evaluation_due(work: Work, engineer_id: UUID) -> None:
    """Say that it is due, and again every month until it is on record."""
    engineer = await work.engineers.get(engineer_id)
    if not engineer.active:
        return
    due = EngineerEvaluationDue(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        last_on=engineer.evaluated_on,
        to_roles=[Role.HR_ADMIN.value],
    )
    work.announce(engineer, due)
    await work.timers.set(EVALUATION, engineer.id, work.now + REMINDED_EVERY)
