"""What an application for an outing refuses, and what is refused without one."""

from aftercare_kit.errors import Conflict


class OutingWindowInvalid(Conflict):
    """An outing ends after it begins, and lasts two months at the most."""

    code = "outing-window-invalid"


class OutingAppliedForAlready(Conflict):
    """One application for the outing of a scheme."""

    code = "outing-applied-for-already"


class OutingNotInReview(Conflict):
    """Only an application that waits is approved or returned."""

    code = "outing-not-in-review"
    rule = "002-4.4.2"


class OutingNotApproved(Conflict):
    """Nobody leaves before the application for the outing is approved (002-4.4.2)."""

    code = "outing-not-approved"
    rule = "002-4.4.2"
