"""The same unit fails again within the policy's months: the quality desk is told."""

from datetime import datetime, timedelta

from aftercare_contracts.intake import RequestFaultRepeated
from intake.application.ports import Work
from intake.domain.policy import PolicyInForce
from intake.domain.request import Request

MONTHS = "quality_alarm.months"
_OPERATOR_ERROR = 4
_DAYS_A_MONTH = 30


async def raise_if_repeated(
    work: Work, request: Request, held: PolicyInForce, at: datetime
) -> None:
    """Tell of earlier faults of the unit; an operator's error is none, and 0 months turn it off."""
    months = held.policy.get(MONTHS, int)
    judged = request.judgement
    if months == 0 or judged is None or judged.fault_level == _OPERATOR_ERROR:
        return
    since = request.reported_at - timedelta(days=months * _DAYS_A_MONTH)
    earlier = await work.lookups.faults(request.asset_id, since, request.reported_at, request.id)
    if earlier:
        repeated = RequestFaultRepeated(
            request_id=request.id,
            number=request.number,
            asset_id=request.asset_id,
            asset_serial=request.asset_serial,
            product_line=request.product_line,
            earlier_request_ids=earlier,
            within_months=months,
        )
        work.announce(request, repeated, at)
