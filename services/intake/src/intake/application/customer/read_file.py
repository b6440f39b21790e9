"""A customer's whole file is read: by right, money by another one, and each reading is audited."""

from uuid import UUID

from intake.application.customer.file_views import CustomerFileView
from intake.application.ports import Work
from intake.application.queries.customer_file import customer_file
from intake.application.rights import RIGHTS


async def read_file(customer_id: UUID, work: Work) -> CustomerFileView:
    """Six groups in one answer (004-5.1.3.3); people and places masked (004-5.3.1.3)."""
    RIGHTS.require(work.actor, "customer_file.read")
    finance = RIGHTS.allows(work.actor, "customer_file.finance")
    found = await customer_file(work.connection, work.actor, customer_id, finance=finance)
    work.note("customer_file.read", "customer", customer_id, finance=finance)
    return found
