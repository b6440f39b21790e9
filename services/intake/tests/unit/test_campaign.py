"""A campaign goes by its order: told, asked, settled; and ends when no unit is left over."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from intake.domain import errors
from intake.domain.campaign import Affected, Campaign, Wish

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
FIRST, SECOND = UUID(int=1), UUID(int=2)


def a_campaign() -> Campaign:
    """Two units of one owner."""
    units = [Affected(key, UUID(int=9), f"S-{key.int}") for key in (FIRST, SECOND)]
    return Campaign(UUID(int=3), "cn", "RC-1", "batch_quality", "exchange", "Fires", "sun", units)


@pytest.mark.rule("004-5.2.1.5")
def test_nobody_is_asked_untold_nor_served_unasked() -> None:
    campaign = a_campaign()
    with pytest.raises(errors.OwnerNotTold):
        campaign.ask(FIRST, Wish.REPAIR)
    with pytest.raises(errors.OwnerNotTold):
        campaign.settle(FIRST, AT)
    campaign.tell(FIRST, AT)
    with pytest.raises(errors.OwnerNotTold) as refused:
        campaign.settle(FIRST, AT)
    assert refused.value.facts["serials"] == ("S-1",)
    campaign.ask(FIRST, Wish.REPAIR)
    campaign.settle(FIRST, AT)
    assert campaign.units[0].settled_at == AT


@pytest.mark.rule("004-5.2.1.5")
def test_it_closes_with_the_last_unit_and_nothing_follows() -> None:
    campaign = a_campaign()
    for key in (FIRST, SECOND):
        with pytest.raises(errors.OwnerNotTold):
            campaign.close(AT)
        campaign.tell(key, AT)
        campaign.ask(key, Wish.KEEP)
        campaign.settle(key, AT)
    campaign.close(AT)
    for act in (lambda: campaign.close(AT), lambda: campaign.tell(FIRST, AT)):
        with pytest.raises(errors.CampaignClosed):
            act()


def test_a_unit_that_is_not_affected_is_refused() -> None:
    with pytest.raises(errors.UnitNotAffected):
        a_campaign().tell(UUID(int=8), AT)
