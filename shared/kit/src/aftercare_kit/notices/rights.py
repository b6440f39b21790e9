"""Who is told: everybody who works here; whoever may listen gives an own address."""

from aftercare_kit.approvals.rights import STAFF
from aftercare_kit.rights import Rights

RIGHTS = Rights({"notice.read": STAFF})
