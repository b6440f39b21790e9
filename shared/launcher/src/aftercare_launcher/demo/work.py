"""The whole of the work to be played: cases, the world they happen in, the people who go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aftercare_launcher.demo.acts import CasePlan
from aftercare_launcher.demo.maker.world import World
from aftercare_launcher.demo.roster import Engineer


@dataclass(frozen=True)
class Work:
    """What either source gives the player.

    `readings` says of a log how many of its rows were read as what; a generated month has none.
    """

    world: World
    cases: Sequence[CasePlan]
    engineers: Sequence[Engineer]
    readings: Mapping[str, int] = field(default_factory=dict[str, int])
