"""The department decides what becomes of a customer's wish (002-4.6b)."""

from uuid import UUID

from aftercare_contracts.intake import ImprovementAnswered
from aftercare_kit.fields import Body, Moment, Prose
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import ImprovementView
from intake.domain.improvement import Decision, Reply


class AnswerImprovement(Body):
    """Planned or declined, with the reason."""

    decision: Decision
    text: Prose
    occurred_at: Moment | None = None


async def answer_improvement(
    command: AnswerImprovement, improvement_id: UUID, work: Work
) -> ImprovementView:
    """Answer it, once."""
    RIGHTS.require(work.actor, "improvement.answer")
    at = work.moment(command.occurred_at)
    improvement = await work.improvements.target(improvement_id)
    await customer_within_reach(work, improvement.customer_id, "improvement", improvement_id)
    improvement.answer(Reply(command.decision, command.text, work.actor.subject, at))
    answered = ImprovementAnswered(
        improvement_id=improvement.id,
        customer_id=improvement.customer_id,
        decision=command.decision,
    )
    work.announce(improvement, answered, at)
    return ImprovementView.of(improvement)
