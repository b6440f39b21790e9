"""The call of an authenticated actor on dispatch."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from dispatch.application.ports import Work

DispatchCall = Annotated[Call[Work], Depends(call)]
