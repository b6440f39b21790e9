"""How long a program that ended waits for its next start."""

from typing import Final

FIRST: Final = 0.25
LONGEST: Final = 15.0
LONGEST_ONCE_READY: Final = 4.0
"""Who was ready can start: a pause only keeps it from taking all of the machine, dying again."""
STEADY_SECONDS: Final = 30.0
"""Having run this long, a death counts as the first again."""


class Pauses:
    """Seconds that double from death to death; a wanted end or a steady life begins anew."""

    def __init__(self) -> None:
        self._next = FIRST

    def after(self, lived: float, *, ready: bool, wanted: bool) -> float:
        """The pause after a life of so many seconds, `ready` at its end or not."""
        if wanted or lived > STEADY_SECONDS:
            self._next = FIRST
        pause = min(self._next, LONGEST_ONCE_READY if ready else LONGEST)
        self._next = min(pause * 2, LONGEST)
        return pause
