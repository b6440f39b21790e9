"""Which engineer goes on which visit: of the customer's centre, with the skill, and free."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aftercare_launcher.demo.maker.catalogue import LINES

REST = timedelta(hours=1)
SKILLS = tuple(line.skill for line in LINES)


@dataclass
class Engineer:
    """Somebody of a centre with two skills on certificate."""

    code: str
    centre: str
    skills: tuple[str, ...]
    booked: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])

    def is_free(self, start: datetime, end: datetime) -> bool:
        return all(end + REST <= begins or start >= ends + REST for begins, ends in self.booked)


class Roster:
    """The engineers that the work needs: as many as are out at once, no more."""

    def __init__(self) -> None:
        self.engineers: list[Engineer] = []

    def book(self, centre: str, skill: str, start: datetime, end: datetime) -> str:
        """The code of whoever can go; somebody is hired when all are out."""
        for engineer in self.engineers:
            fits = engineer.centre == centre and skill in engineer.skills
            if fits and engineer.is_free(start, end):
                break
        else:
            engineer = self._hire(centre, skill)
        engineer.booked.append((start, end))
        return engineer.code

    def _hire(self, centre: str, skill: str) -> Engineer:
        number = sum(other.centre == centre for other in self.engineers) + 1
        second = SKILLS[(SKILLS.index(skill) + number) % len(SKILLS)]
        engineer = Engineer(f"{centre}-E{number:02}", centre, tuple(dict.fromkeys((skill, second))))
        self.engineers.append(engineer)
        return engineer
