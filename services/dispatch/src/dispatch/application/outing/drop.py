"""An outing falls away with the scheme it was to carry out."""

from uuid import UUID

from aftercare_contracts.dispatch import OutingWithdrawn
from dispatch.application.ports import Work


async def drop_outings(work: Work, work_order_id: UUID, scheme_id: UUID, reason: str) -> None:
    """Withdraw its application, and let nobody wait for an approval of it."""
    for outing in await work.outings.every(work_order_id=work_order_id):
        if outing.scheme_id != scheme_id or not outing.under_way:
            continue
        outing.withdraw()
        await work.approvals.withdraw(outing.id)
        withdrawn = OutingWithdrawn(
            request_id=outing.request_id,
            outing_id=outing.id,
            work_order_id=work_order_id,
            scheme_id=scheme_id,
            reason=reason,
        )
        work.announce(outing, withdrawn)
