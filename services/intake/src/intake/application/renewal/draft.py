"""The regional manager drafts what follows a contract; its approval begins (000-4.3i, 000-4.2g)."""

from uuid import UUID

from aftercare_contracts.intake import RenewalDrafted
from aftercare_kit.approvals import Matter, step
from aftercare_kit.fields import Moment, Prose
from aftercare_kit.roles import Role
from intake.application.contract.period import AgreedPeriod
from intake.application.ports import Work
from intake.application.renewal.reach import renewal_within_reach
from intake.application.rights import RIGHTS
from intake.application.views import RenewalView
from intake.domain import policy
from intake.domain.renewal import NewScheme


class DraftRenewal(AgreedPeriod):
    """How the customer will be served, for how long, and what is covered."""

    text: Prose
    occurred_at: Moment | None = None


async def draft_renewal(command: DraftRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """Propose the new scheme."""
    RIGHTS.require(work.actor, "renewal.draft")
    policy.must_be_known(command.policy, field="policy")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    scheme = NewScheme(**vars(command.terms), text=command.text, author=work.actor.subject)
    renewal.draft(at, scheme)
    drafted = RenewalDrafted(renewal_id=renewal.id, contract_id=renewal.contract_id)
    work.announce(renewal, drafted, at)
    matter = Matter(
        kind="renewal",
        id=renewal.id,
        title=command.code,
        author=work.actor.subject,
        rule="000-4.2g",
        centre=renewal.centre,
    )
    await work.approvals.open(matter, [step("supervisor", Role.SERVICE_SUPERVISOR)], at)
    return RenewalView.of(renewal)
