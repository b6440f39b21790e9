"""The person that the caller speaks of; a token of one centre reaches its own people only."""

from typing import Literal
from uuid import UUID

from aftercare_contracts.dispatch import EngineerChanged
from aftercare_kit.errors import UnknownRecord
from dispatch.application.ports import Work
from dispatch.domain.engineer import Engineer

Changed = Literal["roster", "centre", "home", "qualification", "evaluation"]


async def reach_engineer(work: Work, engineer_id: UUID) -> Engineer:
    """Load and lock them, where the caller's token reaches them."""
    engineer = await work.engineers.get(engineer_id)
    if work.actor.centre not in {None, engineer.centre}:
        raise UnknownRecord("engineer", engineer_id)
    return engineer


async def target_engineer(work: Work, engineer_id: UUID) -> Engineer:
    """The same, as of the version that the caller has seen."""
    await reach_engineer(work, engineer_id)
    return await work.engineers.target(engineer_id)


def changed(work: Work, engineer: Engineer, *what: Changed) -> None:
    """Say that the register holds something new of them."""
    fact = EngineerChanged(
        engineer_id=engineer.id, code=engineer.code, centre=engineer.centre, changed=list(what)
    )
    work.announce(engineer, fact)
