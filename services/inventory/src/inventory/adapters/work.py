"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.kept import kept
from aftercare_kit.mapping import TableMapping
from inventory.adapters import tables
from inventory.adapters.movements import PostgresMovements
from inventory.adapters.shelves import PostgresShelves
from inventory.application.ports import Work
from inventory.domain.case_terms import CaseTerms
from inventory.domain.part import Part
from inventory.domain.part_return import PartReturn
from inventory.domain.part_usage import PartUsage
from inventory.domain.reservation import Reservation
from inventory.domain.stock import StockLevel
from inventory.domain.store import Store

PARTS = TableMapping(tables.part, Part, announced=False)
STORES = TableMapping(tables.store, Store, announced=False)
CASE_TERMS = TableMapping(tables.case_terms, CaseTerms, announced=False)
RESERVATIONS = TableMapping(tables.reservation, Reservation)
RETURNS = TableMapping(tables.part_return, PartReturn)
USAGES = TableMapping(tables.part_usage, PartUsage)
LEVELS = TableMapping(tables.stock_level, StockLevel, announced=False)


class PostgresWork(Work):
    """One transaction on inventory's database."""

    reads_beside = True
    by_request = ((CASE_TERMS, "request_id"),)
    parts = kept(PARTS)
    stores = kept(STORES)
    case_terms = kept(CASE_TERMS)
    reservations = kept(RESERVATIONS)
    returns = kept(RETURNS)
    usages = kept(USAGES)
    levels = kept(LEVELS)

    def __init__(self, connection: AsyncConnection, *, now: datetime, **rest: Any) -> None:
        super().__init__(connection, now=now, **rest)
        self.shelves = PostgresShelves(connection, self.region, self.levels)
        self.movements = PostgresMovements(self._writes)
