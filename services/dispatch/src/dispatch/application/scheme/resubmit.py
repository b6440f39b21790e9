"""The author submits a returned scheme again (000-6.4)."""

from uuid import UUID

from aftercare_kit.errors import RightMissing
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.scheme.submit import SubmitScheme, submitted
from dispatch.application.views import SchemeView


async def resubmit_scheme(command: SubmitScheme, scheme_id: UUID, work: Work) -> SchemeView:
    """Replace the proposal; the review starts over."""
    RIGHTS.require(work.actor, "scheme.submit")
    at = work.moment(command.occurred_at)
    scheme = await work.schemes.target(scheme_id)
    if scheme.author != work.actor.subject:
        raise RightMissing("scheme.resubmit")
    (await work.work_orders.get(scheme.work_order_id)).must_be_open()
    scheme.resubmit(command.proposal(), at)
    work.announce(scheme, submitted(scheme), at)
    return SchemeView.of(scheme)
