"""The regional manager drafts what follows a contract; its approval begins (000-4.3i, 000-4.2g)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import RenewalDrafted
from aftercare_kit.approvals import Matter, Step
from aftercare_kit.fields import Body, Code, Moment, Prose
from aftercare_kit.roles import Role
from intake.application.contract.sign import Scope
from intake.application.ports import Work
from intake.application.renewal.reach import renewal_within_reach
from intake.application.rights import RIGHTS
from intake.application.views import RenewalView
from intake.domain import policy
from intake.domain.renewal import NewScheme


class DraftRenewal(Body):
    """How the customer will be served, for how long, and what is covered."""

    text: Prose
    code: Code
    months: Annotated[int, Field(ge=1, le=240, strict=True)]
    product_lines: Scope = []
    serials: Scope = []
    policy: Code = "base"
    occurred_at: Moment | None = None


async def draft_renewal(command: DraftRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """Propose the new scheme."""
    RIGHTS.require(work.actor, "renewal.draft")
    policy.must_be_known(command.policy, field="policy")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    scheme = NewScheme(
        text=command.text,
        code=command.code,
        months=command.months,
        product_lines=list(command.product_lines),
        serials=list(command.serials),
        policy=command.policy,
        author=work.actor.subject,
    )
    renewal.draft(at, scheme)
    drafted = RenewalDrafted(renewal_id=renewal.id, contract_id=renewal.contract_id)
    work.announce(renewal, drafted, at)
    supervisor = Step(
        "supervisor",
        [Role.SERVICE_SUPERVISOR.value],
        escalate_to=[Role.SERVICE_DEPT_MANAGER.value],
    )
    matter = Matter(
        kind="renewal",
        id=renewal.id,
        title=command.code,
        author=work.actor.subject,
        rule="000-4.2g",
        centre=renewal.centre,
    )
    await work.approvals.open(matter, [supervisor], at)
    return RenewalView.of(renewal)
