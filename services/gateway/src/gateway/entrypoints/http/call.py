"""The call of an authenticated actor on the gateway."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from gateway.application.ports import Work

GatewayCall = Annotated[Call[Work], Depends(call)]
