"""The customer's word on a reviewed scheme, where the policy asks for it (002-4.3.3b)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import SchemeConsentRecorded, SchemeReturned
from aftercare_kit.fields import Body, Moment, Prose
from dispatch.application.ports import Work
from dispatch.application.reach import target_part
from dispatch.application.rights import RIGHTS
from dispatch.application.scheme.release import release
from dispatch.application.views import SchemeView
from dispatch.domain.errors import ConsentUnproven
from dispatch.domain.scheme import Consent

WRITTEN = frozenset({"signature", "seal"})


class RecordConsent(Body):
    """Whether the customer agrees, who said so and how; a signed word comes with its hash."""

    given: bool
    by: Literal["customer", "customer_rep", "military_rep"] = "customer"
    channel: Literal["signature", "seal", "letter", "email", "phone"]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    reason: Prose | None = None
    occurred_at: Moment | None = None


async def record_consent(command: RecordConsent, scheme_id: UUID, work: Work) -> SchemeView:
    """Keep the word as a record; with it the scheme is released, or goes back to its author."""
    RIGHTS.require(work.actor, "scheme.consent")
    at = work.moment(command.occurred_at)
    if command.channel in WRITTEN and command.sha256 is None:
        raise ConsentUnproven(field="sha256")
    scheme, order = await target_part(work, work.schemes, "scheme", scheme_id)
    order.must_be_open()
    by = work.actor.subject
    consent = Consent(command.given, command.by, command.channel, at, by, command.sha256)
    given = scheme.hear_customer(consent)
    about = {"request_id": scheme.request_id, "scheme_id": scheme.id}
    recorded = SchemeConsentRecorded(
        **about,
        work_order_id=order.id,
        given=given,
        by=command.by,
        channel=command.channel,
        sha256=command.sha256,
    )
    work.announce(scheme, recorded, at)
    if given:
        await release(work, scheme, order, scheme.approvals[-1].by, at)
    else:
        scheme.returned_because = command.reason or "not agreed to by the customer"
        returned = SchemeReturned(
            **about, work_order_id=order.id, reason=scheme.returned_because, reviewer=by
        )
        work.announce(scheme, returned, at)
    return SchemeView.of(scheme)
