"""What a visit waits for: an approved scheme, its parts set aside, its price agreed."""

from abc import ABC, abstractmethod
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors


class Parts(StrEnum):
    """Whether the parts of the current scheme are there."""

    NONE_NEEDED = "none_needed"
    PENDING = "pending"
    RESERVED = "reserved"
    SHORT = "short"


class Commercial(StrEnum):
    """Whether the customer has to pay for the current scheme, and agreed to."""

    PENDING = "pending"
    FREE = "free"
    QUOTED = "quoted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """The last scheme's price was refused; it stands until another scheme is approved."""


SET_ASIDE = frozenset({Parts.NONE_NEEDED, Parts.RESERVED})
AGREED = frozenset({Commercial.FREE, Commercial.ACCEPTED})
UNDECIDED = frozenset({Commercial.PENDING, Commercial.QUOTED})


def is_ready(scheme_id: UUID | None, parts: Parts, commercial: Commercial) -> bool:
    """Whether nothing stands in the way of a visit."""
    return scheme_id is not None and parts in SET_ASIDE and commercial in AGREED


def must_be_ready(scheme_id: UUID | None, parts: Parts, commercial: Commercial) -> UUID:
    """The scheme to carry out, when nothing stands in the way of a visit.

    Raises:
        SchemeMissing: 002-4.4.1a.
        PartsNotReady: some part is not set aside.
        QuoteNotAccepted: 002-4.4.3a.

    """
    if scheme_id is None:
        raise errors.SchemeMissing
    if parts not in SET_ASIDE:
        raise errors.PartsNotReady(parts=parts)
    if commercial not in AGREED:
        raise errors.QuoteNotAccepted(commercial=commercial)
    return scheme_id


class GoesByScheme(ABC):
    """Work that goes by one scheme at a time, with its parts and its price."""

    scheme_id: UUID | None
    parts: Parts
    commercial: Commercial

    @property
    @abstractmethod
    def open(self) -> bool:
        """Whether there is still work to do."""

    @abstractmethod
    def must_be_open(self) -> None:
        """Refuse further work on what is closed."""

    @abstractmethod
    def must_be_solved(self) -> None:
        """Refuse to end what has no solution on record."""

    def adopt(self, scheme_id: UUID, *, needs_parts: bool) -> None:
        """Work by an approved scheme: its parts and its price are now waited for."""
        self.must_be_open()
        self.scheme_id = scheme_id
        self.parts = Parts.PENDING if needs_parts else Parts.NONE_NEEDED
        self.commercial = Commercial.PENDING

    def goes_by(self, scheme_id: UUID | None) -> bool:
        """Whether there is work to do, and this scheme says how."""
        return self.open and scheme_id is not None and scheme_id == self.scheme_id

    def drop_scheme(self) -> None:
        """Work by no scheme until another is approved."""
        self.scheme_id, self.parts = None, Parts.NONE_NEEDED
        self.commercial = Commercial.PENDING

    @property
    def ready_to_travel(self) -> bool:
        """Whether nothing stands in the way of a visit."""
        return self.open and is_ready(self.scheme_id, self.parts, self.commercial)

    def must_be_ready_to_travel(self) -> UUID:
        """The scheme to carry out; refused while anything stands in the way of a visit."""
        self.must_be_open()
        self.must_be_solved()
        return must_be_ready(self.scheme_id, self.parts, self.commercial)
