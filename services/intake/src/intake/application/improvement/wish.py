"""A customer wants something improved: written down, and the department is told (002-4.6b)."""

from uuid import UUID

from aftercare_contracts.intake import ImprovementWished
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Moment, Prose
from aftercare_kit.ids import new_id
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import ImprovementView
from intake.domain.improvement import Concern, Improvement, department_for


class WishImprovement(Body):
    """What is wished for, and what it is about; a request tells the product line by itself."""

    customer_id: UUID
    request_id: UUID | None = None
    product_line: Code | None = None
    concern: Concern
    text: Prose
    occurred_at: Moment | None = None


async def wish_improvement(command: WishImprovement, work: Work) -> ImprovementView:
    """Keep the wish in the file and send it where it belongs."""
    RIGHTS.require(work.actor, "improvement.wish")
    at = work.moment(command.occurred_at)
    customer = await customer_within_reach(work, command.customer_id)
    code = command.product_line or await _line_of(command.request_id, customer.id, work)
    line = None if code is None else await work.product_lines.find(code=code)
    improvement = Improvement(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        request_id=command.request_id,
        product_line=code,
        concern=command.concern,
        department=department_for(command.concern, None if line is None else line.made_by),
        text=command.text,
        wished_at=at,
        recorded_by=work.actor.subject,
    )
    wished = ImprovementWished(
        improvement_id=improvement.id,
        customer_id=customer.id,
        concern=improvement.concern.value,
        department=improvement.department,
        product_line=improvement.product_line,
    )
    work.announce(improvement, wished, at)
    work.improvements.add(improvement)
    return ImprovementView.of(improvement)


async def _line_of(request_id: UUID | None, customer_id: UUID, work: Work) -> str | None:
    if request_id is None:
        return None
    request = await work.requests.get(request_id)
    if request.customer_id != customer_id:
        raise UnknownRecord("request", request_id)
    return request.product_line
