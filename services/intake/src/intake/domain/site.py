"""A site: where a customer's units stand, and whether help is quickly there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain import errors
from intake.domain.contact import HIDDEN

_SHOWN = 4


@dataclass
class Site:
    """A place; its address is sealed like personal data, for a consumer's is one."""

    id: UUID
    region: str
    customer_id: UUID
    code: str
    sealed: str
    urban: bool
    erased_at: datetime | None = None
    version: int = 0

    def change(self, sealed: str, *, urban: bool) -> None:
        """Correct address or situation; units keep standing there."""
        self.must_be_known()
        self.sealed, self.urban = sealed, urban

    def erase(self, at: datetime) -> None:
        """Forget where it is; what was done there stays."""
        self.must_be_known()
        self.sealed, self.erased_at = "", at

    def must_be_known(self) -> None:
        """Refuse to go on with a place whose address was forgotten."""
        if self.erased_at is not None:
            raise errors.PersonErased(erased_at=self.erased_at)


def masked_address(address: str) -> str:
    """Province or city, no more."""
    return address[:_SHOWN] + HIDDEN
