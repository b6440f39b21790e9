"""What becomes of a generated case, told act by act."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aftercare_launcher.demo.acts import (
    Act,
    Answer,
    Cancel,
    Duplicate,
    Ending,
    Hold,
    Propose,
    Refuse,
    Register,
    Resolve,
    Respond,
    Resume,
    Triage,
    Verify,
)
from aftercare_launcher.demo.maker.world import World
from aftercare_launcher.demo.month import shape
from aftercare_launcher.demo.month.shape import Fate
from aftercare_launcher.demo.on_site import Outing, job_for, way_there
from aftercare_launcher.demo.roster import Roster

HELD_SHARE, OURS_SHARE, ANSWERED_SHARE = 0.25, 0.08, 0.7


@dataclass
class Story:
    """One case as it is told; `ends` holds once all of it was."""

    key: str
    unit: str
    register: Register
    triage: Triage
    world: World
    roster: Roster
    dice: random.Random
    ends: Ending = "closed"
    _now: datetime = field(init=False)

    def told(self, fate: Fate) -> Iterator[Act]:
        """Every act, in order."""
        yield self.register
        yield self.triage
        self._now = self.triage.at
        match fate:
            case "cancelled":
                self.ends = "cancelled"
                yield Cancel(self._later(40), "The fault went away by itself")
            case "cancelled_late":
                self.ends = "cancelled"
                yield Respond(self._answered())
                yield self._proposed()
                yield Cancel(self._later(200), "The unit is taken out of service")
            case "refused":
                self.ends = "cancelled"
                yield Respond(self._answered())
                yield self._proposed()
                yield Refuse(self._later(300))
                yield Cancel(self._later(30), "The price is not accepted")
            case "open":
                self.ends = "in_service"
                yield Respond(self._answered())
                yield Hold(self._later(90), self.dice.choice(("customer", "vendor")))
            case "duplicated":
                yield Duplicate(self._later(5))
                yield from self._remotely()
                yield from self._closed()
            case "reopened":
                yield from self._remotely()
                yield Verify(self._later(600), satisfied=False)
                yield from self._remotely()
                yield from self._closed()
            case "remote":
                yield from self._remotely()
                yield from self._closed()
            case "on_site":
                yield from self._on_site()
                yield from self._closed()

    def _remotely(self) -> Iterator[Act]:
        yield Respond(self._answered())
        chance = self.dice.random()
        if chance < HELD_SHARE + OURS_SHARE:
            ours = self.dice.choice(("vendor", "problem", "evidence"))
            yield Hold(self._later(45), "customer" if chance < HELD_SHARE else ours)
            yield Resume(self._later(400))
        yield Resolve(self._later(150))

    def _on_site(self) -> Iterator[Act]:
        yield Respond(self._answered())
        start, end = self._later(20), self._later(1500) + timedelta(hours=2)
        self._now = end
        yield from way_there(Outing(self.key, self.unit, start, end), self.world, self.roster)

    def _closed(self) -> Iterator[Act]:
        yield Verify(self._later(900), satisfied=True)
        asked = self.world.owner(self.unit).line.preset in self.world.surveyed
        if asked and self.dice.random() < ANSWERED_SHARE:
            mood = self.dice.choices((5, 4, 3, 2), weights=(62, 29, 6, 3))[0]
            scores = [min(5, max(1, mood + self.dice.choice((-1, 0, 0, 1)))) for _ in range(4)]
            yield Answer(self._later(240), (scores[0], scores[1], scores[2], scores[3]))

    def _proposed(self) -> Propose:
        job = job_for(self.key, self.unit, self.world)
        return Propose(self._later(90), self._later(60), job)

    def _answered(self) -> datetime:
        late = 5 if self.dice.random() < 0.1 else 1  # noqa: PLR2004
        return self._later(shape.DELAYS[self.triage.fault_level] * late)

    def _later(self, usual: float) -> datetime:
        self._now = (self._now + shape.minutes(self.dice, usual)).replace(microsecond=0)
        return self._now
