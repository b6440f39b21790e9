"""Customers and the centres that serve them, as intake answers them."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from intake.application.views.view import View


class CentreView(View):
    """A service centre."""

    id: UUID
    version: int
    code: str
    name: str
    zone: str
    week: Mapping[str, list[tuple[str, str]]]
    holidays: str | None
    closed: list[date]
    departments: list[str]
    policy: str


class CustomerView(View):
    """A customer."""

    id: UUID
    version: int
    code: str
    name: str
    kind: str
    centre: str
