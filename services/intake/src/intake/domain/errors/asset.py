"""What the installed base refuses."""

from aftercare_kit.errors import Conflict


class SiteOfAnotherCustomer(Conflict):
    """A unit stands on a site of its own customer."""

    code = "site-of-another-customer"


class AssetAlreadyAccepted(Conflict):
    """A unit is accepted once; its warranty counts from that day (000-3.3)."""

    code = "asset-already-accepted"
    rule = "000-3.3"


class AcceptedBeforeSold(Conflict):
    """Nobody accepts a unit before it was sold."""

    code = "accepted-before-sold"


class SerialTaken(Conflict):
    """A serial number names one unit of the installed base."""

    code = "serial-taken"


class AssetTreeBroken(Conflict):
    """A part belongs to one unit of the same customer, and contains no unit it is a part of."""

    code = "asset-tree-broken"
    rule = "000-4.6d"


class AssetAlreadyCommissioned(Conflict):
    """A unit is put into service once."""

    code = "asset-already-commissioned"
