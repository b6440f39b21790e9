"""What the register of absences refuses."""

from aftercare_kit.errors import Conflict


class AbsenceOverlaps(Conflict):
    """One absence at a time."""

    code = "absence-overlaps"


class AbsenceInvalid(Conflict):
    """An absence ends after it begins, and lasts a year at the most."""

    code = "absence-invalid"


class AbsenceOver(Conflict):
    """What is over, or was called off, is not called off."""

    code = "absence-over"
