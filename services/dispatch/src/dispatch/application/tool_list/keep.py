"""A list of tools is written, and checked whenever its time comes round (004-5.2.4.4)."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from aftercare_contracts.dispatch import ToolListCheckDue, ToolListChecked, ToolListWritten
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment, Quantity
from aftercare_kit.ids import new_id
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.views_staff import ToolListView
from dispatch.domain.tool_list import Tool, ToolList

CHECK = "tool_list.check"


class ListedTool(Body):
    """So many of a tool."""

    code: Code
    name: Line
    quantity: Quantity = 1


class WriteToolList(Body):
    """What a centre's engineers take along; with a skill, to jobs that ask for it."""

    centre: Code
    name: Line
    skill: Code | None = None
    tools: Annotated[list[ListedTool], Field(min_length=1, max_length=200)]
    every_days: Annotated[int, Field(ge=1, le=366)] = 90


class CheckTools(Body):
    """What is not there."""

    missing: Annotated[list[Code], Field(max_length=200)] = []
    occurred_at: Moment | None = None


async def write_tool_list(command: WriteToolList, work: Work) -> ToolListView:
    """Lay the list down; its first check falls due one period from now."""
    RIGHTS.require(work.actor, "tools.keep")
    _must_reach(work, command.centre)
    listed = ToolList(
        id=new_id(),
        region=work.region,
        centre=command.centre,
        name=command.name,
        tools=[Tool(tool.code, tool.name, tool.quantity) for tool in command.tools],
        every_days=command.every_days,
        last_act_at=work.now,
        skill=command.skill,
    )
    work.tool_lists.add(listed)
    codes = [tool.code for tool in listed.tools]
    work.announce(listed, ToolListWritten(**_about(listed), tools=codes))
    await work.timers.set(CHECK, listed.id, listed.next_check)
    return ToolListView.of(listed)


async def check_tools(command: CheckTools, list_id: UUID, work: Work) -> ToolListView:
    """Note the check; the next one falls due a period after it."""
    RIGHTS.require(work.actor, "tools.keep")
    at = work.moment(command.occurred_at)
    listed = await work.tool_lists.get(list_id)
    _must_reach(work, listed.centre)
    listed = await work.tool_lists.target(list_id)
    by = work.actor.subject
    listed.check(by, at, list(command.missing))
    checked = ToolListChecked(**_about(listed), checked_by=by, missing=listed.missing)
    work.announce(listed, checked, at)
    await work.timers.set(CHECK, listed.id, listed.next_check)
    return ToolListView.of(listed)


async def check_due(work: Work, list_id: UUID) -> None:
    """Say that the tools are to be checked."""
    listed = await work.tool_lists.get(list_id)
    work.announce(listed, ToolListCheckDue(**_about(listed), due_at=listed.next_check))


def _must_reach(work: Work, centre: str) -> None:
    if work.actor.centre not in {None, centre}:
        raise UnknownRecord("centre", centre)


def _about(listed: ToolList) -> dict[str, Any]:
    return {"tool_list_id": listed.id, "centre": listed.centre, "name": listed.name}
