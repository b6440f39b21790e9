"""A part that was used for a case outside any visit, as the technician's log says (002-3.2.2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass
class PartUsage:
    """One line of a log, booked once; `shortfall`: the books had too little of the part."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    case_log_id: UUID
    centre: str
    store: str
    part_no: str
    quantity: int
    used_by: str
    used_at: datetime
    shortfall: bool = False
    version: int = 0
