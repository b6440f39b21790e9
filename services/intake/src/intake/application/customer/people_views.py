"""How people and places are shown: masked to all, in full to who may read them."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from intake.application.customer.sealing import place_of, unseal
from intake.application.views import View
from intake.domain.contact import HIDDEN, Contact, masked_email, masked_name, masked_phone
from intake.domain.site import Site, masked_address


class FullContactView(View):
    """A person, as who has to call them sees it."""

    id: UUID
    version: int
    customer_id: UUID
    name: str
    phone: str | None
    email: str | None
    erased_at: datetime | None = None

    @classmethod
    def opened(cls, contact: Contact | Any, key: str | None) -> Self:
        """The picture of a person whose key is at hand; a forgotten one has none."""
        said = unseal(key, contact.id, contact.sealed)
        return cls(
            id=contact.id,
            version=contact.version,
            customer_id=contact.customer_id,
            name=said.get("name") or HIDDEN,
            phone=said.get("phone"),
            email=said.get("email"),
            erased_at=contact.erased_at,
        )


class ContactView(FullContactView):
    """A person, masked."""

    @classmethod
    def opened(cls, contact: Contact | Any, key: str | None) -> Self:
        """With little more than that they exist."""
        full = super().opened(contact, key)
        return full.model_copy(
            update={
                "name": HIDDEN if full.name == HIDDEN else masked_name(full.name),
                "phone": masked_phone(full.phone),
                "email": masked_email(full.email),
            }
        )

    @classmethod
    def of(cls, aggregate: Any) -> Self:
        """The picture of a row that was read with its key."""
        return cls.opened(aggregate, aggregate.key)


class PlaceView(View):
    """Degrees north and east."""

    latitude: float
    longitude: float


class FullSiteView(View):
    """A site with its address in full."""

    id: UUID
    version: int
    customer_id: UUID
    code: str
    address: str
    urban: bool
    place: PlaceView | None = None
    erased_at: datetime | None = None

    @classmethod
    def opened(cls, site: Site | Any, key: str | None) -> Self:
        """The picture of a site whose key is at hand; a forgotten address is none."""
        said = unseal(key, site.id, site.sealed)
        place = place_of(said)
        return cls(
            id=site.id,
            version=site.version,
            customer_id=site.customer_id,
            code=site.code,
            address=said.get("address") or HIDDEN,
            urban=site.urban,
            place=None if place is None else PlaceView.of(place),
            erased_at=site.erased_at,
        )


class SiteView(FullSiteView):
    """A site, its address masked."""

    @classmethod
    def opened(cls, site: Site | Any, key: str | None) -> Self:
        """Down to its city."""
        full = super().opened(site, key)
        known = full.address != HIDDEN
        return full.model_copy(
            update={"address": masked_address(full.address) if known else HIDDEN, "place": None}
        )

    @classmethod
    def of(cls, aggregate: Any) -> Self:
        """The picture of a row that was read with its key."""
        return cls.opened(aggregate, aggregate.key)
