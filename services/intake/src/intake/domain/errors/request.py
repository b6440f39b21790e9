"""What a request refuses."""

from aftercare_kit.errors import Conflict, Malformed


class RequestOutOfOrder(Conflict):
    """A request goes registered, triaged, in service, resolved, closed (001-F1)."""

    code = "request-out-of-order"
    rule = "001-F1"


class MergeIntoItself(Conflict):
    """A request is merged into another one."""

    code = "merge-into-itself"


class MergeAcrossCustomers(Conflict):
    """Two requests are one only when the same customer made both."""

    code = "merge-across-customers"


class MergeTargetNotOpen(Conflict):
    """The request that goes on for both must still be worked on."""

    code = "merge-target-not-open"
    rule = "001-F1"


class AssetOfAnotherCustomer(Conflict):
    """A request is about a unit that its customer runs (000-1)."""

    code = "asset-of-another-customer"
    rule = "000-1"


class SupplierUnnamed(Malformed):
    """Whose product failed has to be called: it needs a name (002-4.3.4)."""

    code = "supplier-unnamed"
    rule = "002-4.3.4"


class GuidanceMissing(Malformed):
    """Misuse or an unclear status is answered by guidance; it is written down (002-4.3.4)."""

    code = "guidance-missing"
    rule = "002-4.3.4"


class AppointmentMissing(Malformed):
    """Who called for an appointment is answered with one (004-5.1.7.2)."""

    code = "appointment-missing"
    rule = "004-5.1.7.2"
