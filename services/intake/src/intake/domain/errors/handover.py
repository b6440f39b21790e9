"""What a project's hand-over refuses."""

from aftercare_kit.errors import Conflict


class HandoverOutOfOrder(Conflict):
    """File ready, initial acceptance, meeting, two reviews: no other order (000-6.2.1)."""

    code = "handover-out-of-order"
    rule = "000-6.2.1"


class CompletionFileIncomplete(Conflict):
    """A completion file has six documents, none missing (000-6.1)."""

    code = "completion-file-incomplete"
    rule = "000-6.1"


class LargeProjectNeedsRegion(Conflict):
    """A large project's file goes to the regional manager (000-6.2.2a)."""

    code = "large-project-needs-region"
    rule = "000-6.2.2a"


class RegionalManagerAbsent(Conflict):
    """A large project is accepted and handed over with its regional manager (000-6.2.2a)."""

    code = "regional-manager-absent"
    rule = "000-6.2.2a"


class ReceiverAbsent(Conflict):
    """Who takes the file over takes part in the meeting (000-4.1b)."""

    code = "receiver-absent"
    rule = "000-4.1b"


class FinalBeforeInitial(Conflict):
    """Final acceptance follows the initial one (000-4.3d)."""

    code = "final-before-initial"
    rule = "000-4.3d"


class ProjectNumberTaken(Conflict):
    """Project numbers are unique in a region."""

    code = "project-number-taken"
