"""What contracts and their renewals refuse."""

from aftercare_kit.errors import Conflict, Malformed


class ContractPeriodInvalid(Conflict):
    """A contract ends on or after the day it begins."""

    code = "contract-period-invalid"


class ContractCodeTaken(Conflict):
    """Contract numbers are unique in a region."""

    code = "contract-code-taken"


class RenewalOutOfOrder(Conflict):
    """A renewal is due, drafted, approved, then signed or declined (000-4.3i)."""

    code = "renewal-out-of-order"
    rule = "000-4.3i"


class RenewalNotApproved(Conflict):
    """What follows a contract is signed when its scheme was approved (000-4.2g)."""

    code = "renewal-not-approved"
    rule = "000-4.2g"


class ServiceItemUnknown(Malformed):
    """Packages are composed of the catalogue's items (003-2.1a)."""

    code = "service-item-unknown"
    rule = "003-2.1a"
