"""What a batch will ask for is loaded at once, and answered as if asked one by one."""

import gc
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from aftercare_kit.asked import asked
from aftercare_kit.testing import Bench, fact
from dispatch.bootstrap import service
from dispatch.domain.work_order import WorkOrder
from services.dispatch.tests.builders import a_triaged_request


async def test_a_batch_reads_its_cases_in_one_statement(
    database: Callable[[str], Any], tmp_path: Any
) -> None:
    """However many events it holds; a case that was there is found, a new one is not doubled."""
    bench = Bench.of(service(), database("dispatch").app_url, tmp_path)
    requests = [a_triaged_request() for _ in range(30)]
    facts = [fact(request, request.request_id) for request in requests]
    await bench.hear(*facts[:5])
    again = [fact(request, request.request_id, event_id=uuid4()) for request in requests[:5]]
    with asked(bench.process.engine, bench.process.lender) as said:
        await bench.hear(*again, *facts[5:], *again)

    assert len(said) == 3, "the first sight, the cases, the writes"
    (orders,) = await bench.rows(
        "select count(*) as n, count(distinct request_id) as d from work_order"
    )
    assert (orders["n"], orders["d"]) == (30, 30)


async def test_what_a_batch_has_touched_goes_when_it_does(
    database: Callable[[str], Any], tmp_path: Any
) -> None:
    """Nothing of it stands in a circle, which would have to be searched for."""
    bench = Bench.of(service(), database("dispatch").app_url, tmp_path)
    gc.collect()
    gc.disable()
    try:
        before = _orders()
        await bench.hear(*[fact(one, one.request_id) for one in [a_triaged_request()] * 5])
        assert _orders() <= before
    finally:
        gc.enable()


def _orders() -> int:
    return sum(isinstance(each, WorkOrder) for each in gc.get_objects())
