"""What a person must bring before being sent to customers (001-5.2.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Title(StrEnum):
    """Technical title (技术职称)."""

    NONE = "none"
    JUNIOR = "junior"
    INTERMEDIATE = "intermediate"
    SENIOR = "senior"


RECORD = "qualification_record"
"""What somebody lacks of whom nothing is on record."""


@dataclass(frozen=True)
class Qualification:
    """The record of the three conditions of 001-5.2.1: title, knowledge and skill, training."""

    title: Title
    product_knowledge: bool
    repair_skill: bool
    code_trained_on: date | None
    product_trained_on: date | None

    def lacks(self) -> tuple[str, ...]:
        """Which of the conditions are not met, by their names in the catalogue."""
        met = {
            "technical_title": self.title is not Title.NONE,
            "product_knowledge": self.product_knowledge,
            "repair_skill": self.repair_skill,
            "code_training": self.code_trained_on is not None,
            "product_training": self.product_trained_on is not None,
        }
        return tuple(name for name, is_met in met.items() if not is_met)
