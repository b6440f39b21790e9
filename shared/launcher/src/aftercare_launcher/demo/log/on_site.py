"""Which cases of a log go the on-site way, and how: in place of their resolution from afar."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from aftercare_launcher.demo.acts import Act, CasePlan, Hold, Resolve, Resume, Verify
from aftercare_launcher.demo.chance import number_for
from aftercare_launcher.demo.log.states import SECOND
from aftercare_launcher.demo.maker.world import World
from aftercare_launcher.demo.on_site import Outing, way_there
from aftercare_launcher.demo.roster import Roster

ENOUGH_TIME = timedelta(hours=4)
LONGEST_WAY = timedelta(days=5)
"""Of a longer gap only the end is used: nobody prepares a visit for weeks."""
PAID_OF_TEN = 3


def choose(cases: Sequence[CasePlan], count: int) -> frozenset[str]:
    """The same cases for the same log: resolved once, those with time for a journey first."""
    fitting = [case for case in cases if _outing(case) is not None]

    def order(case: CasePlan) -> tuple[bool, int, str]:
        outing = _outing(case)
        assert outing is not None
        hurried = outing.end - outing.start < ENOUGH_TIME
        return hurried, number_for(f"on site {case.key}"), case.key

    return frozenset(case.key for case in sorted(fitting, key=order)[:count])


def go_on_site(case: CasePlan, world: World, roster: Roster) -> CasePlan:
    """The case with a scheme and a visit that ends when the log says it was resolved.

    Three of ten concern a unit that nothing covers any more, so that the customer pays.
    """
    if number_for(f"paid {case.key}") % 10 < PAID_OF_TEN:
        case = replace(case, unit=world.owner(case.unit).units[-1].key)
    outing = _outing(case)
    assert outing is not None, "only cases with an outing are chosen"
    return replace(case, acts=tuple(_acts(case, outing, world, roster)))


def _acts(case: CasePlan, outing: Outing, world: World, roster: Roster) -> Iterator[Act]:
    before: Act | None = None
    for act in case.acts:
        if isinstance(act, Resolve):
            if isinstance(before, Hold):  # What was waited for is there, so somebody can go.
                yield Resume(outing.start)
            yield from way_there(outing, world, roster)
        else:
            yield act
        before = act


def _outing(case: CasePlan) -> Outing | None:
    """From the last act before the resolution to the resolution; None where it was not just one."""
    resolved = [place for place, act in enumerate(case.acts) if isinstance(act, Resolve)]
    disputed = any(isinstance(act, Verify) and not act.satisfied for act in case.acts)
    if len(resolved) != 1 or disputed:
        return None
    end = case.acts[resolved[0]].at
    start = max(case.acts[resolved[0] - 1].at + SECOND, end - LONGEST_WAY)
    return Outing(case.key, case.unit, min(start, end), end)
