"""The customer signs the new scheme, or goes without (000-4.3i, 000-3.4)."""

from uuid import UUID

from aftercare_contracts.intake import RenewalDeclined, RenewalSigned
from aftercare_kit.fields import Body, Moment, Prose
from aftercare_kit.ids import new_id
from intake.application.contract.begin import begin_contract
from intake.application.ports import Work
from intake.application.renewal.reach import renewal_within_reach
from intake.application.rights import RIGHTS
from intake.application.views import RenewalView


class SignRenewal(Body):
    """When both signed."""

    occurred_at: Moment | None = None


class DeclineRenewal(Body):
    """Why the customer goes without."""

    reason: Prose
    occurred_at: Moment | None = None


async def sign_renewal(command: SignRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """Open the O&M period, from the day after the contract ends."""
    RIGHTS.require(work.actor, "renewal.sign")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    contract_id = new_id()
    first, last = renewal.sign(at, contract_id)
    scheme = renewal.scheme
    assert scheme is not None, "what is signed was drafted"
    await begin_contract(
        work,
        contract_id=contract_id,
        customer_id=renewal.customer_id,
        code=scheme.code,
        kind="om_period",
        starts_on=first,
        ends_on=last,
        product_lines=scheme.product_lines,
        serials=scheme.serials,
        policy=scheme.policy,
    )
    signed = RenewalSigned(
        renewal_id=renewal.id,
        contract_id=renewal.contract_id,
        new_contract_id=contract_id,
        starts_on=first,
        ends_on=last,
    )
    work.announce(renewal, signed, at)
    return RenewalView.of(renewal)


async def decline_renewal(command: DeclineRenewal, renewal_id: UUID, work: Work) -> RenewalView:
    """Close the task without a new contract."""
    RIGHTS.require(work.actor, "renewal.sign")
    at = work.moment(command.occurred_at)
    renewal = await renewal_within_reach(work, renewal_id)
    renewal.decline(at, command.reason)
    declined = RenewalDeclined(
        renewal_id=renewal.id, contract_id=renewal.contract_id, reason=command.reason
    )
    work.announce(renewal, declined, at)
    return RenewalView.of(renewal)
