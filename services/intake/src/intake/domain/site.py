"""A site: where a customer's units stand, and whether help is quickly there."""

from dataclasses import dataclass
from uuid import UUID

from intake.domain.contact import HIDDEN

_SHOWN = 4


@dataclass
class Site:
    """A place; its address is kept like personal data, for a consumer's is one."""

    id: UUID
    region: str
    customer_id: UUID
    code: str
    address: str
    urban: bool
    version: int = 0

    def change(self, address: str, *, urban: bool) -> None:
        """Correct address or situation; units keep standing there."""
        self.address, self.urban = address, urban


def masked_address(address: str) -> str:
    """Province or city, no more."""
    return address[:_SHOWN] + HIDDEN
