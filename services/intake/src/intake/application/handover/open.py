"""A project is prepared for its hand-over: who takes it over, which period it opens (000-4.1)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import HandoverOpened
from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.unit_of_work import new_id
from intake.application.contract.sign import Scope
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain import policy
from intake.domain.handover import Agreed, Handover, ProjectSize, Receiver


class AgreedPeriod(Body):
    """The contract period as the sales contract has it; its first day is the acceptance's."""

    code: Code
    months: Annotated[int, Field(ge=1, le=240, strict=True)]
    product_lines: Scope = []
    serials: Scope = []
    policy: Code = "telecom-project"


class OpenHandover(Body):
    """A project, its size, and who receives its completion file."""

    customer_id: UUID
    project_no: Code
    name: Line
    size: ProjectSize
    receiver: Receiver = "regional_manager"
    agreed: AgreedPeriod


async def open_handover(command: OpenHandover, work: Work) -> HandoverView:
    """Enter the project; its project manager is whoever does so."""
    RIGHTS.require(work.actor, "handover.prepare")
    policy.must_be_known(command.agreed.policy, field="agreed.policy")
    customer = await customer_within_reach(work, command.customer_id)
    handover = Handover(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        centre=customer.centre,
        project_no=command.project_no,
        name=command.name,
        size=command.size,
        project_manager=work.actor.subject,
        receiver=command.receiver,
        agreed=Agreed(
            command.agreed.code,
            command.agreed.months,
            list(command.agreed.product_lines),
            list(command.agreed.serials),
            command.agreed.policy,
        ),
        last_act_at=work.now,
    )
    opened = HandoverOpened(
        handover_id=handover.id,
        project_no=handover.project_no,
        customer_id=customer.id,
        centre=handover.centre,
        size=handover.size,
    )
    work.announce(handover, opened)
    work.handovers.add(handover)
    return HandoverView.of(handover)
