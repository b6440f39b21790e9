"""What the customer file refuses."""

from aftercare_kit.errors import Conflict


class CustomerCodeTaken(Conflict):
    """Customer codes are unique in a region."""

    code = "customer-code-taken"


class SiteCodeTaken(Conflict):
    """Site codes are unique in a region."""

    code = "site-code-taken"


class PersonErased(Conflict):
    """Who or what was forgotten on purpose cannot be read or corrected any more."""

    code = "person-erased"
    rule = "004-5.3.1.3"


class ImprovementAnswered(Conflict):
    """A department answers a wish once (002-4.6b)."""

    code = "improvement-answered"
    rule = "002-4.6b"


class LegalHoldLasts(Conflict):
    """Nothing of a customer's is forgotten while a legal hold lasts."""

    code = "legal-hold-lasts"
    rule = "004-5.3.1.3"


class HoldReleased(Conflict):
    """A legal hold is released once."""

    code = "hold-released"


class VolumeBound(Conflict):
    """A year's volume is bound: nothing is written into it any more (001-5.1.2.2)."""

    code = "volume-bound"
    rule = "001-5.1.2.2"
