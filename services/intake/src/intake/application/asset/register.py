"""A unit enters the installed base, with the dates its warranty counts from (001-4.6)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_contracts.intake import AssetRegistered
from aftercare_kit.fields import Body, Code
from aftercare_kit.unit_of_work import new_id
from intake.application.asset.days import must_have_come
from intake.application.asset.line import line_of
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import AssetView
from intake.domain import errors
from intake.domain.asset import Asset


class RegisterAsset(Body):
    """A unit, as its nameplate and its papers say; warranty months where the contract sets them."""

    customer_id: UUID
    site_id: UUID
    serial: Code
    model: Code
    product_line: Code
    sale_date: Day | None = None
    accepted_on: Day | None = None
    warranty_months: Annotated[int, Field(ge=0, le=240)] | None = None
    invoice_no: Code | None = None
    parent_id: UUID | None = None
    main_part: bool = False
    project_no: Code | None = None
    machine_no: Code | None = None
    commissioned_on: Day | None = None


async def register_asset(command: RegisterAsset, work: Work) -> AssetView:
    """Enter a unit; serial numbers are unique in a region."""
    RIGHTS.require(work.actor, "asset.keep")
    must_have_come(work, command.sale_date, field="sale_date")
    must_have_come(work, command.accepted_on, field="accepted_on")
    must_have_come(work, command.commissioned_on, field="commissioned_on")
    customer = await customer_within_reach(work, command.customer_id)
    site = await work.sites.get(command.site_id)
    if site.customer_id != customer.id:
        raise errors.SiteOfAnotherCustomer(field="site_id")
    asset = Asset(
        id=new_id(),
        region=customer.region,
        customer_id=customer.id,
        site_id=site.id,
        serial=command.serial,
        model=command.model,
        product_line=command.product_line,
        sale_date=command.sale_date,
        accepted_on=command.accepted_on,
        warranty_months=command.warranty_months,
        invoice_no=command.invoice_no,
        main_part=command.main_part,
        project_no=command.project_no,
        machine_no=command.machine_no,
        commissioned_on=command.commissioned_on,
    )
    if command.parent_id is not None:
        asset.stand_in(await line_of(command.parent_id, work))
    work.announce(asset, registered(asset, site.code))
    work.assets.add(asset)
    return AssetView.of(asset)


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
