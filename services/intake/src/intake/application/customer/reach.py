"""The customer whose records somebody is about to touch, when they are within reach."""

from uuid import UUID

from intake.application.ports import Work
from intake.application.rights import must_reach
from intake.domain.customer import Customer


async def customer_within_reach(
    work: Work, customer_id: UUID, record: str = "customer", record_id: UUID | None = None
) -> Customer:
    """Load the customer.

    Args:
        work: the open transaction.
        customer_id: whose record it is.
        record: what the caller named, if not the customer.
        record_id: which one.

    Raises:
        UnknownRecord: of what the caller named; another customer's or centre's is none for them.

    """
    customer = await work.customers.get(customer_id)
    must_reach(
        work.actor,
        record,
        record_id or customer_id,
        customer_id=customer.id,
        centre=customer.centre,
    )
    return customer
