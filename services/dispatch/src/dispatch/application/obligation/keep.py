"""Opens what has to be done by a day, says when the day passed, and when it is done."""

from datetime import datetime
from uuid import UUID

from aftercare_contracts.dispatch import ObligationMet, ObligationOpened, ObligationOverdue
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.domain.service_plan import Obligation

DUE = "obligation.due"


async def open_obligation(
    work: Work,
    kind: str,
    period: str,
    *,
    roles: list[str],
    due_at: datetime,
    title: str,
    centre: str | None = None,
) -> None:
    """Give it to whoever has to do it; what is open or done for this period is left alone."""
    if await work.obligations.find(kind=kind, period=period) is not None:
        return
    owed = Obligation(
        id=new_id(),
        region=work.region,
        kind=kind,
        period=period,
        roles=roles,
        centre=centre,
        title=title,
        due_at=due_at,
    )
    work.obligations.add(owed)
    opened = ObligationOpened(
        obligation_id=owed.id, kind=kind, period=period, roles=roles, due_at=due_at
    )
    work.announce(owed, opened)
    await work.timers.set(DUE, owed.id, due_at)


async def meet(work: Work, kind: str, period: str, by_id: UUID) -> None:
    """It is done, by this plan; late is better than never."""
    owed = await work.obligations.find(kind=kind, period=period)
    if owed is None or not owed.open:
        return
    owed.met_by = by_id
    met = ObligationMet(
        obligation_id=owed.id, kind=kind, period=period, by_id=by_id, on=work.now.date()
    )
    work.announce(owed, met)
    await work.timers.cancel(DUE, owed.id)


async def overdue(work: Work, obligation_id: UUID) -> None:
    """Its day passed."""
    owed = await work.obligations.get(obligation_id)
    if owed.open and not owed.overdue:
        owed.overdue = True
        late = ObligationOverdue(
            obligation_id=owed.id, kind=owed.kind, period=owed.period, due_at=owed.due_at
        )
        work.announce(owed, late)
