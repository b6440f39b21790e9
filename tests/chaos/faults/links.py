"""Links that are cut, slow, held in one direction or both, reset, or half-open (G7)."""

import asyncio
import random
from dataclasses import dataclass
from typing import Final

from tests.chaos.rig.proxy import Proxy, Way
from tests.chaos.rig.storm import Fault, Scene

SLOW_SECONDS: Final = 0.2
LINKS: Final = ("postgres", "nats", "edge")
WAYS: Final = ("cut", "slow", "held", "held out", "held back", "reset", "half-open")


@dataclass(frozen=True)
class Trouble:
    link: str
    how: str
    seconds: float


def drawn(dice: random.Random, number: int) -> Trouble:
    """Every pair of link and fault comes up before any comes again, in an order of the dice's."""
    every = [(link, how) for how in WAYS for link in LINKS]
    random.Random(dice.random() if number == 0 else 0).shuffle(every)
    link, how = every[number % len(every)]
    return Trouble(link, how, round(dice.uniform(1.0, 2.0), 1))


async def hurt(scene: Scene, trouble: Trouble) -> None:
    """Hurt one link for a while; whoever calls heals it."""
    begin(scene.stack.links[trouble.link], trouble.how)
    await asyncio.sleep(trouble.seconds)


def begin(link: Proxy, how: str) -> None:
    match how:
        case "cut":
            link.cut()
        case "slow":
            link.delay = SLOW_SECONDS
        case "held":
            link.hold(*Way)
        case "held out":
            link.hold(Way.OUT)
        case "held back":
            link.hold(Way.BACK)
        case "reset":
            link.reset()
        case "half-open":
            link.half_open()
        case other:
            raise ValueError(other)


TROUBLES = Fault("G7", "links in trouble", 10, 105, drawn, hurt, 15.0)
