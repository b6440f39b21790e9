"""A service request as billing needs it: whom we serve, what covers it, by which rates."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aftercare_clocks import ClockTerms, Started, Stopped, fold


class Cover(StrEnum):
    """What covered the asset when the fault was reported."""

    CONTRACT_PERIOD = "contract_period"
    OM_PERIOD = "om_period"
    WARRANTY = "warranty"
    NONE = "none"


@dataclass
class Case:
    """One triaged request, with the promise frozen for it."""

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    department: str
    centre: str
    zone: str
    major: bool
    cover: Cover
    item_in_scope: bool
    statutory: bool
    parameters: dict[str, str]
    quote_clock: ClockTerms | None
    cancelled: bool = False
    version: int = 0

    @property
    def currency(self) -> str:
        """The currency its quotes and charges are told in."""
        return self.parameters.get("fee.currency", "CNY")

    def quoted_in_time(self, requested_at: datetime, offered_at: datetime) -> bool:
        """Tell whether the quote clock was kept; a policy that runs none promised nothing."""
        if self.quote_clock is None:
            return True
        return not fold(self.quote_clock, [Started(requested_at), Stopped(offered_at)]).breached
