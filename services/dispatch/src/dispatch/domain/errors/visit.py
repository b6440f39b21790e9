"""What a visit refuses."""

from aftercare_kit.errors import Conflict


class VisitWindowInvalid(Conflict):
    """A visit ends after it begins, and lasts two weeks at the most."""

    code = "visit-window-invalid"


class VisitOutOfOrder(Conflict):
    """A visit goes planned, accepted, departed, arrived, finished, in this order (001-F1)."""

    code = "visit-out-of-order"
    rule = "001-F1"


class VisitUnderWay(Conflict):
    """A work order has one open visit at a time."""

    code = "visit-under-way"


class ContactUnnamed(Conflict):
    """Where the policy asks, somebody is named who receives the engineer (004-5.2.4.2)."""

    code = "contact-unnamed"
    rule = "004-5.2.4.2"


class NotYourVisit(Conflict):
    """Only the engineer named on the notice carries it out."""

    code = "not-your-visit"
    rule = "001-5.5.4"
