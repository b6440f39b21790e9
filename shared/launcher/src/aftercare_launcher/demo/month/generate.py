"""Generates the month's cases: who calls when, about what, and what becomes of it."""

import random
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from aftercare_launcher.demo.acts import CasePlan, Register, Triage
from aftercare_launcher.demo.maker.catalogue import LEGACY
from aftercare_launcher.demo.maker.world import Unit, World
from aftercare_launcher.demo.month import shape
from aftercare_launcher.demo.month.fates import Story
from aftercare_launcher.demo.month.shape import Fate
from aftercare_launcher.demo.roster import Roster
from aftercare_launcher.demo.work import Work

T = TypeVar("T")
PAID_SHARE = 0.3


def month(first: date, *, requests: int, on_site: int, seed: int) -> Work:
    """So many cases, always the same for the same seed; some bring a second request with them."""
    dice = random.Random(seed)  # noqa: S311
    world, roster = World.on(first), Roster()
    fates = _fates(dice, requests, on_site)
    arrivals = sorted(shape.arrival(dice, first) for _ in fates)
    cases = [
        _case(f"{first:%Y%m}-{number:04}", Register(at), fate, world, roster, dice)
        for number, (at, fate) in enumerate(zip(arrivals, fates, strict=True), start=1)
    ]
    return Work(world, cases, roster.engineers)


def _fates(dice: random.Random, requests: int, on_site: int) -> list[Fate]:
    count = requests - on_site
    fates = dice.choices(list(shape.FATES), weights=list(shape.FATES.values()), k=count)
    fates.extend("on_site" for _ in range(on_site))
    dice.shuffle(fates)
    return fates


def _case(
    key: str, register: Register, fate: Fate, world: World, roster: Roster, dice: random.Random
) -> CasePlan:
    unit = _unit(world, fate, dice)
    kind = _weighted(dice, shape.KINDS)
    level = _weighted(dice, shape.LEVELS)
    triage = Triage(
        register.at + shape.minutes(dice, 6),
        fault_level=level,
        fault_kind=kind,
        major=level == 1 and dice.random() < 0.5,  # noqa: PLR2004
        service_type="quality_information" if kind == "undetermined" else "technical_support",
    )
    story = Story(key, unit.key, register, triage, world, roster, dice)
    return CasePlan(
        key=key,
        unit=unit.key,
        subject=dice.choice(shape.COMPLAINTS[kind]),
        channel=_weighted(dice, shape.CHANNELS),
        acts=tuple(story.told(fate)),
        ends=story.ends,
    )


def _unit(world: World, fate: Fate, dice: random.Random) -> Unit:
    """Whose unit it is; one that nothing covers where somebody is to pay."""
    paid = fate == "refused" or (fate == "on_site" and dice.random() < PAID_SHARE)
    customer = dice.choice(world.customers)
    units = [unit for unit in customer.units if (unit.product_line == LEGACY) == paid]
    return dice.choice(units)


def _weighted(dice: random.Random, choices: Sequence[tuple[T, int]]) -> T:
    values, weights = zip(*choices, strict=True)
    return dice.choices(values, weights=weights)[0]
