"""A scheme passes review; for a major problem the general manager decides last (002-4.2.2c)."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.dispatch import SchemeConsentAsked, SchemeReviewed
from aftercare_kit.fields import Body, Moment, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.scheme.release import release
from dispatch.application.scheme.review import next_state
from dispatch.application.views import SchemeView
from dispatch.domain.errors import GeneralManagerMustApprove
from dispatch.domain.scheme import Scheme, SchemeState


class ApproveScheme(Body):
    """When the reviewer agreed, and with which words."""

    occurred_at: Moment | None = None
    comment: Prose | None = None


async def approve_scheme(command: ApproveScheme, scheme_id: UUID, work: Work) -> SchemeView:
    """Pass one step of the review; after the last, and the customer's word, the work goes by it."""
    RIGHTS.require(await work.approvals.actor(), "scheme.review")
    at = work.moment(command.occurred_at)
    scheme, order = await target_part(work, work.schemes, "scheme", scheme_id)
    order.must_be_open()
    scheme.must_be_in_review(at)
    approval = await work.approvals.under_way(scheme.id)
    theirs = approval.taken_by(await work.approvals.hands()) is not None
    last = scheme.state is SchemeState.AWAITING_GENERAL_MANAGER
    if last and not theirs and work.actor.subject != scheme.author:
        raise GeneralManagerMustApprove
    decision = await work.approvals.approve(approval, at, command.comment)
    if scheme.pass_step(decision.step, decision.by, at, then=next_state(approval)):
        await release(work, scheme, order, decision.by, at)
    else:
        _say_what_it_waits_for(work, scheme, at)
    return SchemeView.of(scheme)


def _say_what_it_waits_for(work: Work, scheme: Scheme, at: datetime) -> None:
    about = {"request_id": scheme.request_id, "scheme_id": scheme.id}
    by, order_id = work.actor.subject, scheme.work_order_id
    if scheme.state is SchemeState.AWAITING_CUSTOMER:
        asked = SchemeConsentAsked(**about, work_order_id=order_id, approver=by)
        work.announce(scheme, asked, at)
    else:
        reviewed = SchemeReviewed(**about, work_order_id=order_id, reviewer=by)
        work.announce(scheme, reviewed, at)
