"""Who handles which kind of fault (002-4.4.1d), by the code that its printed numbers begin with."""

from collections.abc import Mapping
from enum import StrEnum


class FaultKind(StrEnum):
    """What the fault lies in, as far as the desk can tell."""

    HARDWARE = "hardware"
    SOFTWARE = "software"
    DATA = "data"
    INTEGRATION = "integration"
    UNDETERMINED = "undetermined"


HANDLED_BY: Mapping[FaultKind, str] = {
    FaultKind.HARDWARE: "SC",
    FaultKind.SOFTWARE: "YF",
    FaultKind.DATA: "SJ",
    FaultKind.INTEGRATION: "JC",
    FaultKind.UNDETERMINED: "ZL",
}
"""Production, R&D and data engineering print these codes; the source gives none for system
integration (系统集成) and quality (质量), so those two are ours."""

QUALITY = HANDLED_BY[FaultKind.UNDETERMINED]
"""Quality convenes where nobody knows yet, and follows all quality information (002-4.2.1c)."""

USUAL_DEPARTMENTS = ("YX", "SC", "SJ", "HY", "YF", "JC", "ZL")
"""A centre's departments unless it says otherwise."""
