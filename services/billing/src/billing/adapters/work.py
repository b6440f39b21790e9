"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import sqlalchemy as sa

from aftercare_kit.kept import kept
from aftercare_kit.mapping import TableMapping
from billing.adapters import tables
from billing.application.ports import Work
from billing.domain.case import Case
from billing.domain.charge import Charge
from billing.domain.cost import Cost
from billing.domain.liability import Liability
from billing.domain.price import Price
from billing.domain.quote import Quote
from billing.domain.visit_facts import VisitFacts

CASES = TableMapping(tables.service_case, Case, announced=False)
PRICES = TableMapping(tables.price, Price, announced=False)
LIABILITIES = TableMapping(tables.liability, Liability)
QUOTES = TableMapping(tables.quote, Quote)
VISIT_FACTS = TableMapping(tables.visit_facts, VisitFacts, announced=False)
CHARGES = TableMapping(tables.charge, Charge)
COSTS = TableMapping(tables.cost, Cost)


class PostgresWork(Work):
    """One transaction on billing's database."""

    by_request = ((CASES, "request_id"),)
    cases = kept(CASES)
    prices = kept(PRICES)
    liabilities = kept(LIABILITIES)
    quotes = kept(QUOTES)
    visit_facts = kept(VISIT_FACTS)
    charges = kept(CHARGES)
    costs = kept(COSTS)

    async def unit_prices(self, parts: Iterable[str], currency: str) -> Mapping[str, Decimal]:
        """The listed prices of these parts, read without a lock; parts without one are absent."""
        listed = tables.price.c
        rows = await self.connection.execute(
            sa.select(listed.part_no, listed.unit_price).where(
                listed.part_no.in_(sorted(parts)), listed.currency == currency
            )
        )
        return {row.part_no: row.unit_price for row in rows}
