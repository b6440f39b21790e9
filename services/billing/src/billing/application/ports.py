"""What billing's use cases need from outside."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from decimal import Decimal

from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from billing.domain.case import Case
from billing.domain.charge import Charge
from billing.domain.cost import Cost
from billing.domain.liability import Liability
from billing.domain.price import Price
from billing.domain.quote import Quote
from billing.domain.visit_facts import VisitFacts


class Work(UnitOfWork):
    """One transaction, with the aggregates that billing owns."""

    cases: Repository[Case]
    prices: Repository[Price]
    liabilities: Repository[Liability]
    quotes: Repository[Quote]
    visit_facts: Repository[VisitFacts]
    charges: Repository[Charge]
    costs: Repository[Cost]

    @abstractmethod
    async def unit_prices(self, parts: Iterable[str], currency: str) -> Mapping[str, Decimal]:
        """The listed prices of these parts, read without a lock; parts without one are absent."""
