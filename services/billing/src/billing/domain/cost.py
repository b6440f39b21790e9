"""What a case cost outside any visit: expenses, and parts that were used (002-3.2.2).

Nobody quoted it to the customer, so nobody asks the customer for it (002-4.4.3a): it is ours.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from billing.domain.fees import cents


class CostKind(StrEnum):
    """What it was spent on."""

    EXPENSE = "expense"
    MATERIAL = "material"


@dataclass
class Cost:
    """One line of a case's log, as money; a part waits for its price, which is then kept."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    case_log_id: UUID
    centre: str
    kind: CostKind
    description: str
    quantity: int
    currency: str
    incurred_at: datetime
    source_event_id: UUID
    unit_price: Decimal | None = None
    version: int = 0

    @property
    def amount(self) -> Decimal | None:
        """What it came to; None while its part has no price."""
        return None if self.unit_price is None else cents(self.quantity * self.unit_price)
