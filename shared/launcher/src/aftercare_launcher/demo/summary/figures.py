"""What the cases add up to; nothing here is known from the scripts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from aftercare_launcher.demo.api import Json


@dataclass
class Figures:
    """Sums over the cases as the gateway tells them."""

    requests: int = 0
    states: Counter[str] = field(default_factory=Counter[str])
    clocks: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])
    """By fault level and outcome: met, breached, dropped without a verdict, still open."""
    breached: Counter[str] = field(default_factory=Counter[str])
    events: Counter[str] = field(default_factory=Counter[str])
    on_site: int = 0
    consumed: int = 0
    replaced: int = 0
    returns: Counter[str] = field(default_factory=Counter[str])
    quotes: Counter[str] = field(default_factory=Counter[str])
    charges: int = 0
    charged: int = 0
    billed: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    degrees: list[Decimal] = field(default_factory=list[Decimal])
    satisfied: int = 0

    @property
    def clock_breaches(self) -> int:
        """Promises with the verdict "breached": the facts alone decide that, whenever recorded."""
        return sum(count for (_, outcome), count in self.clocks.items() if outcome == "breached")


def figures(cases: Sequence[Json]) -> Figures:
    """Add everything up."""
    sums = Figures(requests=len(cases))
    for case in cases:
        sums.states[case["state"]] += 1
        sums.events.update(_short(entry["type"]) for entry in case["timeline"])
        sums.on_site += any(report["signed_at"] for report in case["reports"])
        _clocks(sums, case)
        _parts(sums, case)
        _money(sums, case)
        _opinion(sums, case)
    return sums


def _short(kind: str) -> str:
    """`work_order.opened` of a type with region, version and service around it."""
    return ".".join(kind.split(".")[1:4])


def _clocks(sums: Figures, case: Json) -> None:
    for clock in case["clocks"]:
        outcome = clock["verdict"] or ("dropped" if clock["state"] == "cancelled" else "open")
        sums.clocks[case["fault_level"] or 0, outcome] += 1
        if outcome == "breached":
            sums.breached[clock["name"]] += 1


def _parts(sums: Figures, case: Json) -> None:
    for parts in case["parts"]:
        sums.consumed += sum(line["quantity"] for line in parts["consumed"])
    sums.replaced += len(case["replacements"])
    sums.returns.update(each["state"] for each in case["returns"])


def _money(sums: Figures, case: Json) -> None:
    quotes = [case["quote"], *case["earlier"]["quotes"]]
    sums.quotes.update(quote["state"] for quote in quotes if quote)
    charges = [case["charge"], *case["earlier"]["charges"]]
    for charge in (each for each in charges if each):
        sums.charges += 1
        sums.charged += not charge["free"]
        sums.billed += Decimal(charge["total"]["amount"])
        sums.cost += Decimal(charge["cost"]["amount"])


def _opinion(sums: Figures, case: Json) -> None:
    for survey in (case["survey"], *case["earlier"]["surveys"]):
        if survey and survey["degree"] is not None:
            sums.degrees.append(Decimal(survey["degree"]))
            sums.satisfied += bool(survey["satisfied"])
