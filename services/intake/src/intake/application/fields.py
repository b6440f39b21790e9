"""Further types of intake's bodies: days, department codes, people's numbers, policy values."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from aftercare_kit.fields import Code, Line

Day = Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))]
"""A calendar day of the years 2000 to 2099."""

Department = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{2,4}$")]
"""A department's code as printed numbers begin with it (002-4.5.2)."""

Phone = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()-]{4,30}$")
]
"""A telephone number, as people write it."""

Email = Annotated[
    str,
    StringConstraints(
        strict=True,
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    ),
]
"""A mail address of the usual kind."""

Zone = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z][A-Za-z0-9_+/-]{0,60}$")]
"""A time zone's name; whether there is such a zone is the centre's rule."""

Clock = Annotated[str, StringConstraints(strict=True, pattern=r"^\d\d:\d\d$")]
"""A time of day; `24:00` closes at midnight."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Week = Annotated[
    dict[Weekday, Annotated[list[tuple[Clock, Clock]], Field(max_length=6)]], Field(max_length=7)
]
"""A centre's shifts by weekday."""

_Whole = Annotated[int, Field(strict=True, ge=-(10**9), le=10**9)]
_Fraction = Annotated[float, Field(ge=-(10**9), le=10**9)]
_Scalar = bool | _Whole | _Fraction | Line
_Texts = Annotated[list[Line], Field(max_length=50)]
_Case = Annotated[dict[Code, _Scalar | _Texts], Field(max_length=20)]
_Shifts = Annotated[list[tuple[Clock, Clock]], Field(max_length=6)]
_Table = Annotated[dict[Code, _Shifts], Field(max_length=400)]
ParameterValues = Annotated[
    dict[Code, _Scalar | _Texts | Annotated[list[_Case], Field(max_length=50)] | _Table],
    Field(max_length=300),
]
"""Policy parameters by name; whether a policy has them and can keep them is the policy's rule."""
