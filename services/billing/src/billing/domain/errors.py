"""What billing refuses, one class a rule."""

from aftercare_kit.errors import Conflict


class LiabilityAlreadyDecided(Conflict):
    """Who pays is settled once: by the table, or by quality where the table cannot tell."""

    code = "liability-already-decided"
    rule = "002-4.5.3.1d"


class QuoteNotDraft(Conflict):
    """A price is offered once; a changed price needs a new scheme."""

    code = "quote-not-draft"


class PriceMissing(Conflict):
    """No price is told as long as a part of it has none (004-5.2.1.3)."""

    code = "price-missing"
    rule = "004-5.2.1.3"


class QuoteNotOffered(Conflict):
    """The customer can answer only an offer that stands (002-4.4.3a)."""

    code = "quote-not-offered"
    rule = "002-4.4.3a"


class QuoteOutOfDate(Conflict):
    """An offer binds us until its last valid moment, and no longer."""

    code = "quote-out-of-date"
    rule = "002-4.4.3a"


class CurrencyMismatch(Conflict):
    """Costs of one case are told in the currency of its policy; sums over two mean nothing."""

    code = "currency-mismatch"
