"""The on-site way of one case, with its times laid out between two moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from aftercare_launcher.demo.acts import CauseKind, Job, Propose, Visit
from aftercare_launcher.demo.chance import number_for, one_of
from aftercare_launcher.demo.maker.world import World
from aftercare_launcher.demo.roster import Roster

LONGEST_ON_SITE = timedelta(hours=5)
CAUSES: tuple[CauseKind, ...] = (
    "product_quality", "product_quality", "product_quality", "unknown", "customer_use", "supplier",
)  # fmt: skip
OUR_CAUSES: tuple[CauseKind, ...] = ("product_quality", "product_quality", "customer_use")
SHORTEST_WINDOW = timedelta(minutes=30)
"""A notice names a window even where there is no time for the work."""

RATINGS = (5, 5, 4, 4, 3)


@dataclass(frozen=True)
class Outing:
    """A case that goes on site: whose unit, from when on, and when its report is signed."""

    key: str
    unit: str
    start: datetime
    end: datetime


def job_for(key: str, unit: str, world: World) -> Job:
    """What is wrong and what it takes, always the same for the same case."""
    customer = world.owner(unit)
    dice = number_for(f"job {key}")
    # A supplier's fault is nobody's bill; what is to be paid for must not turn out to be one.
    causes = OUR_CAUSES if world.units[unit].uncovered else CAUSES
    return Job(
        cause_kind=one_of(causes, f"cause {key}"),
        skill=customer.line.skill,
        parts=world.usual_parts(customer, dice),
        travel=150 + dice % 9 * 100,
        days=1 + dice % 2,
        persons=1,
    )


def way_there(outing: Outing, world: World, roster: Roster) -> Iterator[Propose | Visit]:
    """Scheme and visit, in steps that grow with the time there is."""
    span = outing.end - outing.start
    on_site = min(span / 4, LONGEST_ON_SITE)
    before = span - on_site
    job = job_for(outing.key, outing.unit, world)
    yield Propose(outing.start + before * 0.05, outing.start + before * 0.15, job)
    arrived = outing.end - on_site
    centre = world.owner(outing.unit).centre
    yield Visit(
        at=outing.start + before * 0.4,
        departed=outing.start + before * 0.8,
        arrived=arrived,
        finished=outing.end,
        handed_in=outing.end + timedelta(hours=20),
        engineer=roster.book(
            centre, job.skill, arrived, max(outing.end, arrived + SHORTEST_WINDOW)
        ),
        rating=one_of(RATINGS, f"rating {outing.key}"),
    )
