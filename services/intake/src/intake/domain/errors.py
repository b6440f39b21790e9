"""What intake refuses, one class a rule."""

from aftercare_kit.errors import Conflict, Malformed, TooLarge


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


class AuthorMayNotReview(Conflict):
    """Nobody reviews what is their own."""

    code = "author-may-not-review"
    rule = "000-4.2c"


class ReturnNeedsReasons(Malformed):
    """Whoever sends a file back says why (000-6.2.2c)."""

    code = "return-needs-reasons"
    rule = "000-6.2.2c"


class TwoLevelsTwoPeople(Conflict):
    """Region and supervisor are two people: the second review is not the first again (000-4.2c)."""

    code = "two-levels-two-people"
    rule = "000-4.2c"


class FinalBeforeInitial(Conflict):
    """Final acceptance follows the initial one (000-4.3d)."""

    code = "final-before-initial"
    rule = "000-4.3d"


class ProjectNumberTaken(Conflict):
    """Project numbers are unique in a region."""

    code = "project-number-taken"


class RenewalOutOfOrder(Conflict):
    """A renewal is due, drafted, approved, then signed or declined (000-4.3i)."""

    code = "renewal-out-of-order"
    rule = "000-4.3i"


class RenewalNotApproved(Conflict):
    """What follows a contract is signed when its scheme was approved (000-4.2g)."""

    code = "renewal-not-approved"
    rule = "000-4.2g"


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


class ServiceItemUnknown(Malformed):
    """Packages are composed of the catalogue's items (003-2.1a)."""

    code = "service-item-unknown"
    rule = "003-2.1a"


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


class SheetUnreadable(Malformed):
    """Neither xlsx nor csv, or larger inside than any form."""

    code = "sheet-unreadable"


class SheetColumnUnknown(Malformed):
    """The header names a column that the sheet does not have, or one twice."""

    code = "sheet-column-unknown"


class SheetColumnMissing(Malformed):
    """The header lacks a column that every row needs."""

    code = "sheet-column-missing"


class SheetTooLong(TooLarge):
    """A file has at most so many rows."""

    code = "sheet-too-long"


class PersonErased(Conflict):
    """Who or what was forgotten on purpose cannot be read or corrected any more."""

    code = "person-erased"
    rule = "004-5.3.1.3"


class AssetTreeBroken(Conflict):
    """A part belongs to one unit of the same customer, and contains no unit it is a part of."""

    code = "asset-tree-broken"
    rule = "000-4.6d"


class AssetAlreadyCommissioned(Conflict):
    """A unit is put into service once."""

    code = "asset-already-commissioned"
