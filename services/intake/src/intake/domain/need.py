"""What kind of need it is: as the caller says it, and as the desk classifies it."""

from collections.abc import Mapping
from enum import StrEnum

from intake.domain.entitlement import Entitlement


class NeedKind(StrEnum):
    """What the hotline was called for (004-5.3.1.1)."""

    APPOINTMENT = "appointment"
    CONSULTING = "consulting"
    REPAIR = "repair"
    COMPLAINT = "complaint"


class ServiceKind(StrEnum):
    """The six kinds of service (002-4.1)."""

    PICKUP_TRAINING = "pickup_training"
    ON_SITE_COVER = "on_site_cover"
    ON_SITE_REPAIR = "on_site_repair"
    PRODUCT_INFORMATION = "product_information"
    MAILING = "mailing"
    PAID_SERVICE = "paid_service"


_USUAL: Mapping[NeedKind, ServiceKind] = {
    NeedKind.APPOINTMENT: ServiceKind.ON_SITE_REPAIR,
    NeedKind.CONSULTING: ServiceKind.PRODUCT_INFORMATION,
    NeedKind.REPAIR: ServiceKind.ON_SITE_REPAIR,
    NeedKind.COMPLAINT: ServiceKind.ON_SITE_REPAIR,
}


def service_kind(
    need: NeedKind, found: Entitlement, chosen: ServiceKind | None = None
) -> ServiceKind:
    """As the desk chose; else what such a need usually takes, paid where nothing covers it."""
    if chosen is not None:
        return chosen
    uncovered = found.cover == "none" or not found.item_in_scope
    if uncovered and _USUAL[need] is ServiceKind.ON_SITE_REPAIR:
        return ServiceKind.PAID_SERVICE
    return _USUAL[need]
