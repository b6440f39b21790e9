"""What intake says: customers, assets and the life of a service request."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Event, Title
from aftercare_contracts.values import Engagement, Entitlement, Promise


class CustomerUpdated(Event):
    """A customer was registered or changed; people's data stay in intake."""

    type: ClassVar[str] = "aftercare.intake.customer.updated.v1"
    title: ClassVar[Title] = Title("Customer updated", "客户资料更新")

    customer_id: UUID
    code: str
    name: str
    kind: Literal["enterprise", "consumer", "defence"]
    centre: str


class AssetRegistered(Event):
    """A unit entered the installed base."""

    type: ClassVar[str] = "aftercare.intake.asset.registered.v1"
    title: ClassVar[Title] = Title("Asset registered", "设备建档")

    asset_id: UUID
    customer_id: UUID
    serial: str
    model: str
    product_line: str
    site_code: str


class AssetChanged(Event):
    """A unit of the installed base changed: a main part of it was replaced."""

    type: ClassVar[str] = "aftercare.intake.asset.changed.v1"
    title: ClassVar[Title] = Title("Asset changed", "设备变更")

    asset_id: UUID
    part_no: str
    serial_on: str | None = None
    serial_off: str | None = None


class AssetVersionChanged(Event):
    """A component of a unit, such as its software, runs another version (003-2.1c)."""

    type: ClassVar[str] = "aftercare.intake.asset.version_changed.v1"
    title: ClassVar[Title] = Title("Version changed", "版本变更")

    asset_id: UUID
    component: str
    was: str | None = None
    now: str


class AssetMoved(Event):
    """A unit became a part of another one, or stands by itself again."""

    type: ClassVar[str] = "aftercare.intake.asset.moved.v1"
    title: ClassVar[Title] = Title("Asset moved", "设备归属变更")

    asset_id: UUID
    parent_id: UUID | None = None
    main_part: bool = False


class AssetCommissioned(Event):
    """A unit was put into service."""

    type: ClassVar[str] = "aftercare.intake.asset.commissioned.v1"
    title: ClassVar[Title] = Title("Asset commissioned", "设备投运")

    asset_id: UUID
    customer_id: UUID
    commissioned_on: date


class AssetPapersKept(Event):
    """What a unit's nameplate and manual say was written down (004-5.2.1.1, 004-5.2.1.2)."""

    type: ClassVar[str] = "aftercare.intake.asset.papers_kept.v1"
    title: ClassVar[Title] = Title("Nameplate and manual kept", "铭牌资料建档")

    asset_id: UUID


class AssetAccepted(Event):
    """The customer took the unit over: warranty and contract period count from here (000-3.3)."""

    type: ClassVar[str] = "aftercare.intake.asset.accepted.v1"
    title: ClassVar[Title] = Title("Asset accepted", "设备验收")

    asset_id: UUID
    accepted_on: date


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


