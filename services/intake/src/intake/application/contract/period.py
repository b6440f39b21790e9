"""A period that is agreed to before it begins: by a sales contract, by a renewal."""

from typing import Annotated

from pydantic import Field

from aftercare_kit.fields import Body, Code
from intake.application.contract.sign import Scope
from intake.domain.contract import PeriodTerms


class AgreedPeriod(Body):
    """Its contract number, how long it lasts, what it covers, and under which policy."""

    code: Code
    months: Annotated[int, Field(ge=1, le=240, strict=True)]
    product_lines: Scope = []
    serials: Scope = []
    policy: Code = "base"

    @property
    def terms(self) -> PeriodTerms:
        """The same for the domain."""
        return PeriodTerms(
            self.code, self.months, list(self.product_lines), list(self.serials), self.policy
        )
