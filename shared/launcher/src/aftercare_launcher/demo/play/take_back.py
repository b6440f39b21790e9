"""The faulty part's way back: received, inspected, put away."""

from datetime import timedelta

from aftercare_launcher.demo.acts import Visit
from aftercare_launcher.demo.chance import number_for
from aftercare_launcher.demo.play.case import Case

INSPECTED_AFTER = timedelta(hours=3)
PASSED_OF_TEN = 4


async def take_back(case: Case, act: Visit) -> None:
    """Most of what comes back is as faulty as was said, and goes to scrap."""
    store = case.desk("warehouse")
    due = await case.named(("return.due",), store, "/api/inventory/returns", "due")
    path = f"/api/inventory/returns/{due}"
    await case.post(store, f"{path}/receive", {}, act.handed_in)
    inspected = act.handed_in + INSPECTED_AFTER
    passed = number_for(f"inspection {case.plan.key}") % 10 < PASSED_OF_TEN
    found: dict[str, object] = {"result": "pass"}
    if not passed:
        found = {"result": "fail", "defect": "Does not start", "disposition": "scrap"}
    await case.post(case.company("quality"), f"{path}/inspect", found, inspected)
    away = {"destination": "stock" if passed else "scrap"}
    await case.post(store, f"{path}/store", away, inspected)
