"""Routes of sites."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.customer.erase import Erase, erase_site
from intake.application.customer.keep_site import AddSite, SiteData, add_site, change_site
from intake.application.customer.people_views import FullSiteView, SiteView
from intake.application.customer.read_in_full import read_site
from intake.application.queries.customers import list_sites
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/sites", tags=["sites"])


@router.get("")
async def list_(
    call: IntakeCall, wanted: Wanted, customer_id: UUID | None = None
) -> Page[SiteView]:
    """List sites by code, their addresses masked."""
    return await call.query(
        lambda connection: list_sites(
            connection, call.actor, customer_id=customer_id, wanted=wanted
        )
    )


@router.post(
    "",
    status_code=201,
    response_model=SiteView,
    responses=problems(errors.SiteCodeTaken, UnknownRecord),
)
async def add(body: AddSite, call: IntakeCall) -> Response:
    """Write a site down."""
    return await call.command(lambda work: add_site(body, work), status=201)


@router.get(
    "/{site_id}",
    response_model=FullSiteView,
    responses=problems(UnknownRecord, errors.PersonErased),
)
async def read(site_id: UUID, call: IntakeCall) -> Response:
    """Read a site with its address; the reading is audited."""
    return await call.command(lambda work: read_site(site_id, work))


@router.put(
    "/{site_id}",
    response_model=SiteView,
    responses=problems(UnknownRecord, VersionConflict, errors.PersonErased),
)
async def change(site_id: UUID, body: SiteData, call: IntakeCall) -> Response:
    """Correct a site."""
    return await call.command(lambda work: change_site(body, site_id, work))


@router.post(
    "/{site_id}/erase",
    response_model=SiteView,
    responses=problems(UnknownRecord, VersionConflict, errors.PersonErased, errors.LegalHoldLasts),
)
async def erase(site_id: UUID, body: Erase, call: IntakeCall) -> Response:
    """Forget where a site is, for good; its units stay."""
    return await call.command(lambda work: erase_site(body, site_id, work))
