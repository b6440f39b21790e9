"""Why an engineer is not sent, or not changed."""

from aftercare_kit.errors import Conflict


class CertificateMissing(Conflict):
    """The engineer must hold every skill the scheme asks for (001-5.2.1)."""

    code = "certificate-missing"
    rule = "001-5.2.1"


class CertificateExpired(Conflict):
    """A certificate must be valid on the day of the work (001-5.2.1)."""

    code = "certificate-expired"
    rule = "001-5.2.1"


class CertificateNotNewer(Conflict):
    """A renewal reaches further than the certificate it renews."""

    code = "certificate-not-newer"
    rule = "001-5.2.1"


class QualificationMissing(Conflict):
    """Title, product knowledge, repair skill and training are on record (001-5.2.1)."""

    code = "qualification-missing"
    rule = "001-5.2.1"


class EngineerNotActive(Conflict):
    """An engineer who left or rests is not sent."""

    code = "engineer-not-active"


class EngineerActive(Conflict):
    """Only somebody who left or rests can come back."""

    code = "engineer-active"


class EngineerHasVisits(Conflict):
    """Nobody leaves or goes on leave with open visits: give them to others first."""

    code = "engineer-has-visits"


class EngineerBooked(Conflict):
    """Nobody is in two places at once."""

    code = "engineer-booked"


class EngineerAbsent(Conflict):
    """Nobody is sent while on leave, ill or in training."""

    code = "engineer-absent"


class EngineerOffHours(Conflict):
    """A visit begins and ends in the engineer's working hours, or on duty."""

    code = "engineer-off-hours"


class EngineerCodeTaken(Conflict):
    """Staff codes are unique in a region."""

    code = "engineer-code-taken"


class EvaluationDayWrong(Conflict):
    """An evaluation lies neither ahead nor before the last one (004-5.1.1)."""

    code = "evaluation-day-wrong"
    rule = "004-5.1.1"


class RosterInvalid(Conflict):
    """Hours that no working week can have."""

    code = "roster-invalid"
