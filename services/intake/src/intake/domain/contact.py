"""A person at a customer's: personal data, which leave this service in no event."""

from dataclasses import dataclass
from uuid import UUID

HIDDEN = "***"
_SHOWN_DIGITS = 4


@dataclass
class Contact:
    """Name, telephone and mail address of a person."""

    id: UUID
    region: str
    customer_id: UUID
    name: str
    phone: str | None
    email: str | None
    version: int = 0

    def change(self, name: str, phone: str | None, email: str | None) -> None:
        """Correct what is kept of the person."""
        self.name, self.phone, self.email = name, phone, email


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
