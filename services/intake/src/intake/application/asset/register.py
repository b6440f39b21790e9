"""A unit enters the installed base, with the dates its warranty counts from (001-4.6)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import AssetRegistered
from aftercare_kit.fields import Body, Code
from aftercare_kit.ids import new_id
from intake.application.asset.days import must_have_come
from intake.application.asset.line import line_of
from intake.application.asset.warranty import watch
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import AssetView
from intake.domain import errors
from intake.domain.asset import Asset


class UnitPapers(Body):
    """A unit, as its nameplate and its papers say; warranty months where the contract sets them."""

    serial: Code
    model: Code
    product_line: Code
    sale_date: Day | None = None
    accepted_on: Day | None = None
    warranty_months: Annotated[int, Field(ge=0, le=240)] | None = None
    invoice_no: Code | None = None
    project_no: Code | None = None
    machine_no: Code | None = None
    commissioned_on: Day | None = None


class RegisterAsset(UnitPapers):
    """A unit on a site, by itself or as a part of another one."""

    customer_id: UUID
    site_id: UUID
    parent_id: UUID | None = None
    main_part: bool = False


async def register_asset(command: RegisterAsset, work: Work) -> AssetView:
    """Enter a unit; serial numbers are unique in a region."""
    RIGHTS.require(work.actor, "asset.keep")
    customer = await customer_within_reach(work, command.customer_id)
    site = await work.sites.get(command.site_id)
    if site.customer_id != customer.id:
        raise errors.SiteOfAnotherCustomer(field="site_id")
    asset = unit_of(work, command, customer.id, site.id)
    asset.main_part = command.main_part
    if command.parent_id is not None:
        asset.stand_in(await line_of(command.parent_id, work))
    enter(work, asset, site.code)
    await watch(work, asset)
    return AssetView.of(asset)


def unit_of(work: Work, papers: UnitPapers, customer_id: UUID, site_id: UUID) -> Asset:
    """The unit that the papers describe; none of their days lies ahead."""
    must_have_come(work, papers.sale_date, field="sale_date")
    must_have_come(work, papers.accepted_on, field="accepted_on")
    must_have_come(work, papers.commissioned_on, field="commissioned_on")
    said = papers.model_dump(include=set(UnitPapers.model_fields))
    return Asset(id=new_id(), region=work.region, customer_id=customer_id, site_id=site_id, **said)


def enter(work: Work, asset: Asset, site_code: str) -> None:
    """Put a unit into the installed base, and say so."""
    work.announce(asset, registered(asset, site_code))
    work.assets.add(asset)


def registered(asset: Asset, site_code: str) -> AssetRegistered:
    """The fact that a unit entered the installed base."""
    return AssetRegistered(
        asset_id=asset.id,
        customer_id=asset.customer_id,
        serial=asset.serial,
        model=asset.model,
        product_line=asset.product_line,
        site_code=site_code,
    )
