"""A defect of a batch or a design is found: all its owners are to be told (004-5.2.1.5)."""

from typing import Annotated

import sqlalchemy as sa
from pydantic import Field

from aftercare_contracts.intake import CampaignOpened
from aftercare_kit.fields import Body, Code, Prose
from aftercare_kit.ids import new_id
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CampaignView
from intake.domain import errors
from intake.domain.campaign import Affected, Campaign, Defect, Measure

_FOUND = sa.text("select id, customer_id, serial from asset where serial = any(:serials)")


class OpenCampaign(Body):
    """What is wrong with which units, and what is offered."""

    code: Code
    defect: Defect
    measure: Measure
    reason: Prose
    serials: Annotated[list[Code], Field(min_length=1, max_length=5000)]


async def open_campaign(command: OpenCampaign, work: Work) -> CampaignView:
    """Gather the units; a serial that nobody runs is named, and nothing is opened."""
    RIGHTS.require(work.actor, "campaign.keep")
    wanted = sorted(set(command.serials))
    rows = (await work.connection.execute(_FOUND, {"serials": wanted})).all()
    found = {row.serial: Affected(row.id, row.customer_id, row.serial) for row in rows}
    unknown = tuple(serial for serial in wanted if serial not in found)
    if unknown:
        raise errors.SerialsUnknown(field="serials", serials=unknown[:20])
    campaign = Campaign(
        id=new_id(),
        region=work.region,
        code=command.code,
        defect=command.defect,
        measure=command.measure,
        reason=command.reason,
        opened_by=work.actor.subject,
        units=[found[serial] for serial in wanted],
    )
    opened = CampaignOpened(
        campaign_id=campaign.id,
        code=campaign.code,
        defect=campaign.defect,
        measure=campaign.measure,
        asset_ids=[unit.asset_id for unit in campaign.units],
    )
    work.announce(campaign, opened)
    work.campaigns.add(campaign)
    return CampaignView.of(campaign)
