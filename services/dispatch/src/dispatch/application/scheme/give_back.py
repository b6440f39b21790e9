"""The reviewer returns a scheme with reasons (000-6.4)."""

from uuid import UUID

from aftercare_contracts.dispatch import SchemeReturned
from aftercare_kit.fields import Body, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.views import SchemeView


class ReturnScheme(Body):
    """What the author has to mend."""

    reason: Prose


async def return_scheme(command: ReturnScheme, scheme_id: UUID, work: Work) -> SchemeView:
    """Send the scheme back to its author."""
    RIGHTS.require(await work.approvals.actor(), "scheme.review")
    scheme, _ = await target_part(work, work.schemes, "scheme", scheme_id)
    scheme.must_be_in_review(work.now)
    approval = await work.approvals.under_way(scheme.id)
    await work.approvals.give_back(approval, work.now, command.reason)
    scheme.give_back(work.now, command.reason)
    returned = SchemeReturned(
        request_id=scheme.request_id,
        scheme_id=scheme.id,
        work_order_id=scheme.work_order_id,
        reason=command.reason,
        reviewer=work.actor.subject,
    )
    work.announce(scheme, returned)
    return SchemeView.of(scheme)
