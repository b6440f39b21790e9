"""What the suite called the master data that we entered: ids and codes by our own keys."""

from dataclasses import dataclass, field

from aftercare_launcher.demo.maker.catalogue import LINES
from aftercare_launcher.demo.maker.world import World

SCARCE = frozenset(part.part_no for line in LINES for part in line.parts if part.scarce)


@dataclass
class Founded:
    """The maker, as the suite knows it."""

    world: World
    centres: dict[str, str] = field(default_factory=dict[str, str])
    stores: dict[str, str] = field(default_factory=dict[str, str])
    """The regional store of each centre, by the centre's code in the suite."""
    customers: dict[str, str] = field(default_factory=dict[str, str])
    contacts: dict[str, str] = field(default_factory=dict[str, str])
    """The one who receives engineers, by the customer's key."""
    units: dict[str, str] = field(default_factory=dict[str, str])
    engineers: dict[str, str] = field(default_factory=dict[str, str])
    parts: dict[str, str] = field(default_factory=dict[str, str])

    def centre_of(self, unit: str) -> str:
        """The suite's code of the centre that serves a unit."""
        return self.centres[self.world.owner(unit).centre]

    @staticmethod
    def is_scarce(part_no: str) -> bool:
        """Whether no store has it until somebody waits for it."""
        return part_no in SCARCE
