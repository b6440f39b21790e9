"""What the duty rota refuses."""

from aftercare_kit.errors import Conflict


class DutyInvalid(Conflict):
    """A turn of duty ends after it begins, and lasts three days at the most."""

    code = "duty-invalid"


class DutyOverlaps(Conflict):
    """Nobody is on duty twice at once."""

    code = "duty-overlaps"


class RotaLaidOutAlready(Conflict):
    """A rota is laid out for time that nobody has been given yet."""

    code = "rota-laid-out-already"
    rule = "001-5.5.2"


class DutyOver(Conflict):
    """A turn that is over, or was called off, is nobody's to change."""

    code = "duty-over"


class NobodyForDuty(Conflict):
    """A rota needs somebody who is active, of this centre and not away."""

    code = "nobody-for-duty"
    rule = "001-5.5.2"
