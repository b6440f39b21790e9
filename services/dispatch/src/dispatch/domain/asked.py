"""What the policy that was frozen with the promise asks of the work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain import errors


@dataclass(frozen=True)
class Allocation:
    """Somebody of another centre whom engineering gave to the work: who, by whom, why."""

    engineer_id: UUID
    from_centre: str
    by: str
    at: datetime
    reason: str


class AsksByPolicy:
    """Each question reads one parameter of the policy; what it does not name is not asked."""

    major: bool
    centre: str
    parameters: dict[str, str]
    allocations: list[Allocation]

    @property
    def asks_customer(self) -> bool:
        """Whether the policy asks the customer to agree to a reviewed scheme (002-4.3.3b)."""
        asked = self.parameters.get("scheme.customer_consent", "never")
        return asked == "always" or (asked == "major" and self.major)

    @property
    def asks_application(self) -> bool:
        """Whether the policy asks for an approved application before an outing (002-4.4.2)."""
        return self.parameters.get("outing.application", "never") == "always"

    def must_know_contact(self, contact_id: UUID | None) -> None:
        """Refuse to plan a repair before somebody at the customer's is named (004-5.2.4.2).

        What, when and where are said with every visit; who receives it, where the policy asks.
        """
        if contact_id is None and self.parameters.get("visit.contact", "optional") == "named":
            raise errors.ContactUnnamed(field="contact_id")

    def allocate(self, allocation: Allocation) -> None:
        """Take in whom engineering allocated; once is enough."""
        if allocation.from_centre == self.centre or self._has(allocation.engineer_id):
            raise errors.NoAllocationNeeded(field="engineer_id")
        self.allocations = [*self.allocations, allocation]

    def must_be_allocated(self, engineer_id: UUID, centre: str) -> None:
        """Refuse to send somebody across centres whom engineering did not allocate (003-2.1d)."""
        asked = self.parameters.get("staff.across_centres", "free") == "allocated"
        if asked and centre != self.centre and not self._has(engineer_id):
            raise errors.NotAllocated(field="engineer_id", centre=centre)

    def _has(self, engineer_id: UUID) -> bool:
        return any(each.engineer_id == engineer_id for each in self.allocations)
