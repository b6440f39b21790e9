"""Which rules are enforced, service by service: a table for people, a line for machines."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from aftercare_launcher.rules.catalogue import GUIDANCE, KINDS, Catalogue, Rule
from aftercare_launcher.rules.results import Proof

SERVICES: Final = ("intake", "dispatch", "inventory", "feedback", "billing", "gateway")


@dataclass(slots=True)
class Count:
    """So many of so many."""

    covered: int = 0
    total: int = 0

    def add(self, *, covered: bool) -> None:
        self.total += 1
        self.covered += covered

    def __str__(self) -> str:
        return f"{self.covered}/{self.total}" if self.total else "·"


@dataclass(slots=True)
class Standing:
    """How a service stands: what it owns and must enforce, what it shows, what it has a part in."""

    owned: Count = field(default_factory=Count)
    by_kind: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    shared: Count = field(default_factory=Count)
    missing: list[Rule] = field(default_factory=list[Rule])


def enforced(catalogue: Catalogue, proofs: Iterable[Proof]) -> frozenset[str]:
    """The rules that a test proves and none contradicts: one that fails takes the rule with it."""
    passed: dict[str, bool] = {}
    for proof in proofs:
        for rule in filter(None, map(catalogue.find, proof.rules)):
            passed[rule.id] = passed.get(rule.id, True) and proof.passed
    return frozenset(rule for rule, well in passed.items() if well)


def stand(catalogue: Catalogue, covered: frozenset[str]) -> Mapping[str, Standing]:
    """Count every rule once for its owner, and for those who have a part in it beside."""
    standings = {service: Standing() for service in SERVICES}
    for rule in catalogue.rules:
        proven = rule.id in covered
        mine = standings[rule.owner]
        if rule.binding:
            mine.owned.add(covered=proven)
            if not proven:
                mine.missing.append(rule)
            for service in rule.owners[1:]:
                standings[service].shared.add(covered=proven)
        for kind in rule.kinds:
            mine.by_kind[kind].add(covered=proven)
    return standings


def table(standings: Mapping[str, Standing]) -> Iterator[str]:
    """One service a line; a rule of two kinds counts under both, and once in the whole."""
    heads = ["enforced", *(f"{kind} {KINDS[kind]}" for kind in KINDS), "has part in"]
    yield _line("service", heads)
    for service, one in standings.items():
        cells = [str(one.owned), *(str(one.by_kind[kind]) for kind in KINDS), str(one.shared)]
        yield _line(service, cells)
    yield f"({GUIDANCE} is shown to people, not enforced, and stands apart from the first column)"


def missing(standings: Mapping[str, Standing]) -> Iterator[str]:
    """What nothing proves yet."""
    for service, one in standings.items():
        if one.missing:
            yield ""
            yield f"{service}: {len(one.missing)} to come"
            yield from (f"  {rule.id:<20} {rule.line}" for rule in one.missing)


def summary(standings: Mapping[str, Standing]) -> str:
    """The last line: per service, enforced and all that is to be enforced."""
    return json.dumps({s: [one.owned.covered, one.owned.total] for s, one in standings.items()})


def _line(head: str, cells: Sequence[str]) -> str:
    return f"{head:<11}" + "".join(f"{cell:>13}" for cell in cells)
