"""Training among ourselves, lists of tools, and the technician's log of a case."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Event, Title
from aftercare_contracts.values import Amount


class TrainingHeld(Event):
    """A line of support trained the one below it (000-4.4e)."""

    type: ClassVar[str] = "aftercare.dispatch.training.held.v1"
    title: ClassVar[Title] = Title("Training held", "内部培训")

    training_id: UUID
    centre: str
    audience: Literal["regional_support", "field_engineer"]
    topic: str
    trainer: str
    hours: Decimal
    attendees: list[str]


class ToolListEvent(Event):
    """A fact about a list of tools and equipment (维修设备和工具清单)."""

    tool_list_id: UUID
    centre: str
    name: str


class ToolListWritten(ToolListEvent):
    """A list was laid down."""

    type: ClassVar[str] = "aftercare.dispatch.tool_list.written.v1"
    title: ClassVar[Title] = Title("Tool list written", "制定工具清单")

    tools: list[str]


class ToolListChecked(ToolListEvent):
    """Somebody went through the list (004-5.2.4.4)."""

    type: ClassVar[str] = "aftercare.dispatch.tool_list.checked.v1"
    title: ClassVar[Title] = Title("Tools checked", "工具清单检查")

    checked_by: str
    missing: list[str]


class ToolListCheckDue(ToolListEvent):
    """The list is to be checked again."""

    type: ClassVar[str] = "aftercare.dispatch.tool_list.check_due.v1"
    title: ClassVar[Title] = Title("Check of tools due", "工具清单待检查")

    due_at: datetime


class CaseLogWritten(CaseEvent):
    """A technician wrote into the log of a case (002-3.2.2).

    `quantity` of a part was used outside any visit, whose report says what it took; `amount` is
    what an expense came to.
    """

    type: ClassVar[str] = "aftercare.dispatch.case_log.written.v1"
    title: ClassVar[Title] = Title("Case log", "处理记录")

    case_log_id: UUID
    work_order_id: UUID
    kind: Literal["call", "plan", "parts", "progress", "expense"]
    text: str
    written_by: str
    part_no: str | None = None
    fate: Literal["repair", "scrap"] | None = None
    quantity: int | None = None
    amount: Amount | None = None
