"""The call of an authenticated actor on intake."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from intake.application.ports import Work

IntakeCall = Annotated[Call[Work], Depends(call)]
