"""Says what a visit still waits for, whenever that changes."""

from aftercare_contracts.dispatch import WorkOrderReadinessChanged
from dispatch.domain.work_order import WorkOrder


def readiness(order: WorkOrder) -> WorkOrderReadinessChanged:
    """The fact that the order's scheme, parts or price stand differently now."""
    return WorkOrderReadinessChanged(
        request_id=order.request_id,
        work_order_id=order.id,
        scheme_id=order.scheme_id,
        parts=order.parts.value,
        commercial=order.commercial.value,
        ready=order.ready_to_travel,
    )
