"""Who answers for a fault, and which line of support has it first."""

from collections.abc import Mapping

FIELD, REGION, TECHNICAL, RESEARCH = 1, 2, 3, 4
"""Lines of support, each the next one's help (000-4.2b)."""

LAST_LINE = RESEARCH

_BY_DIFFICULTY: Mapping[int, tuple[str, ...]] = {
    FIELD: ("field_engineer",),
    REGION: ("regional_support",),
    TECHNICAL: ("tech_support_l2",),
    # The third line is assured by the supervisor, who hears of every case that gets there.
    RESEARCH: ("rd", "service_supervisor"),
}
_BY_REGION: Mapping[int, tuple[str, ...]] = {
    FIELD: ("local_service_office",),
    REGION: ("engineering_office",),
    TECHNICAL: ("product_division",),
    RESEARCH: ("engineering_department",),
}
"""Four levels of organisation (003-2.1b)."""

_OWNERS = {
    "hardware": "production",
    "software": "rd",
    "design": "rd",
    "data": "data_eng",
    "integration": "integration",
}


def owner_of(fault_kind: str, service_type: str) -> str:
    """Who owns the scheme (002-3.1.2, 002-3.1.3, 002-4.4.1d); quality convenes what nobody owns.

    Quality information stays with quality from the first day to the last (002-4.2.1c).
    """
    if service_type == "quality_information":
        return "quality"
    return _OWNERS.get(fault_kind, "quality")


def first_line(*, major: bool) -> int:
    """Major and difficult problems do not stay with the region (000-4.5a)."""
    return TECHNICAL if major else FIELD


def roles_of(line: int, routing_by: str) -> tuple[str, ...]:
    """Who takes over at that line, by the policy's kind of organisation."""
    return (_BY_REGION if routing_by == "region_tier" else _BY_DIFFICULTY)[line]
