"""Processes that end: killed outright, all of a server at once, stopped for a while, restarted."""

import asyncio
import contextlib
import random
import signal
import time
from dataclasses import dataclass

import psutil

from tests.chaos.rig.history import Outcome
from tests.chaos.rig.stack import SERVICES
from tests.chaos.rig.storm import RECOVERY_PATIENCE, Fault, Scene, say

EXIT_WITHIN = 20.0
STOP_CALLS_PER_SECOND = 10.0
EDGE_WAITS = 7.0
"""Seconds; about as long the edge says again what a service that restarts does not answer."""
RESUMES_WITHIN = 15.0
DRAINS_FASTER = 5.0


@dataclass(frozen=True)
class Death:
    """Who dies, and how long after the one before."""

    who: str
    after: float


def _dies(dice: random.Random, *candidates: str) -> Death:
    return Death(dice.choice(candidates), round(dice.uniform(0.4, 1.0), 2))


async def kill(scene: Scene, death: Death) -> None:
    """kill -9 of one process."""
    await asyncio.sleep(death.after)
    while True:
        process = await scene.stack.process(death.who)
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
            return


async def kill_postgres(scene: Scene, death: Death) -> None:
    """kill -9 of the whole server in one moment: no process of it may write anything any more."""
    await asyncio.sleep(death.after)
    end_at_once(await scene.stack.process("postgres"))


def end_at_once(server: psutil.Process) -> None:
    """Stop the head first, so that it can neither notice nor restart a part, then end all."""
    server.suspend()
    for part in (*server.children(recursive=True), server):
        with contextlib.suppress(psutil.NoSuchProcess):
            part.kill()


@dataclass(frozen=True)
class Stop:
    seconds: float


async def stop_nats(scene: Scene, stop: Stop) -> None:
    """SIGSTOP: connections stay, nothing is answered; commands must not notice."""
    process = await scene.stack.process("nats")
    began, since = time.monotonic(), scene.history.now()
    process.suspend()
    try:
        async with scene.load.calling(STOP_CALLS_PER_SECOND):
            await asyncio.sleep(stop.seconds)
    finally:
        process.resume()
    # First said while it was away: what was under way before had troubles of its own.
    taken = [
        c
        for c in scene.history.commands.values()
        if c.attempts[0].at >= since and "requests" in c.path
    ]
    troubled = [
        c.key for c in taken if len(c.attempts) > 1 or c.outcome is not Outcome.ACKNOWLEDGED
    ]
    lasted = time.monotonic() - began
    scene.must(not troubled, f"NATS away: commands had to be said again or refused: {troubled[:5]}")
    scene.must(
        len(taken) > STOP_CALLS_PER_SECOND * lasted / 2,
        f"NATS away: only {len(taken)} commands in {lasted:.0f} s",
    )
    allowed = RESUMES_WITHIN + lasted / DRAINS_FASTER
    drained = await scene.watch.caught_up(allowed + RECOVERY_PATIENCE)
    now = f"{scene.history.now():6.1f} s"
    say(f"{now}    {len(taken)} commands meanwhile, all heard {drained:.1f} s later")
    scene.within(allowed, drained, "the backlog of NATS' absence")


def _lives(process: psutil.Process) -> bool:
    """Whether it still runs; its end may come between any two questions."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


async def restart(scene: Scene, who: str) -> None:
    """SIGTERM, as a rolling deploy does; nobody outside may notice."""
    process = await scene.stack.process(who)
    since, began = scene.history.now(), time.monotonic()
    process.send_signal(signal.SIGTERM)
    while _lives(process):
        await asyncio.sleep(0.02)
    took = time.monotonic() - began
    scene.within(EXIT_WITHIN, took, f"{who}: its stop")
    await scene.stack.process(who)
    back = time.monotonic() - began
    await asyncio.sleep(1.0)
    failed = [
        f"{command.path} {attempt.told}"
        for command, attempt in scene.history.attempts(since, scene.history.now())
        if attempt.outcome is Outcome.UNKNOWN
    ]
    told = f"{who} restarted: {len(failed)} calls failed, so {failed[:3]}"
    if failed and back > EDGE_WAITS:  # A slow start is for a quiet machine to judge.
        scene.within(EDGE_WAITS, back, told)
    else:
        scene.must(not failed, told)


KILLS = Fault("G1", "kill -9 of a service", 20, 200,
              lambda dice, _: _dies(dice, *SERVICES), kill, recovers_each=False)  # fmt: skip
EDGE_KILLS = Fault("G1", "kill -9 of the edge", 2, 20,
                   lambda dice, _: _dies(dice, "edge"), kill)  # fmt: skip
NATS_KILLS = Fault("G3", "kill -9 of NATS", 3, 50,
                   lambda dice, _: _dies(dice, "nats"), kill, 15.0)  # fmt: skip
POSTGRES_KILLS = Fault("G6", "kill -9 of all PostgreSQL", 3, 30,
                       lambda dice, _: _dies(dice, "postgres"), kill_postgres, 20.0)  # fmt: skip
NATS_STOPS = Fault("G10", "NATS stopped", 1, 3,
                   lambda _dice, n: Stop(15.0 if n == 0 else 600.0), stop_nats)  # fmt: skip
RESTARTS = Fault("G21", "SIGTERM of a service", 6, 120,
                 lambda _, n: SERVICES[n % len(SERVICES)], restart)  # fmt: skip
