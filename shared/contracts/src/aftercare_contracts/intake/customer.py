"""What intake says of customers: who they are, no people."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class CustomerUpdated(Event):
    """A customer was registered or changed; people's data stay in intake."""

    type: ClassVar[str] = "aftercare.intake.customer.updated.v1"
    title: ClassVar[Title] = Title("Customer updated", "客户资料更新")

    customer_id: UUID
    code: str
    name: str
    kind: Literal["enterprise", "consumer", "defence"]
    centre: str
