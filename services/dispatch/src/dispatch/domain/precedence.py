"""What goes first when everybody wants the same people."""

from enum import IntEnum


class Precedence(IntEnum):
    """The lower goes first; within one, what has waited longest."""

    AGREED = 0
    """What the customer agreed to, a scheme or a complaint's, goes first (004-5.3.2.2c)."""
    AFTER_SALES = 1
    """After-sales goes first when departments compete (002-4.4.4a)."""
    OTHER = 2
    """Planned service, plans, papers among ourselves."""
