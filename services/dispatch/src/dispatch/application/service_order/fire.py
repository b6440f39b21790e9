"""What happens when a service's date passes, or its papers stay out (001-T1.3, 001-5.5.6a)."""

from uuid import UUID

from aftercare_contracts.dispatch import (
    ServiceOrderArrivalOverdue,
    ServiceOrderHandInOverdue,
    ServiceOrderHandInWarned,
)
from dispatch.application.ports import Work
from dispatch.domain.service_order import ServiceState

_NOT_THERE = frozenset({ServiceState.ISSUED, ServiceState.ACCEPTED, ServiceState.DEPARTED})


async def arrival(work: Work, order_id: UUID) -> None:
    """Nobody is on site on the customer's date."""
    order = await work.service_orders.get(order_id)
    if order.state in _NOT_THERE:
        work.announce(
            order,
            ServiceOrderArrivalOverdue(service_order_id=order.id, due_at=order.planned_from),
        )


async def hand_in_warn(work: Work, order_id: UUID) -> None:
    """The papers are soon due."""
    order = await work.service_orders.get(order_id)
    if order.state is ServiceState.DONE and order.hand_in_due_at is not None:
        warned = ServiceOrderHandInWarned(service_order_id=order.id, due_at=order.hand_in_due_at)
        work.announce(order, warned)


async def hand_in_due(work: Work, order_id: UUID) -> None:
    """The papers are overdue."""
    order = await work.service_orders.get(order_id)
    if order.state is ServiceState.DONE and order.hand_in_due_at is not None:
        order.overdue = True
        late = ServiceOrderHandInOverdue(service_order_id=order.id, due_at=order.hand_in_due_at)
        work.announce(order, late)
