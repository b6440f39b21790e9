"""Everybody who reads lists in a suite, and the times that their readings take."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.bench.figures import percentile, ratio
from tests.bench.pages import Reader
from tests.bench.readings import Reading
from tests.bench.suite import Suite

ROUNDS, SAMPLES = 5, 24
MORE_ROUNDS = 10
HUNDREDTH = 100

Addresses = Mapping[str, tuple[Reading, str]]
"""What is read, by the name it has in the table, and at which address."""


@dataclass
class Taken:
    """Milliseconds that the readings of one place took, round by round."""

    rounds: list[Sequence[float]] = field(default_factory=list[Sequence[float]])

    def at(self, share: float) -> float:
        """The percentile of each round, the median of all."""
        return statistics.median(self._each(share))

    def grown(self, before: "Taken", share: float) -> float:
        """This percentile to that of another place: round by round, the median of all."""
        return ratio(self._each(share), before._each(share)).median

    def _each(self, share: float) -> Sequence[float]:
        return [percentile(one, share) for one in self.rounds]


class Readers:
    """Everybody who reads in one suite, each on a connection of their own."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._known: dict[tuple[object, ...], Reader] = {}

    def of(self, reading: Reading) -> Reader:
        """Whoever this reading is for."""
        who = (reading.role, reading.bound)
        if who not in self._known:
            token = self._suite.token(reading.role, **dict(reading.bound))
            self._known[who] = Reader(self._suite.edge_port, token)
        return self._known[who]

    def far(self, readings: Sequence[Reading]) -> Addresses:
        """Their hundredth pages, or the last ones."""
        return {each.name: (each, self.of(each).page(each.address, HUNDREDTH)) for each in readings}


def near(readings: Sequence[Reading]) -> Addresses:
    """Their first pages."""
    return {each.name: (each, each.address) for each in readings}


Side = tuple[Readers, Addresses]


def in_turns(*sides: Side, rounds: int = ROUNDS) -> list[dict[str, Taken]]:
    """Read each several times, all in turns: what else the machine does meets them alike.

    Whatever has the same name on several sides is read on one right after the other.
    """
    taken = [{name: Taken() for name in addresses} for _, addresses in sides]
    read_on(sides, taken, list(dict.fromkeys(name for one in taken for name in one)), rounds)
    return taken


def read_on(
    sides: Sequence[Side],
    taken: Sequence[Mapping[str, Taken]],
    names: Sequence[str],
    rounds: int = MORE_ROUNDS,
) -> None:
    """Read what has these names in further rounds, which count with those before."""
    for _ in range(rounds):
        for name in names:
            for (readers, addresses), kept in zip(sides, taken, strict=True):
                if name in addresses:
                    reading, address = addresses[name]
                    kept[name].rounds.append(readers.of(reading).timed(address, SAMPLES))
