"""What campaigns and product lines refuse."""

from aftercare_kit.errors import Conflict


class ProductLineCodeTaken(Conflict):
    """Product line codes are unique in a region."""

    code = "product-line-code-taken"


class OwnerNotTold(Conflict):
    """A unit with a defect is settled when its owner was told and asked (004-5.2.1.5)."""

    code = "owner-not-told"
    rule = "004-5.2.1.5"


class UnitNotAffected(Conflict):
    """The campaign is not about this unit."""

    code = "unit-not-affected"


class CampaignClosed(Conflict):
    """The campaign has ended."""

    code = "campaign-closed"


class SerialsUnknown(Conflict):
    """A campaign is about units of the installed base."""

    code = "serials-unknown"


class CampaignCodeTaken(Conflict):
    """Campaign codes are unique in a region."""

    code = "campaign-code-taken"
