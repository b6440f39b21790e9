"""Fifty people at once on a few work orders, and on one free visit (G17)."""

import asyncio
import random
from dataclasses import dataclass

from aftercare_launcher.demo import acts
from aftercare_launcher.demo.api import Json, Refused
from aftercare_launcher.demo.people import Person
from aftercare_launcher.demo.play.case import Case, written
from aftercare_launcher.demo.play.scheme import ready
from aftercare_launcher.demo.play.script import PLAYED_BY
from tests.chaos.rig.storm import Fault, Scene

CLIENTS = 50
ORDERS = 6
ROUNDS = 4
LOOK_EVERY = 0.1
VERBS: dict[str, Json] = {
    "respond": {"channel": "phone"},
    "hold": {"waiting_for": "customer", "reason": "Waiting for the customer's information"},
    "resume": {},
    "escalate": {"reason": "Beyond this line"},
}


@dataclass(frozen=True)
class Crowd:
    number: int
    seed: float


async def gather(scene: Scene, crowd: Crowd) -> None:
    orders = await asyncio.gather(*(_order(scene) for _ in range(ORDERS)))
    dice = random.Random(crowd.seed)
    plans = [
        [(dice.choice(orders), dice.choice(list(VERBS))) for _ in range(ROUNDS)]
        for _ in range(CLIENTS)
    ]
    done = await asyncio.gather(
        *(_client(scene, f"{crowd.number}-{n}", plan) for n, plan in enumerate(plans))
    )
    scene.must(sum(done) >= ORDERS * 3, f"the crowd had only {sum(done)} commands done")
    await _one_visit(scene, crowd.number)


def _person(scene: Scene, number: int) -> Person:
    return scene.load.stage.people.company("service_agent", number % 25 + 30)


async def _order(scene: Scene) -> str:
    request = await scene.load.call_in(triage=True)
    who = _person(scene, 0)
    while True:
        found = await scene.load.api.page(
            who, "/api/dispatch/work-orders", request_id=request["id"]
        )
        if found:
            return found[0]["id"]
        await asyncio.sleep(LOOK_EVERY)


async def _client(scene: Scene, name: str, plan: list[tuple[str, str]]) -> int:
    """Say one thing after the other; each answer is at least as new as what was read before."""
    who, done = _person(scene, int(name.rpartition("-")[2])), 0
    for number, (order, verb) in enumerate(plan):
        path = f"/api/dispatch/work-orders/{order}"
        before = (await scene.load.api.get(who, path))["version"]
        try:
            told = await scene.load.api.post(
                who, f"{path}/{verb}", VERBS[verb], key=f"crowd-{name}-{number}"
            )
        except Refused as refused:
            scene.must(refused.status == 409, f"{verb}: refused with {refused.code}")
            continue
        done += 1
        scene.must(told["version"] > before, f"{path}/{verb}: version {told['version']}")
    return done


async def _one_visit(scene: Scene, number: int) -> None:
    """A case that is ready to travel is given to an engineer by fifty dispatchers at once."""
    case = scene.load.next_case()
    while not case.plan.on_site:
        case = scene.load.next_case()
    job = next(act.job for act in case.plan.acts if isinstance(act, acts.Propose))
    outing = next(act for act in case.plan.acts if isinstance(act, acts.Visit))
    for act in case.plan.acts:
        if isinstance(act, acts.Visit):
            break
        await PLAYED_BY[type(act)](case, act)
    await ready(case, job)
    body = {
        "engineer_id": case.stage.maker.engineers[outing.engineer],
        "planned_from": written(outing.arrived),
        "planned_to": written(outing.finished),
        "contact_id": case.contact,
    }
    told = await asyncio.gather(
        *(_schedule(case, body, f"visit-{number}-{n}") for n in range(CLIENTS))
    )
    scene.must(sum(told) == 1, f"{sum(told)} visits were scheduled for one work order")


async def _schedule(case: Case, body: Json, key: str) -> bool:
    dispatcher = case.desk("service_center_dispatcher")
    path = f"/api/dispatch/work-orders/{case.order_id}/visits"
    try:
        await case.stage.api.post(dispatcher, path, body, key=key)
    except Refused:
        return False
    return True


CROWDS = Fault("G17", "fifty people on one case", 1, 30,
               lambda dice, n: Crowd(n, dice.random()), gather)  # fmt: skip
