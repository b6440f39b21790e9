"""Turns a log into work: every incident a case, a hundred of them on site."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final, cast

from aftercare_launcher.demo.acts import Answer, CasePlan, Ending, Register, Triage
from aftercare_launcher.demo.chance import number_for, one_of
from aftercare_launcher.demo.log.on_site import choose, go_on_site
from aftercare_launcher.demo.log.read import Row, read_log
from aftercare_launcher.demo.log.states import NEW, SECOND, Reading
from aftercare_launcher.demo.maker.world import World
from aftercare_launcher.demo.roster import Roster
from aftercare_launcher.demo.work import Work

FAULT_KINDS: Final = ("hardware", "software", "data", "integration", "undetermined")
CHANNELS: Final = {"Phone": "phone", "Email": "email", "Self service": "portal", "IVR": "phone"}
SCORES: Final = ((5, 5, 5, 5), (5, 4, 5, 5), (4, 4, 4, 4), (4, 5, 3, 4), (3, 3, 4, 3), (2, 3, 1, 2))
ANSWERED_AFTER: Final = timedelta(hours=2)


def replay(path: Path, on_site: int) -> Work:
    """The log's work, always the same for the same file."""
    rows = read_log(path)
    first_day = min(case[0].opened_at for case in rows.values()).date()
    world = World.on(first_day)
    tally: Counter[str] = Counter()
    cases = [_case(number, changes, world, tally) for number, changes in rows.items()]
    roster = Roster()
    chosen = choose(cases, on_site)
    cases = [go_on_site(c, world, roster) if c.key in chosen else c for c in cases]
    return Work(world, [_surveyed(case, world) for case in cases], roster.engineers, tally)


def _case(number: str, rows: Sequence[Row], world: World, tally: Counter[str]) -> CasePlan:
    first = rows[0]
    # A few are touched before they are opened; who calls has told us by then.
    registered_at = min(first.opened_at, first.updated_at)
    triaged_at = max(first.updated_at, registered_at + SECOND)
    reading = Reading(triaged_at, tally)
    if first.state == NEW:
        tally["New, the first row: register and triage"] += 1
    for row in rows[1:] if first.state == NEW else rows:
        reading.row(row)
    triage = Triage(
        triaged_at,
        fault_level=min(max(first.priority, 1), 4),
        fault_kind=one_of(FAULT_KINDS, first.category),
        major=first.impact == 1 and first.urgency == 1,
    )
    return CasePlan(
        key=number,
        unit=_unit(first, world),
        subject=f"{first.category}, {first.subcategory}"[:200],
        channel=CHANNELS.get(first.contact, "phone"),
        acts=(Register(registered_at), triage, *reading.acts),
        ends=cast("Ending", reading.ended),
    )


def _unit(row: Row, world: World) -> str:
    """A place of the log is a customer of ours, and its categories are the units there."""
    customer = one_of(world.customers, row.location)
    covered = [unit for unit in customer.units if unit.product_line == customer.line.product_line]
    return one_of(covered, row.category).key


def _surveyed(case: CasePlan, world: World) -> CasePlan:
    """Three of four customers answer, where their policy asks them at all; on site, all do."""
    asked = world.owner(case.unit).line.preset in world.surveyed
    silent = number_for(f"survey {case.key}") % 4 == 0 and not case.on_site
    if case.ends != "closed" or not asked or silent:
        return case
    scores = one_of(SCORES, f"scores {case.key}")
    return replace(case, acts=(*case.acts, Answer(case.acts[-1].at + ANSWERED_AFTER, scores)))
