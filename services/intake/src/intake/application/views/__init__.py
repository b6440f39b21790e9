"""What intake answers: read-only pictures of its aggregates, without personal data."""

from intake.application.views.asset import (
    AffectedView,
    AssetView,
    CampaignView,
    ProductLineView,
    ReplacementView,
    VersionChangeView,
)
from intake.application.views.contract import (
    ContractView,
    NewSchemeView,
    RenewalView,
)
from intake.application.views.cover import (
    CoverView,
    EntitlementView,
    ReasonView,
    RemediesView,
)
from intake.application.views.customer import (
    CentreView,
    CustomerView,
)
from intake.application.views.delivery import (
    CountView,
    DeliveryView,
)
from intake.application.views.handover import (
    AttendeeView,
    DocumentView,
    FinalAcceptanceView,
    HandoverView,
)
from intake.application.views.improvement import (
    ImprovementView,
    ReplyView,
)
from intake.application.views.policy import (
    EffectView,
    PolicyView,
    PreviewView,
)
from intake.application.views.request import (
    CallClockView,
    JudgementView,
    ReferralView,
    RequestView,
)
from intake.application.views.retention import (
    CheckedVolumeView,
    LegalHoldView,
    VolumeView,
)
from intake.application.views.view import (
    View,
)

__all__ = [
    "AffectedView",
    "AssetView",
    "AttendeeView",
    "CallClockView",
    "CampaignView",
    "CentreView",
    "CheckedVolumeView",
    "ContractView",
    "CountView",
    "CoverView",
    "CustomerView",
    "DeliveryView",
    "DocumentView",
    "EffectView",
    "EntitlementView",
    "FinalAcceptanceView",
    "HandoverView",
    "ImprovementView",
    "JudgementView",
    "LegalHoldView",
    "NewSchemeView",
    "PolicyView",
    "PreviewView",
    "ProductLineView",
    "ReasonView",
    "ReferralView",
    "RemediesView",
    "RenewalView",
    "ReplacementView",
    "ReplyView",
    "RequestView",
    "VersionChangeView",
    "View",
    "VolumeView",
]
