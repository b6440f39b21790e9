"""What intake refuses, one class a rule."""

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


class SiteOfAnotherCustomer(Conflict):
    """A unit stands on a site of its own customer."""

    code = "site-of-another-customer"


class DepartmentUnknown(Conflict):
    """The issuing department's code is printed in the number; the centre must know it."""

    code = "department-unknown"
    rule = "002-4.5.2"


class AssetAlreadyAccepted(Conflict):
    """A unit is accepted once; its warranty counts from that day (000-3.3)."""

    code = "asset-already-accepted"
    rule = "000-3.3"


class AcceptedBeforeSold(Conflict):
    """Nobody accepts a unit before it was sold."""

    code = "accepted-before-sold"


class ContractPeriodInvalid(Conflict):
    """A contract ends on or after the day it begins."""

    code = "contract-period-invalid"


class CustomerCodeTaken(Conflict):
    """Customer codes are unique in a region."""

    code = "customer-code-taken"


class SiteCodeTaken(Conflict):
    """Site codes are unique in a region."""

    code = "site-code-taken"


class SerialTaken(Conflict):
    """A serial number names one unit of the installed base."""

    code = "serial-taken"


class ContractCodeTaken(Conflict):
    """Contract numbers are unique in a region."""

    code = "contract-code-taken"


class CentreCodeTaken(Conflict):
    """Centre codes are unique in a region."""

    code = "centre-code-taken"


class WorkingHoursInvalid(Malformed):
    """Zone, week and holidays describe no working week."""

    code = "working-hours-invalid"


class PresetUnknown(Malformed):
    """No service policy goes by this name."""

    code = "preset-unknown"


class PolicyCannotBeKept(Conflict):
    """Preset, publication, contract and centre's hours contradict each other in some clock."""

    code = "policy-cannot-be-kept"


class PolicyParameterInvalid(Malformed):
    """A service policy has no such parameter, or it cannot take this value."""

    code = "policy-parameter-invalid"
