"""A person at a customer's: personal data, which leave this service in no event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain import errors

HIDDEN = "***"
_SHOWN_DIGITS = 4


@dataclass
class Contact:
    """A person; name, telephone and mail address are sealed under a key of the person's own."""

    id: UUID
    region: str
    customer_id: UUID
    sealed: str
    erased_at: datetime | None = None
    version: int = 0

    def change(self, sealed: str) -> None:
        """Correct what is kept of the person."""
        self.must_be_known()
        self.sealed = sealed

    def erase(self, at: datetime) -> None:
        """Forget the person; what was done for them stays."""
        self.must_be_known()
        self.sealed, self.erased_at = "", at

    def must_be_known(self) -> None:
        """Refuse to go on with somebody who was forgotten."""
        if self.erased_at is not None:
            raise errors.PersonErased(erased_at=self.erased_at)


def masked_name(name: str) -> str:
    """The first character only; how long the rest is, is told by nothing."""
    return name[:1] + HIDDEN


def masked_phone(phone: str | None) -> str | None:
    """The last four digits, by which a desk tells two numbers apart."""
    if phone is None:
        return None
    shown = phone[-_SHOWN_DIGITS:] if len(phone) > 2 * _SHOWN_DIGITS else ""
    return HIDDEN + shown


def masked_email(email: str | None) -> str | None:
    """The first character and the mail domain."""
    if email is None:
        return None
    mailbox, _, host = email.rpartition("@")
    return f"{mailbox[:1]}{HIDDEN}@{host}"
