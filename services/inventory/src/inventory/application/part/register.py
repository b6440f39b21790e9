"""A part enters the register, so that it can be received and found."""

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.application.rights import RIGHTS
from inventory.application.views import PartView
from inventory.domain.part import Part


class RegisterPart(Body):
    """What the label says, and what one piece of it is called."""

    part_no: Code
    name: Line
    unit: Line = "pc"


async def register_part(command: RegisterPart, work: Work) -> PartView:
    """Enter a part; its number is unique in a region."""
    RIGHTS.require(work.actor, "part.register")
    part = Part(
        id=new_id(),
        region=work.region,
        part_no=command.part_no,
        name=command.name,
        unit=command.unit,
    )
    work.parts.add(part)
    work.note("part.register", "part", part.id)
    await work.flush()
    return PartView.of(part)
