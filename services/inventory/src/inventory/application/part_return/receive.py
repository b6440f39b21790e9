"""The inbound note (入库单) for a faulty part is filed (002-4.5.3.1a)."""

from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.inventory import ReturnReceived
from aftercare_contracts.numbers import series_of
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment
from inventory.application.part_return.expect import OVERDUE
from inventory.application.part_return.reach import reach_return
from inventory.application.ports import Work
from inventory.application.rights import RIGHTS
from inventory.application.store.reach import must_reach
from inventory.application.views import ReturnView
from inventory.domain.part_return import Ownership

INBOUND_NOTE = "RK"
"""入库: the sources print no number for this form, so it is numbered like the others."""


class ReceiveReturn(Body):
    """Whose the part is, who brought it, and where it lies; by default the centre's own store."""

    ownership: Ownership = Ownership.OURS
    returned_by: Line | None = None
    store: Code | None = None
    occurred_at: Moment | None = None


async def receive_return(command: ReceiveReturn, return_id: UUID, work: Work) -> ReturnView:
    """File the inbound note; its number is taken last, so that others wait for it but briefly."""
    RIGHTS.require(work.actor, "return.receive")
    at = work.moment(command.occurred_at)
    item = await reach_return(work, return_id)
    store = command.store or await work.shelves.store_of(item.centre)
    if store is None:
        raise UnknownRecord("store", item.centre)
    await must_reach(work, store)
    await work.timers.cancel(OVERDUE, item.id)
    series = series_of(INBOUND_NOTE, at.astimezone(ZoneInfo(item.zone)).date())
    number = work.numbers.issue("inbound_note", series)
    brought_by = command.returned_by or work.actor.subject
    in_time = item.receive(number, store, command.ownership, brought_by, at)
    received = ReturnReceived(
        request_id=item.request_id,
        return_id=item.id,
        part_no=item.part_no,
        serial=item.serial,
        number=number,
        store=store,
        in_time=in_time,
    )
    work.announce(item, received, at)
    return ReturnView.of(item)
