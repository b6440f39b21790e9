"""Plays cases, so many at a time; one that goes wrong is told and holds no other up."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx2

from aftercare_launcher.demo import acts
from aftercare_launcher.demo.acts import Act
from aftercare_launcher.demo.api import NoAnswer, Refused
from aftercare_launcher.demo.live import TooLong
from aftercare_launcher.demo.play import customer, desk, scheme
from aftercare_launcher.demo.play.case import Case
from aftercare_launcher.demo.play.visit import visit

PLAYED_BY: dict[type[Act], Callable[..., Any]] = {
    acts.Register: desk.register,
    acts.Triage: desk.triage,
    acts.Duplicate: desk.merge,
    acts.Cancel: desk.cancel,
    acts.Respond: desk.respond,
    acts.Hold: desk.hold,
    acts.Resume: desk.resume,
    acts.Resolve: desk.resolve,
    acts.Verify: customer.verify,
    acts.Answer: customer.answer,
    acts.Propose: scheme.propose,
    acts.Refuse: scheme.refuse,
    acts.Visit: visit,
}
"""Act -> who plays it."""


@dataclass
class Played:
    """What became of the scripts so far."""

    cases: list[Case] = field(default_factory=list[Case])
    failures: dict[str, str] = field(default_factory=dict[str, str])
    """Why a case could not be played to its end, by its key."""


async def play(
    cases: Iterable[Case], at_once: int, progress: Callable[[Act | None], None]
) -> Played:
    """Play them all.

    Args:
        cases: in the order in which they begin.
        at_once: how many are played side by side.
        progress: told each act, and None when a case is over.

    """
    waiting = iter(cases)
    played = Played()

    async def hand() -> None:
        for case in waiting:
            played.cases.append(case)
            failure = await _whole(case, progress)
            if failure:
                played.failures[case.plan.key] = failure
            progress(None)

    async with asyncio.TaskGroup() as hands:
        for _ in range(at_once):
            hands.create_task(hand())
    return played


async def _whole(case: Case, progress: Callable[[Act | None], None]) -> str:
    """Play one case; why it came to no end, or nothing."""
    for act in case.plan.acts:
        try:
            await PLAYED_BY[type(act)](case, act)
        except (Refused, NoAnswer, TooLong, httpx2.HTTPError) as fault:
            return f"{type(act).__name__}: {fault}"
        progress(act)
    return ""
