"""`docs/rules.csv`: every rule of the trade, who owns it, what kind it is, where it is enforced.

A row may hold one rule that the trade states in two places, such as `000-3.3/3.4` or
`000-4.2d,e`; a test may name it by the whole or by either of its clauses.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

CATALOGUE: Final = Path("docs/rules.csv")

Kind = Literal["G", "T", "C", "R", "A", "S", "X", "V"]
KINDS: Final[Mapping[str, str]] = {
    "G": "guard",
    "T": "timer",
    "C": "computed",
    "R": "record",
    "A": "right",
    "S": "scheduled",
    "X": "routing",
    "V": "shown",
}
GUIDANCE: Final = "V"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the first owner keeps its record, the others have a part in it."""

    id: str
    owners: tuple[str, ...]
    kinds: tuple[str, ...]
    line: str
    enforced: tuple[Path, ...]

    @property
    def owner(self) -> str:
        return self.owners[0]

    @property
    def binding(self) -> bool:
        """Whether software enforces it, rather than only shows it."""
        return any(kind != GUIDANCE for kind in self.kinds)

    @property
    def names(self) -> tuple[str, ...]:
        """The id, and each clause that it joins."""
        return (self.id, *_clauses(self.id))


class Catalogue:
    """All rules, found by any of their names."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_name: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for name in set(rule.names):
                self._by_name[name].append(rule)

    def find(self, name: str) -> Rule | None:
        """The one rule of that name; a clause that two rules join names neither."""
        named = self._by_name.get(name, [])
        return named[0] if len(named) == 1 else None

    @classmethod
    def read(cls, root: Path) -> "Catalogue":
        with (root / CATALOGUE).open(encoding="utf-8", newline="") as file:
            return cls([_rule(row) for row in csv.DictReader(file)])


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        id=row["id"],
        owners=tuple(row["owner"].split()),
        kinds=tuple(row["kind"].split()),
        line=row["rule"],
        enforced=tuple(Path(one) for one in row["enforced"].split(";") if one),
    )


def _clauses(rule_id: str) -> Iterator[str]:
    source, _, rest = rule_id.partition("-")
    for clause in rest.split("/"):
        first, *more = clause.split(",")
        yield f"{source}-{first}"
        yield from (f"{source}-{first[:-1]}{letter}" for letter in more)
