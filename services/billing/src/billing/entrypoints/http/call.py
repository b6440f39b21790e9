"""The call of an authenticated actor on billing."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from billing.application.ports import Work

BillingCall = Annotated[Call[Work], Depends(call)]
