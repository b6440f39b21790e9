"""A product line: how many were made, how mature it is, and so who serves it (001-3, 001-4)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

BATCH_STAND_ALONE = 10
BATCH_SYSTEM = 2


class Stage(StrEnum):
    """How mature a product is."""

    DEVELOPMENT = "development"
    NEW = "new"
    ENGINEERED = "engineered"
    FINALISED = "finalised"


Build = Literal["stand_alone", "system"]
ServedBy = Literal["service_centre", "producing_unit"]


@dataclass
class ProductLine:
    """Master data of a line; `made_by` is the department that produces it.

    `policy` holds for its units where no contract does, in place of the centre's.
    """

    id: UUID
    region: str
    code: str
    name: str
    build: Build
    made: int
    stage: Stage
    made_by: str
    policy: str | None = None
    version: int = 0

    @property
    def batch(self) -> bool:
        """Ten stand-alone units, or two sets of a system; both numbers are inside (001-3)."""
        return is_batch(self.build, self.made)

    @property
    def served_by(self) -> ServedBy:
        """Whom a need about it goes to."""
        return served_by(self.stage, self.build, self.made)

    def change(
        self, *, name: str, build: Build, made: int, stage: Stage, made_by: str, policy: str | None
    ) -> None:
        """Replace everything but the code."""
        self.name, self.build, self.made = name, build, made
        self.stage, self.made_by, self.policy = stage, made_by, policy


def is_batch(build: Build, made: int) -> bool:
    """Whether so many make a batch product (001-3)."""
    return made >= (BATCH_STAND_ALONE if build == "stand_alone" else BATCH_SYSTEM)


def served_by(stage: Stage, build: Build, made: int) -> ServedBy:
    """The centre serves what is finalised, and what was made in a batch (001-4.1.2).

    What is still in development, new, or engineered for one order stays with the unit that made
    it, until it is made in a batch (001-4.2.1); a development-stage product always does.
    """
    if stage is Stage.FINALISED:
        return "service_centre"
    if stage is Stage.DEVELOPMENT:
        return "producing_unit"
    return "service_centre" if is_batch(build, made) else "producing_unit"
