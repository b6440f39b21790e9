"""What stands between a work order and a visit."""

from aftercare_kit.errors import Conflict


class SchemeMissing(Conflict):
    """On-site work needs a reviewed scheme (002-4.4.1a)."""

    code = "scheme-missing"
    rule = "002-4.4.1a"


class PartsNotReady(Conflict):
    """Nobody travels before the parts are set aside."""

    code = "parts-not-ready"


class QuoteNotAccepted(Conflict):
    """Paid service: the price is told and accepted before the outing opens (002-4.4.3a)."""

    code = "quote-not-accepted"
    rule = "002-4.4.3a"
