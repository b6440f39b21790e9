"""Answers that are lost on their way, and clients who ask again under the same key (G11)."""

import asyncio
import random
from dataclasses import dataclass

import httpx2

from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.people import Person
from tests.chaos.rig.history import Outcome
from tests.chaos.rig.storm import Fault, Scene
from tests.chaos.rig.witness import Witness

AT_ONCE = 8
COMMITS = 3
MAKES_IT_LAST = (b"COMMIT", b'"request_hash"')
"""What a command sends last: a commit, or all its writes where they are their own transaction."""
REUSED = 422


@dataclass(frozen=True)
class Lost:
    """`number` names the command; `link` is where its answer is lost."""

    number: int
    link: str


async def lose(scene: Scene, lost: Lost) -> None:
    if lost.link == "edge":
        await _before_the_answer(scene, lost.number)
    else:
        await _after_the_commit(scene)


async def _after_the_commit(scene: Scene) -> None:
    """The link to PostgreSQL ends between a COMMIT and its confirmation."""
    link, armed = scene.stack.links["postgres"], [True]

    def once(said: bytes) -> bool:
        return any(mark in said for mark in MAKES_IT_LAST) and bool(armed) and armed.pop()

    robbed = link.robbed
    link.lose_answer_to = once
    await asyncio.gather(*(scene.load.call_in() for _ in range(COMMITS)))
    scene.must(link.robbed > robbed, "nothing was committed: no answer was lost")


async def _before_the_answer(scene: Scene, number: int) -> None:
    """The client never hears; then says it eight times at once, then something else."""
    people, maker = scene.load.stage.people, scene.load.stage.maker
    who = people.company("service_agent", number % 5 + 20)
    customer = maker.world.customers[number % len(maker.world.customers)]
    body: Json = {
        "customer_id": maker.customers[customer.key],
        "asset_id": maker.units[customer.units[0].key],
        "channel": "phone",
        "subject": f"Lost answer {number}",
    }
    key = f"demo-{scene.load.tag}-lost-{number}"
    link = scene.stack.links["edge"]
    link.lose_answer_to = lambda said: key.encode() in said
    robbed = link.robbed
    witness = Witness(scene.history, scene.load.subjects)
    async with httpx2.AsyncClient(
        base_url=scene.stack.url, transport=witness, timeout=30
    ) as client:
        caller = _Caller(client, who, key)
        first = await caller.say(body)
        scene.must(first is None and link.robbed == robbed + 1, "the answer was not lost")
        link.lose_answer_to = None
        answers = await asyncio.gather(*(caller.patiently(body) for _ in range(AT_ONCE)))
        told = {answer.text for answer in answers}
        scene.must(len(told) == 1 and answers[0].status_code < 300, f"{key}: answers {told}")
        other = await caller.patiently({**body, "subject": "Something else"})
        code = other.json().get("code")
        scene.must(
            (other.status_code, code) == (REUSED, "idempotency-key-reused"),
            f"{key}: another body was answered {other.status_code} {code}",
        )
    command = scene.history.commands[who.subject, key]
    scene.must(command.outcome is Outcome.ACKNOWLEDGED, f"{key} is stuck")


@dataclass
class _Caller:
    client: httpx2.AsyncClient
    who: Person
    key: str

    async def say(self, body: Json) -> httpx2.Response | None:
        headers = {"Authorization": f"Bearer {self.who.token}", "Idempotency-Key": self.key}
        try:
            return await self.client.post("/api/intake/requests", json=body, headers=headers)
        except httpx2.TransportError:
            return None

    async def patiently(self, body: Json) -> httpx2.Response:
        while True:
            answer = await self.say(body)
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                return answer
            await asyncio.sleep(0.1)


def _drawn(dice: random.Random, number: int) -> Lost:
    return Lost(number, dice.choice(("edge", "postgres")))


LOST_ANSWERS = Fault("G11", "answers lost after the effect", 20, 2000, _drawn, lose,
                     recovers_each=False)  # fmt: skip
