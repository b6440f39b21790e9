"""A project is prepared for its hand-over: who takes it over, which period it opens (000-4.1)."""

from uuid import UUID

from aftercare_contracts.intake import HandoverOpened
from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.contract.period import AgreedPeriod
from intake.application.customer.reach import customer_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain import policy
from intake.domain.handover import Handover, ProjectSize, Receiver


class ProjectPeriod(AgreedPeriod):
    """The contract period as the sales contract has it; its first day is the acceptance's."""

    policy: Code = "telecom-project"


class OpenHandover(Body):
    """A project, its size, and who receives its completion file."""

    customer_id: UUID
    project_no: Code
    name: Line
    size: ProjectSize
    receiver: Receiver = "regional_manager"
    agreed: ProjectPeriod


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
        agreed=command.agreed.terms,
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
