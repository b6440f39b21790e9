"""A customer's file is corrected, or another centre takes over."""

from uuid import UUID

from intake.application.customer.reach import customer_within_reach
from intake.application.customer.register import CustomerFile, must_be_open, updated
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CustomerView


async def change_customer(command: CustomerFile, customer_id: UUID, work: Work) -> CustomerView:
    """Replace everything but the code; open requests stay with the centre they began at."""
    RIGHTS.require(work.actor, "customer.keep")
    await must_be_open(work, command.centre)
    await customer_within_reach(work, customer_id)
    customer = await work.customers.target(customer_id)
    customer.change(command.name, command.kind, command.centre)
    work.announce(customer, updated(customer))
    return CustomerView.of(customer)
