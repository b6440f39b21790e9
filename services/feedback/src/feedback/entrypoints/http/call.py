"""The call of an authenticated actor on feedback."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from feedback.application.ports import Work

FeedbackCall = Annotated[Call[Work], Depends(call)]
