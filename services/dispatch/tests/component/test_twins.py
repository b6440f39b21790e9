"""The same act sent twice at once, under one Idempotency-Key."""

import asyncio

from aftercare_contracts.dispatch import WorkOrderResponded
from aftercare_kit.testing import Bench
from services.dispatch.tests.component.desk import Desk


async def test_twins_of_a_moving_act_get_the_winner_s_answer(bench: Bench) -> None:
    """Whoever comes second finds the order answered already; that is no refusal of its own act."""
    desk = Desk(bench)
    order = await desk.triage()
    path = f"/work-orders/{order['id']}/respond"

    answers = await asyncio.gather(
        *(
            desk.dispatcher.post(path, json={}, headers={"Idempotency-Key": "twin"})
            for _ in range(6)
        )
    )

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(await bench.said(WorkOrderResponded)) == 1
