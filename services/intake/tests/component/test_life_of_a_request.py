"""A request from the first call to closure, on a real database."""

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.testing import Bench
from services.intake.tests.component.desk import Desk, cleared, unsatisfied, verified


@pytest.mark.rule("001-F1")
async def test_a_request_runs_from_the_call_to_closure(bench: Bench) -> None:
    """Each step says its fact once; a customer who does not confirm sends it round again."""
    desk = Desk(bench)
    request = await desk.resolved()
    await desk.hear(unsatisfied(request["id"]))
    assert (await desk.show(request["id"]))["state"] == "in_service"
    await desk.hear(cleared(request["id"]))
    await desk.hear(verified(request["id"]))

    assert (await desk.show(request["id"]))["state"] == "closed"
    life = [type(event) for event in await bench.said() if hasattr(event, "request_id")]
    assert life == [
        said.RequestRegistered,
        said.RequestTriaged,
        said.RequestServiceStarted,
        said.RequestResolved,
        said.RequestReopened,
        said.RequestResolved,
        said.RequestClosed,
    ]
