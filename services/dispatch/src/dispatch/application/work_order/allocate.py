"""Engineering allocates somebody of another centre to a work order (003-2.1d)."""

from uuid import UUID

from aftercare_contracts.dispatch import WorkOrderStaffAllocated
from aftercare_kit.fields import Body, Line
from dispatch.application.ports import Work
from dispatch.application.reach import target_order
from dispatch.application.rights import RIGHTS
from dispatch.application.views import WorkOrderView
from dispatch.domain.asked import Allocation


class AllocateStaff(Body):
    """Whom, and why from elsewhere."""

    engineer_id: UUID
    reason: Line


async def allocate_staff(command: AllocateStaff, work_order_id: UUID, work: Work) -> WorkOrderView:
    """Let the dispatcher send somebody whom another centre would need."""
    RIGHTS.require(work.actor, "staff.allocate")
    order = await target_order(work, work_order_id)
    order.must_be_open()
    engineer = await work.engineers.get(command.engineer_id)
    by = work.actor.subject
    order.allocate(Allocation(engineer.id, engineer.centre, by, work.now, command.reason))
    allocated = WorkOrderStaffAllocated(
        request_id=order.request_id,
        work_order_id=order.id,
        engineer_id=engineer.id,
        engineer_name=engineer.name,
        from_centre=engineer.centre,
        reason=command.reason,
        allocated_by=by,
    )
    work.announce(order, allocated)
    return WorkOrderView.of(order)
