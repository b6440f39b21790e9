"""Keys of what is made."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7: a key that sorts by the time it was made."""
    return uuid7()
