"""What intake says of contracts and of what follows them."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class ContractSigned(Event):
    """A contract opened a period of service (000-3.3, 000-3.4)."""

    type: ClassVar[str] = "aftercare.intake.contract.signed.v1"
    title: ClassVar[Title] = Title("Contract signed", "服务合同签订")

    contract_id: UUID
    customer_id: UUID
    kind: Literal["contract_period", "om_period"]
    starts_on: date
    ends_on: date
    policy: str
    package: list[str] = []


class ContractEnding(Event):
    """A contract ends soon: its renewal is due (000-4.3i)."""

    type: ClassVar[str] = "aftercare.intake.contract.ending.v1"
    title: ClassVar[Title] = Title("Contract ending", "合同即将到期")

    contract_id: UUID
    customer_id: UUID
    kind: Literal["contract_period", "om_period"]
    ends_on: date
    renewal_id: UUID


class RenewalEvent(Event):
    """A fact about the renewal of a contract."""

    renewal_id: UUID
    contract_id: UUID


class RenewalDue(RenewalEvent):
    """Somebody has to make and sign what follows a contract (000-4.3i)."""

    type: ClassVar[str] = "aftercare.intake.renewal.due.v1"
    title: ClassVar[Title] = Title("Renewal due", "续约待办")

    customer_id: UUID
    centre: str
    ends_on: date


class RenewalDrafted(RenewalEvent):
    """A new scheme was drafted and waits for its approval (000-4.2g)."""

    type: ClassVar[str] = "aftercare.intake.renewal.drafted.v1"
    title: ClassVar[Title] = Title("Renewal drafted", "续约方案拟定")


class RenewalSentBack(RenewalEvent):
    """The new scheme was sent back to its author (000-4.2g)."""

    type: ClassVar[str] = "aftercare.intake.renewal.sent_back.v1"
    title: ClassVar[Title] = Title("Renewal sent back", "续约方案退回")

    reason: str


class RenewalApproved(RenewalEvent):
    """The new scheme was approved; it can be signed (000-4.2g)."""

    type: ClassVar[str] = "aftercare.intake.renewal.approved.v1"
    title: ClassVar[Title] = Title("Renewal approved", "续约方案批准")


class RenewalSigned(RenewalEvent):
    """An O&M period follows the contract (000-3.4)."""

    type: ClassVar[str] = "aftercare.intake.renewal.signed.v1"
    title: ClassVar[Title] = Title("Renewal signed", "续约签订")

    new_contract_id: UUID
    starts_on: date
    ends_on: date


class RenewalDeclined(RenewalEvent):
    """The customer goes without."""

    type: ClassVar[str] = "aftercare.intake.renewal.declined.v1"
    title: ClassVar[Title] = Title("Renewal declined", "不续约")

    reason: str