class CampaignOpened(Event):
    """A defect of a batch or a design was found; owners are to be told (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.opened.v1"
    title: ClassVar[Title] = Title("Campaign opened", "批量质量活动启动")

    campaign_id: UUID
    code: str
    defect: Literal["batch_quality", "design_defect"]
    measure: Literal["exchange", "recall"]
    asset_ids: list[UUID]


class CampaignUnitChanged(Event):
    """An owner was told or asked, or a unit settled (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.unit_changed.v1"
    title: ClassVar[Title] = Title("Campaign unit changed", "批量质量活动进展")

    campaign_id: UUID
    asset_id: UUID
    customer_id: UUID
    told: bool
    wish: str | None = None
    settled: bool


class CampaignClosed(Event):
    """Every affected unit is settled (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.closed.v1"
    title: ClassVar[Title] = Title("Campaign closed", "批量质量活动结束")

    campaign_id: UUID
    code: str


class HandoverEvent(Event):
    """A fact about a project's hand-over to service."""

    handover_id: UUID
    project_no: str


class HandoverOpened(HandoverEvent):
    """A project is prepared for its hand-over to service (000-4.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.opened.v1"
    title: ClassVar[Title] = Title("Hand-over opened", "项目交接启动")

    customer_id: UUID
    centre: str
    size: Literal["large", "small"]


class HandoverDocumentFiled(HandoverEvent):
    """A document entered the completion file (000-6.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.document_filed.v1"
    title: ClassVar[Title] = Title("Document filed", "竣工资料归入")

    paper: str


class HandoverFileReady(HandoverEvent):
    """All six documents are there (000-6.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.file_ready.v1"
    title: ClassVar[Title] = Title("Completion file ready", "竣工资料齐备")


class HandoverInitiallyAccepted(HandoverEvent):
    """The customer accepted the project for the first time (000-6.2.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.initially_accepted.v1"
    title: ClassVar[Title] = Title("Initial acceptance passed", "初验通过")

    accepted_on: date


class HandoverMeetingHeld(HandoverEvent):
    """Project and service met; the file is under review (000-4.1b)."""

    type: ClassVar[str] = "aftercare.intake.handover.meeting_held.v1"
    title: ClassVar[Title] = Title("Hand-over meeting held", "交接会召开")


class HandoverReviewed(HandoverEvent):
    """The region found the file complete and true (000-4.3b)."""

    type: ClassVar[str] = "aftercare.intake.handover.reviewed.v1"
    title: ClassVar[Title] = Title("File reviewed", "竣工资料审核通过")


class HandoverReturned(HandoverEvent):
    """The file went back to its author (000-6.2.2c)."""

    type: ClassVar[str] = "aftercare.intake.handover.returned.v1"
    title: ClassVar[Title] = Title("File returned", "竣工资料退回")

    reasons: str


class HandoverResubmitted(HandoverEvent):
    """The author mended the file; it is under review again (000-6.2.2c)."""

    type: ClassVar[str] = "aftercare.intake.handover.resubmitted.v1"
    title: ClassVar[Title] = Title("File submitted again", "竣工资料重新提交")


class HandoverCompleted(HandoverEvent):
    """The project is in service: its contract period runs from acceptance (000-6.2, 000-3.3)."""

    type: ClassVar[str] = "aftercare.intake.handover.completed.v1"
    title: ClassVar[Title] = Title("Hand-over completed", "项目交接完成")

    customer_id: UUID
    centre: str
    name: str
    size: Literal["large", "small"]
    contract_id: UUID
    starts_on: date
    ends_on: date


class HandoverFinallyAccepted(HandoverEvent):
    """The customer accepted for good (000-4.3d)."""

    type: ClassVar[str] = "aftercare.intake.handover.finally_accepted.v1"
    title: ClassVar[Title] = Title("Final acceptance", "终验通过")

    accepted_on: date


class PolicyPublished(Event):
    """A version of a service policy was published; what is promised already keeps its own."""

    type: ClassVar[str] = "aftercare.intake.policy.published.v1"
    title: ClassVar[Title] = Title("Policy published", "服务政策发布")

    policy_id: UUID
    policy: str
    policy_version: int
    effective_from: datetime


class RequestRegistered(CaseEvent):
    """A need was taken in and has its printed number (002-4.2.1, 002-4.5.2)."""

    type: ClassVar[str] = "aftercare.intake.request.registered.v1"
    title: ClassVar[Title] = Title("Request registered", "受理登记")

    number: str
    customer_id: UUID
    asset_id: UUID
    asset_serial: str
    product_line: str
    site_code: str
    centre: str
    department: str
    channel: str
    subject: str
    reported_at: datetime
    need: str = "repair"


class RequestTriaged(CaseEvent):
    """The request was judged, and the promise for it frozen (002-4.2.1b, 002-T2)."""

    type: ClassVar[str] = "aftercare.intake.request.triaged.v1"
    title: ClassVar[Title] = Title("Request triaged", "分类定级")

    number: str
    customer_id: UUID
    asset_id: UUID
    asset_serial: str
    product_line: str
    site_code: str
    subject: str
    service_type: Literal["technical_support", "quality_information"]
    fault_level: int
    major: bool
    fault_kind: str
    department: str
    engagement: Engagement
    entitlement: Entitlement
    promise: Promise
    reported_at: datetime
    service_kind: str = "on_site_repair"


class RequestFaultRepeated(CaseEvent):
    """The same unit failed again within the policy's months: a quality alarm."""

    type: ClassVar[str] = "aftercare.intake.request.fault_repeated.v1"
    title: ClassVar[Title] = Title("Same unit failed again", "同一设备重复故障")

    number: str
    asset_id: UUID
    asset_serial: str
    product_line: str
    earlier_request_ids: list[UUID]
    within_months: int


class RequestTriageOverdue(CaseEvent):
    """The handling sheet still has no type when its time is up (002-4.2.1b)."""

    type: ClassVar[str] = "aftercare.intake.request.triage_overdue.v1"
    title: ClassVar[Title] = Title("Triage overdue", "分类超期")

    due_at: datetime


class RequestCallMissed(CaseEvent):
    """A clock of the call is over: the relay, an answer, an appointment (T01, T14, T21)."""

    type: ClassVar[str] = "aftercare.intake.request.call_missed.v1"
    title: ClassVar[Title] = Title("Call overdue", "来电处理超期")

    clock: Literal["relay", "phone_answer", "appointment"]
    due_at: datetime


class RequestAnswered(CaseEvent):
    """An expert spoke with the caller (003-1b, 004-5.1.7.2)."""

    type: ClassVar[str] = "aftercare.intake.request.answered.v1"
    title: ClassVar[Title] = Title("Caller answered", "电话答复")

    appointment_at: datetime | None = None


class RequestReferred(CaseEvent):
    """The cause lies outside our product: a supplier was called, or the user guided (002-4.3.4)."""

    type: ClassVar[str] = "aftercare.intake.request.referred.v1"
    title: ClassVar[Title] = Title("Referred", "转办")

    origin: Literal["supplier", "usage", "unclear"]
    supplier: str | None = None


class RequestServiceStarted(CaseEvent):
    """The field or the second line took the case up; the desk waits for its result."""

    type: ClassVar[str] = "aftercare.intake.request.service_started.v1"
    title: ClassVar[Title] = Title("Service started", "服务开始")


class RequestResolved(CaseEvent):
    """The work is done; the customer has yet to confirm it."""

    type: ClassVar[str] = "aftercare.intake.request.resolved.v1"
    title: ClassVar[Title] = Title("Request resolved", "处理完成")

    mode: Literal["remote", "on_site"]


class RequestVerified(CaseEvent):
    """The customer confirmed, but visits' papers are out: it closes with the last (002-4.5.1a)."""

    type: ClassVar[str] = "aftercare.intake.request.verified.v1"
    title: ClassVar[Title] = Title("Confirmed, papers still out", "已确认，待交资料")

    papers_outstanding: int


class RequestClosed(CaseEvent):
    """The customer confirmed, the forms are in: the case is closed (002-4.5.1)."""

    type: ClassVar[str] = "aftercare.intake.request.closed.v1"
    title: ClassVar[Title] = Title("Request closed", "结案")

    number: str
    customer_id: UUID


class RequestReopened(CaseEvent):
    """The customer was not satisfied or the fault came back."""

    type: ClassVar[str] = "aftercare.intake.request.reopened.v1"
    title: ClassVar[Title] = Title("Request reopened", "重新受理")

    reason: str


class RequestCancelled(CaseEvent):
    """The request was withdrawn; whatever was set in motion for it is undone."""

    type: ClassVar[str] = "aftercare.intake.request.cancelled.v1"
    title: ClassVar[Title] = Title("Request cancelled", "受理取消")

    reason: str


class RequestMerged(CaseEvent):
    """The request says the same as another, which goes on for both."""

    type: ClassVar[str] = "aftercare.intake.request.merged.v1"
    title: ClassVar[Title] = Title("Request merged", "合并受理")

    into_request_id: UUID
