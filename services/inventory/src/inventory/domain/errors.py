"""What inventory refuses, one class a rule."""

from aftercare_kit.errors import Conflict


class PartNumberTaken(Conflict):
    """Part numbers are unique in a region."""

    code = "part-number-taken"


class StoreCodeTaken(Conflict):
    """Store codes are unique in a region."""

    code = "store-code-taken"


class CentreHasStore(Conflict):
    """A centre draws its parts from one regional store."""

    code = "centre-has-store"


class StockNotThere(Conflict):
    """Nothing leaves a store that is not there and free (000-4.3g)."""

    code = "stock-not-there"
    rule = "000-4.3g"


class SameStore(Conflict):
    """A transfer goes to another store."""

    code = "same-store"


class NothingMissing(Conflict):
    """A count that agrees with the books changes nothing."""

    code = "count-agrees"


class CountBelowReserved(Conflict):
    """What is set aside for schemes has to be released before it can be missing."""

    code = "count-below-reserved"


class ReservationOutOfOrder(Conflict):
    """Parts are set aside, issued, then used or taken back, in this order."""

    code = "reservation-out-of-order"


class ReturnOutOfOrder(Conflict):
    """A faulty part is received, inspected, then put away, in this order (002-4.5.3.1a)."""

    code = "return-out-of-order"
    rule = "002-4.5.3.1a"


class ReturnNotInspected(Conflict):
    """No store entry before the inbound inspection (002-4.5.3.1c)."""

    code = "return-not-inspected"
    rule = "002-4.5.3.1c"


class NonconformityReportMissing(Conflict):
    """Every nonconforming item has its nonconformity report (002-4.5.3.1c)."""

    code = "nonconformity-report-missing"
    rule = "002-4.5.3.1c"


class NonconformityUnfounded(Conflict):
    """An item that passed has no defect to report."""

    code = "nonconformity-unfounded"
    rule = "002-4.5.3.1c"


class AgainstDisposition(Conflict):
    """An item goes where the inspection decided; scrap is never used again (004-5.2.6)."""

    code = "against-disposition"
    rule = "004-5.2.6"


class CustomerPropertyKeptApart(Conflict):
    """What belongs to the customer never becomes stock of ours (001-5.8)."""

    code = "customer-property-kept-apart"
    rule = "001-5.8"


class OwnerConsentMissing(Conflict):
    """Customer property is not scrapped without the customer's consent (004-5.2.6, 001-5.8)."""

    code = "owner-consent-missing"
    rule = "004-5.2.6"
