"""Values that events of several services carry."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from aftercare_contracts.base import Value


class Amount(Value):
    """Money: a decimal amount (a string in JSON) with its ISO 4217 currency."""

    amount: Decimal
    currency: str = "CNY"


class PartQuantity(Value):
    """So many of a part, by its part number."""

    part_no: str
    quantity: int


class FittedPart(Value):
    """A part fitted in the field; `serial_off` is the faulty unit that came out, if one did."""

    part_no: str
    quantity: int
    serial_on: str | None = None
    serial_off: str | None = None


class CalendarTerms(Value):
    """On which time a clock runs: `elapsed` or a centre's `business` hours."""

    kind: Literal["elapsed", "business"] = "elapsed"
    zone: str | None = None
    week: dict[str, list[tuple[str, str]]] = {}
    holidays: str | None = None
    closed: list[date] = []
    open: dict[str, list[tuple[str, str]]] = {}


class ClockPromise(Value):
    """One promised clock, complete: a reader needs no policy to fold it.

    `starts` names the fact it counts from; `warn_at` is a share of the limit, `warn_after` says the
    warning outright; `due_override` is a date agreed with the customer; `complex_limit` takes the
    limit's place once the work turns out to be complex.
    """

    name: str
    starts: str
    limit: timedelta
    calendar: CalendarTerms = CalendarTerms()
    warn_at: Decimal = Decimal("0.75")
    warn_after: timedelta | None = None
    hold_allowed: bool = True
    due_override: datetime | None = None
    escalate_to: list[str] = []
    ends_with_day: str | None = None
    customer_date_wins: bool = False
    complex_limit: timedelta | None = None


class Promise(Value):
    """What was promised for a case: policy, version, clocks, and the parameters that decide it."""

    policy: str
    version: int
    clocks: list[ClockPromise] = []
    parameters: dict[str, str] = {}


class Entitlement(Value):
    """What covers the case, as it held when the fault was reported (000-1, 004-5.1.7.2).

    `cover`: contract_period, om_period, warranty or none; `until` is the last covered day.
    `statutory`: a consumer's right to repair, exchange or refund (三包) holds beside it.
    """

    cover: Literal["contract_period", "om_period", "warranty", "none"]
    contract_id: UUID | None = None
    until: date | None = None
    item_in_scope: bool = True
    statutory: bool = False


class GeoPoint(Value):
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


class Engagement(Value):
    """Which service centre serves the case, in which zone it works, and where the site lies."""

    centre: str
    zone: str
    place: GeoPoint | None = None


class ReportedTimes(Value):
    """When the work was done, in hours: on site and on the way."""

    work_hours: Decimal
    travel_hours: Decimal
    travel_cost: Amount | None = None
    days: int = 1
    persons: int = 1


class Signature(Value):
    """Proof that the customer signed or sealed: when, where, on what, and the image's SHA-256."""

    kind: Literal["signature", "seal"]
    signed_at: datetime
    device: str
    sha256: str
    place: str | None = None


class ShortLine(Value):
    """What is missing of a part, and which other stores of the region hold some."""

    part_no: str
    quantity: int
    missing: int
    elsewhere: list[str] = []


class ChargeLine(Value):
    """One line of a quote or charge, traced to the event it came from.

    A `reduction` is negative: what free work, a waiver or an accepted quote keeps from being asked.
    """

    kind: Literal[
        "travel", "lodging", "meals", "labour", "material", "tax", "management", "reduction"
    ]
    description: str
    quantity: Decimal
    unit_price: Amount
    amount: Amount
    source_event_id: UUID | None = None
