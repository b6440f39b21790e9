"""Legal holds and bound volumes, as intake answers them."""

from datetime import datetime
from uuid import UUID

from intake.application.views.view import View


class LegalHoldView(View):
    """What keeps a customer's data from being forgotten."""

    id: UUID
    version: int
    customer_id: UUID
    reason: str
    placed_by: str
    placed_at: datetime
    released_by: str | None
    released_at: datetime | None


class VolumeView(View):
    """The contacts of a year and a form, bound."""

    id: UUID
    version: int
    year: int
    form: str
    entries: int
    sha256: str
    bound_at: datetime


class CheckedVolumeView(VolumeView):
    """A volume, and whether its entries are still those that were bound."""

    intact: bool
