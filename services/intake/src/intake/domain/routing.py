"""Which department a judged request goes to (002-4.2.1c, 002-4.4.1d, 001-4.1.2, 001-4.2.1)."""

from dataclasses import dataclass

from intake.domain.departments import HANDLED_BY, QUALITY, FaultKind
from intake.domain.product_line import ServedBy
from intake.domain.promise import ServiceType

BY_MATURITY = "product_maturity"


@dataclass(frozen=True)
class Maker:
    """What the product master says of the unit's line."""

    served_by: ServedBy
    made_by: str


def department_of(
    service_type: ServiceType, fault_kind: FaultKind, routing: str, maker: Maker | None
) -> str:
    """The code of the department that handles the case.

    Args:
        service_type: quality information goes to quality, whatever the fault lies in.
        fault_kind: decides between the technical departments.
        routing: the policy's `routing.by`.
        maker: of the unit's product line, where it is registered.

    """
    if service_type == "quality_information":
        return QUALITY
    if routing == BY_MATURITY and maker is not None and maker.served_by == "producing_unit":
        return maker.made_by
    return HANDLED_BY[fault_kind]
