"""The author submits a returned scheme again (000-6.4)."""

from uuid import UUID

from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.scheme.review import open_review
from dispatch.application.scheme.submit import SubmitScheme, submitted
from dispatch.application.scheme.under_way import must_be_alone
from dispatch.application.views import SchemeView


async def resubmit_scheme(command: SubmitScheme, scheme_id: UUID, work: Work) -> SchemeView:
    """Replace the proposal; the review starts over."""
    RIGHTS.require(work.actor, "scheme.submit")
    at = work.moment(command.occurred_at)
    scheme, order = await target_part(work, work.schemes, "scheme", scheme_id)
    order.must_be_open()
    await must_be_alone(work, order.id, scheme.id)
    scheme.resubmit(work.actor.subject, at, command.proposal())
    work.announce(scheme, submitted(scheme), at)
    await open_review(work, scheme, order, at)
    return SchemeView.of(scheme)
