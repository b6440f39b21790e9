"""What a promised clock refuses."""

from aftercare_kit.errors import Conflict


class ClockNotRunning(Conflict):
    """The promise has been kept, broken or dropped already."""

    code = "clock-not-running"
