"""What intake refuses, one class a rule; each module holds what one thing refuses."""

from intake.domain.errors.asset import (
    AcceptedBeforeSold,
    AssetAlreadyAccepted,
    AssetAlreadyCommissioned,
    AssetTreeBroken,
    SerialTaken,
    SiteOfAnotherCustomer,
)
from intake.domain.errors.campaign import (
    CampaignClosed,
    CampaignCodeTaken,
    OwnerNotTold,
    ProductLineCodeTaken,
    SerialsUnknown,
    UnitNotAffected,
)
from intake.domain.errors.centre import (
    CentreCodeTaken,
    DepartmentUnknown,
    WorkingHoursInvalid,
)
from intake.domain.errors.contract import (
    ContractCodeTaken,
    ContractPeriodInvalid,
    RenewalNotApproved,
    RenewalOutOfOrder,
    ServiceItemUnknown,
)
from intake.domain.errors.customer import (
    CustomerCodeTaken,
    PersonErased,
    SiteCodeTaken,
)
from intake.domain.errors.handover import (
    AuthorMayNotReview,
    CompletionFileIncomplete,
    FinalBeforeInitial,
    HandoverOutOfOrder,
    LargeProjectNeedsRegion,
    ProjectNumberTaken,
    ReceiverAbsent,
    RegionalManagerAbsent,
    ReturnNeedsReasons,
    TwoLevelsTwoPeople,
)
from intake.domain.errors.policy import (
    PolicyCannotBeKept,
    PolicyParameterInvalid,
    PresetUnknown,
)
from intake.domain.errors.request import (
    AppointmentMissing,
    AssetOfAnotherCustomer,
    GuidanceMissing,
    MergeAcrossCustomers,
    MergeIntoItself,
    MergeTargetNotOpen,
    RequestOutOfOrder,
    SupplierUnnamed,
)
from intake.domain.errors.sheet import (
    SheetColumnMissing,
    SheetColumnUnknown,
    SheetTooLong,
    SheetUnreadable,
)

__all__ = [
    "AcceptedBeforeSold",
    "AppointmentMissing",
    "AssetAlreadyAccepted",
    "AssetAlreadyCommissioned",
    "AssetOfAnotherCustomer",
    "AssetTreeBroken",
    "AuthorMayNotReview",
    "CampaignClosed",
    "CampaignCodeTaken",
    "CentreCodeTaken",
    "CompletionFileIncomplete",
    "ContractCodeTaken",
    "ContractPeriodInvalid",
    "CustomerCodeTaken",
    "DepartmentUnknown",
    "FinalBeforeInitial",
    "GuidanceMissing",
    "HandoverOutOfOrder",
    "LargeProjectNeedsRegion",
    "MergeAcrossCustomers",
    "MergeIntoItself",
    "MergeTargetNotOpen",
    "OwnerNotTold",
    "PersonErased",
    "PolicyCannotBeKept",
    "PolicyParameterInvalid",
    "PresetUnknown",
    "ProductLineCodeTaken",
    "ProjectNumberTaken",
    "ReceiverAbsent",
    "RegionalManagerAbsent",
    "RenewalNotApproved",
    "RenewalOutOfOrder",
    "RequestOutOfOrder",
    "ReturnNeedsReasons",
    "SerialTaken",
    "SerialsUnknown",
    "ServiceItemUnknown",
    "SheetColumnMissing",
    "SheetColumnUnknown",
    "SheetTooLong",
    "SheetUnreadable",
    "SiteCodeTaken",
    "SiteOfAnotherCustomer",
    "SupplierUnnamed",
    "TwoLevelsTwoPeople",
    "UnitNotAffected",
    "WorkingHoursInvalid",
]
