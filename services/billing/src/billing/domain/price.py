"""The price list (服务报价价格表): what one piece of a part costs."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass
class Price:
    """One entry; a part has one price in a currency."""

    id: UUID
    region: str
    part_no: str
    currency: str
    unit_price: Decimal
    set_at: datetime
    version: int = 0
