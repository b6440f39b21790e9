"""The maker's customers, units and contracts, worked out before anything is said to the API."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from aftercare_clocks import resolve
from aftercare_launcher.demo.acts import PartUse
from aftercare_launcher.demo.maker.catalogue import CENTRES, LEGACY, LINES, Line

RURAL_EACH = 3
YEAR = timedelta(days=365)
SHIPPED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Unit:
    """An installed unit; `uncovered` has neither contract nor warranty, so work on it is paid."""

    key: str
    customer: str
    model: str
    product_line: str
    sold: date
    uncovered: bool


@dataclass(frozen=True, slots=True)
class Contract:
    kind: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Customer:
    key: str
    name: str
    centre: str
    line: Line
    urban: bool
    contract: Contract
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class World:
    """Everything that is there on the first day of the work."""

    since: date
    customers: tuple[Customer, ...] = field(default=())

    @classmethod
    def on(cls, since: date) -> "World":
        made = [
            _customer(line, place, name, since)
            for line in LINES
            for place, name in enumerate(line.customers)
        ]
        return cls(since, tuple(made))

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.key: unit for customer in self.customers for unit in customer.units}

    @cached_property
    def by_key(self) -> dict[str, Customer]:
        return {customer.key: customer for customer in self.customers}

    def owner(self, unit: str) -> Customer:
        return self.by_key[self.units[unit].customer]

    @cached_property
    def surveyed(self) -> frozenset[str]:
        """Presets that survey each closed case; the others ask by quarter or by project."""
        policies = [resolve(line.preset, version=1, effective_from=SHIPPED) for line in LINES]
        return frozenset(each.name for each in policies if each.clock("survey") is not None)

    def usual_parts(self, customer: Customer, dice: int) -> tuple[PartUse, ...]:
        """One or two spares of the customer's line; of the second, one comes back unused."""
        plenty = [part for part in customer.line.parts if not part.scarce]
        scarce = [part for part in customer.line.parts if part.scarce]
        if scarce and dice % 5 == 0:
            return (PartUse(scarce[0].part_no, 1, 1),)
        first, second = plenty[dice % len(plenty)], plenty[(dice + 1) % len(plenty)]
        if dice % 3:
            return (PartUse(first.part_no, 1, 1),)
        return (PartUse(first.part_no, 1, 1), PartUse(second.part_no, 3, 2))


def _customer(line: Line, place: int, name: str, since: date) -> Customer:
    key = f"{line.preset[:2].upper()}{place + 1}"
    centre = CENTRES[(LINES.index(line) + place) % len(CENTRES)].code
    ended = place == len(line.customers) - 1
    contract = Contract(
        kind="om_period" if place % 2 else "contract_period",
        starts_on=since - 2 * YEAR,
        ends_on=since - timedelta(days=30) if ended else since + 3 * YEAR,
    )
    units = [
        Unit(f"{key}-{number + 1}", key, model, line.product_line, since - 2 * YEAR, ended)
        for number, model in enumerate(line.models)
    ]
    old = Unit(f"{key}-OLD", key, f"{line.models[0]}-A", LEGACY, since - 8 * YEAR, uncovered=True)
    return Customer(key, name, centre, line, place % RURAL_EACH != 0, contract, (*units, old))
