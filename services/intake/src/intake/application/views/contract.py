"""Contracts and their renewals, as intake answers them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from intake.application.views.view import View


class ContractView(View):
    """A contract; an empty scope is everything the customer runs."""

    id: UUID
    version: int
    customer_id: UUID
    code: str
    kind: str
    starts_on: date
    ends_on: date
    product_lines: list[str]
    serials: list[str]
    policy: str
    clauses: Mapping[str, Any]
    package: list[str]


class PeriodView(View):
    """A period that was agreed to and is still to begin."""

    code: str
    months: int
    product_lines: list[str]
    serials: list[str]
    policy: str


class NewSchemeView(PeriodView):
    """The O&M period that is offered, and how it will be served."""

    text: str
    author: str


class RenewalView(View):
    """The task of renewing a contract."""

    id: UUID
    version: int
    contract_id: UUID
    customer_id: UUID
    centre: str
    ends_on: date
    state: str
    scheme: NewSchemeView | None
    new_contract_id: UUID | None
    declined_because: str | None
