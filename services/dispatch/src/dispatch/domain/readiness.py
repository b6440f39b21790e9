"""What a visit waits for: an approved scheme, its parts set aside, its price agreed."""

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
