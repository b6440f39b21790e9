"""The call of an authenticated actor on inventory."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from inventory.application.ports import Work

InventoryCall = Annotated[Call[Work], Depends(call)]
