"""What was brought into service is called back (004-5.2.2.2)."""

from aftercare_contracts.dispatch import ServiceOrderHandedIn
from aftercare_contracts.feedback import CallBackPlanned
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from feedback.application.call_back.overdue import OVERDUE
from feedback.application.ports import Work
from feedback.domain.call_back import CallBack
from feedback.domain.case_promise import VERIFICATION, base_terms
from feedback.domain.promised import Promised


async def on_service_order_handed_in(event: Received[ServiceOrderHandedIn], work: Work) -> None:
    """Plan one call, within the base policy's time: planned service has no promise of its own."""
    service = event.data
    if not service.call_back:
        return  # Nothing was brought into service.
    if await work.call_backs.find(service_order_id=service.service_order_id) is not None:
        return  # Said twice.
    promise = Promised.begun(base_terms(VERIFICATION), event.time, work.now)
    planned = CallBack(
        id=new_id(),
        region=event.region,
        service_order_id=service.service_order_id,
        number=service.number,
        kind=service.kind,
        customer_id=service.customer_id,
        centre=service.centre,
        opened_at=event.time,
        promise=promise,
        due_at=promise.due_at,
    )
    said = CallBackPlanned(
        call_back_id=planned.id,
        service_order_id=planned.service_order_id,
        customer_id=planned.customer_id,
        centre=planned.centre,
        due_at=planned.due_at,
    )
    work.announce(planned, said, event.time)
    work.call_backs.add(planned)
    await work.timers.set(OVERDUE, planned.id, promise.looked_at)
