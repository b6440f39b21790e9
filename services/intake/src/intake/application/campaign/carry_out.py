"""Owners are told and asked, their units settled, the campaign closed (004-5.2.1.5)."""

from uuid import UUID

from aftercare_contracts.intake import CampaignClosed, CampaignUnitChanged
from aftercare_kit.fields import Body, Moment
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CampaignView
from intake.domain.campaign import Campaign, Wish


class TakeStep(Body):
    """When it was done."""

    occurred_at: Moment | None = None


class NoteWish(Body):
    """What the owner wants."""

    wish: Wish


async def tell_owner(
    command: TakeStep, campaign_id: UUID, asset_id: UUID, work: Work
) -> CampaignView:
    """Note that the owner knows."""
    RIGHTS.require(work.actor, "campaign.carry_out")
    campaign = await work.campaigns.target(campaign_id)
    campaign.tell(asset_id, work.moment(command.occurred_at))
    return _changed(work, campaign, asset_id)


async def note_wish(
    command: NoteWish, campaign_id: UUID, asset_id: UUID, work: Work
) -> CampaignView:
    """Note what the owner wants."""
    RIGHTS.require(work.actor, "campaign.carry_out")
    campaign = await work.campaigns.target(campaign_id)
    campaign.ask(asset_id, command.wish)
    return _changed(work, campaign, asset_id)


async def settle_unit(
    command: TakeStep, campaign_id: UUID, asset_id: UUID, work: Work
) -> CampaignView:
    """Note that it was done."""
    RIGHTS.require(work.actor, "campaign.carry_out")
    campaign = await work.campaigns.target(campaign_id)
    campaign.settle(asset_id, work.moment(command.occurred_at))
    return _changed(work, campaign, asset_id)


async def close_campaign(command: TakeStep, campaign_id: UUID, work: Work) -> CampaignView:
    """End it, when no unit is left over."""
    RIGHTS.require(work.actor, "campaign.keep")
    at = work.moment(command.occurred_at)
    campaign = await work.campaigns.target(campaign_id)
    campaign.close(at)
    work.announce(campaign, CampaignClosed(campaign_id=campaign.id, code=campaign.code), at)
    return CampaignView.of(campaign)


def _changed(work: Work, campaign: Campaign, asset_id: UUID) -> CampaignView:
    unit = next(one for one in campaign.units if one.asset_id == asset_id)
    said = CampaignUnitChanged(
        campaign_id=campaign.id,
        asset_id=asset_id,
        customer_id=unit.customer_id,
        told=unit.told_at is not None,
        wish=None if unit.wish is None else unit.wish.value,
        settled=unit.settled_at is not None,
    )
    work.announce(campaign, said)
    return CampaignView.of(campaign)
