"""A contract ends soon: its renewal is somebody's task from now on (000-4.3i)."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.intake import ContractEnding, RenewalDue
from aftercare_kit.ids import new_id
from aftercare_kit.notices.notice import Notice
from aftercare_kit.roles import Role
from intake.application.ports import Work
from intake.domain.contract import Contract
from intake.domain.renewal import Renewal

CONTRACT_ENDING = "contract.ending"


async def watch(work: Work, contract: Contract, ahead_days: int, zone: str) -> None:
    """Have the renewal fall due so many days before the contract ends, by the centre's calendar.

    A contract that has ended already, entered for the record, is not renewed.
    """
    if contract.ends_on < work.now.astimezone(ZoneInfo(zone)).date():
        return
    day = contract.ends_on - timedelta(days=ahead_days)
    await work.timers.set(CONTRACT_ENDING, contract.id, _morning(day, zone))


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


async def fall_due(work: Work, contract_id: UUID) -> None:
    """Open the task and tell the region's manager."""
    contract = await work.contracts.get(contract_id)
    customer = await work.customers.get(contract.customer_id)
    renewal = Renewal(
        id=new_id(),
        region=contract.region,
        contract_id=contract.id,
        customer_id=customer.id,
        centre=customer.centre,
        ends_on=contract.ends_on,
        last_act_at=work.now,
    )
    ending = ContractEnding(
        contract_id=contract.id,
        customer_id=customer.id,
        kind=contract.kind,
        ends_on=contract.ends_on,
        renewal_id=renewal.id,
    )
    due = RenewalDue(
        renewal_id=renewal.id,
        contract_id=contract.id,
        customer_id=customer.id,
        centre=customer.centre,
        ends_on=contract.ends_on,
    )
    work.announce(contract, ending)
    work.announce(renewal, due)
    work.renewals.add(renewal)
    work.notify(
        Notice(
            kind="contract-ending",
            about="renewal",
            about_id=renewal.id,
            roles=(Role.REGIONAL_MANAGER.value,),
            centre=customer.centre,
            due_at=_morning(contract.ends_on, "UTC"),
            facts={"code": contract.code, "ends_on": contract.ends_on.isoformat()},
        )
    )
