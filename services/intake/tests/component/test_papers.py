"""No case closes while a visit's papers are out; it closes by itself when the last came in."""

from uuid import UUID

import pytest

from aftercare_contracts import intake as said
from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench, fact
from services.intake.tests.component.desk import Desk, cleared, papers, unsatisfied, verified


class Outing:
    """A work order of a request that was resolved on site, as far as intake hears of it."""

    def __init__(self, desk: Desk, request_id: str) -> None:
        self.desk, self.request_id, self.order = desk, request_id, new_id()
        self._version = 0

    async def owes(self, visits: int, *, version: int | None = None) -> None:
        """Dispatch says how many visits' papers are out."""
        self._version = version or self._version + 1
        told = fact(papers(self.request_id, self.order, visits), self.order, self._version)
        await self.desk.bench.hear(told)

    async def state(self) -> str:
        return (await self.desk.show(self.request_id))["state"]

    async def closures(self) -> int:
        return len(await self.desk.bench.said(said.RequestClosed))


@pytest.fixture
async def outing(bench: Bench) -> Outing:
    desk = Desk(bench)
    return Outing(desk, (await desk.resolved())["id"])


@pytest.mark.rule("002-4.5.1a")
async def test_what_is_confirmed_before_its_papers_are_in_closes_with_the_last(
    outing: Outing,
) -> None:
    """Confirmed first: it waits, says so once, and is closed by the last of two papers."""
    desk, answer = outing.desk, verified(outing.request_id)
    await outing.owes(1)
    await outing.owes(2)
    await desk.hear(answer)
    await desk.hear(answer)

    assert await outing.state() == "verified"
    (waits,) = await desk.bench.said(said.RequestVerified)
    assert (waits.request_id, waits.papers_outstanding) == (UUID(outing.request_id), 2)
    await outing.owes(1)
    assert (await outing.state(), await outing.closures()) == ("verified", 0)
    await outing.owes(0)
    assert (await outing.state(), await outing.closures()) == ("closed", 1)


@pytest.mark.rule("002-4.5.1a")
async def test_what_has_its_papers_is_closed_by_the_confirmation(outing: Outing) -> None:
    """Papers first: they close nothing, the customer's word does."""
    await outing.owes(1)
    await outing.owes(0)
    assert await outing.state() == "resolved"

    await outing.desk.hear(verified(outing.request_id))

    assert (await outing.state(), await outing.closures()) == ("closed", 1)
    assert not await outing.desk.bench.said(said.RequestVerified)


@pytest.mark.rule("002-4.5.1a")
async def test_late_and_repeated_facts_about_papers_change_nothing(outing: Outing) -> None:
    """A count that a newer one overtook neither closes a case nor opens it."""
    await outing.owes(1, version=7)
    await outing.owes(0, version=5)
    await outing.desk.hear(verified(outing.request_id))
    await outing.owes(0, version=7)
    assert await outing.state() == "verified"

    await outing.owes(0, version=9)
    await outing.owes(1, version=8)
    await outing.owes(0, version=9)
    await outing.owes(0)

    assert (await outing.state(), await outing.closures()) == ("closed", 1)
    assert not await outing.desk.bench.rows("select 1 from parked")


@pytest.mark.rule("002-4.5.1a")
async def test_facts_of_one_batch_count_in_their_order(outing: Outing) -> None:
    """Out, confirmed and in, delivered together: each sees what those before it said."""
    order, request = outing.order, outing.request_id
    await outing.desk.bench.hear(
        fact(papers(request, order, 1), order, 1),
        fact(verified(request), new_id()),
        fact(papers(request, order, 0), order, 2),
    )

    assert (await outing.state(), await outing.closures()) == ("closed", 1)
    assert len(await outing.desk.bench.said(said.RequestVerified)) == 1


async def test_what_comes_after_the_confirmation_does_not_undo_it(outing: Outing) -> None:
    """Waiting for papers it is neither reopened by a late answer nor resolved again."""
    await outing.owes(1)
    await outing.desk.hear(verified(outing.request_id))
    await outing.desk.hear(unsatisfied(outing.request_id), cleared(outing.request_id))

    assert await outing.state() == "verified"
    refused = await outing.desk.agent.post(
        f"/requests/{outing.request_id}/cancel", json={"reason": "solved itself"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "request-out-of-order")
