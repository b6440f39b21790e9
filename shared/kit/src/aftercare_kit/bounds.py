"""What a unit of work may do: known to all its parts, none of which holds the unit itself.

In a circle with it they would stay, with everything that a batch of events has touched, until
somebody searches for garbage; so all of it goes when the unit of work does.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Bounds:
    """The bounds of one unit of work; those who make it set them."""

    if_match: int | None = None
    """Which version of its target the caller has read, where it said so."""
    only_adds: bool = False
    """Set while it may neither lock nor write (see `Database.begin_unlocked`)."""

    def must_be_open(self) -> None:
        """Called before anything that needs a transaction around it.

        Raises:
            RuntimeError: there is none, since this use case said that it only adds.

        """
        if self.only_adds:
            message = "a use case that only adds may not lock, nor write before its end"
            raise RuntimeError(message)
