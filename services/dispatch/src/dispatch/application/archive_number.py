"""The number a report is archived under (001-5.5.6b)."""

from dispatch.application.ports import Work
from dispatch.domain.service_order import ServiceOrder
from dispatch.domain.work_order import WorkOrder


async def archive_number(work: Work, order: WorkOrder | ServiceOrder) -> str:
    """`<region>-<year>-<running number>`, the year being that of the centre.

    It is taken at once and not by the last statement (0009): the report's hash covers it.
    """
    series = f"{order.region}-{order.local_day(work.now):%Y}"
    return f"{series}-{await work.numbers.next('archive', series):05d}"
