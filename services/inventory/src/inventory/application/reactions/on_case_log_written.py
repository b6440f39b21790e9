"""The log of a case says that a part was used outside any visit: it is consumed (002-3.2.2)."""

from aftercare_contracts.dispatch import CaseLogWritten
from aftercare_contracts.inventory import PartUsed
from aftercare_kit.errors import NotReady
from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.application.reactions.on_scheme_approved import store_of
from inventory.application.stock.ledger import Ledger
from inventory.domain.part_usage import PartUsage
from inventory.domain.stock import MovementKind, Occasion

BEYOND_BOOKS = "used beyond the books"


async def on_case_log_written(event: Received[CaseLogWritten], work: Work) -> None:
    """Book it from the store of the case's centre, once; the field is the truth."""
    line = event.data
    if line.part_no is None or line.quantity is None:
        return  # A call, a plan, an expense, or what becomes of a faulty part.
    if await work.usages.find(case_log_id=line.case_log_id) is not None:
        return  # Said twice.
    terms = await work.case_terms.find(request_id=line.request_id)
    if terms is None:
        raise NotReady(request_id=line.request_id)  # Intake's stream is behind dispatch's.
    usage = PartUsage(
        id=new_id(),
        region=event.region,
        request_id=line.request_id,
        work_order_id=line.work_order_id,
        case_log_id=line.case_log_id,
        centre=terms.centre,
        store=await store_of(work, terms.centre),
        part_no=line.part_no,
        quantity=line.quantity,
        used_by=line.written_by,
        used_at=event.time,
    )
    why = Occasion(
        at=event.time,
        recorded_at=work.now,
        actor=work.actor.subject,
        event_id=event.id,
        request_id=usage.request_id,
    )
    ledger = await Ledger.open(work, usage.store, [usage.part_no])
    usage.shortfall = ledger.draw(usage.part_no, usage.quantity, why, BEYOND_BOOKS)
    ledger.book(MovementKind.CONSUME, usage.part_no, usage.quantity, why)
    work.usages.add(usage)
    used = PartUsed(
        request_id=usage.request_id,
        usage_id=usage.id,
        work_order_id=usage.work_order_id,
        case_log_id=usage.case_log_id,
        store=usage.store,
        part_no=usage.part_no,
        quantity=usage.quantity,
    )
    work.announce(usage, used, event.time)
