"""What a scheme refuses on its way through review."""

from aftercare_kit.errors import Conflict


class SchemeNotInReview(Conflict):
    """Only a submitted scheme is approved or returned (002-4.2.2b)."""

    code = "scheme-not-in-review"
    rule = "002-4.2.2b"


class SchemeNotReturned(Conflict):
    """Only a returned scheme is submitted again."""

    code = "scheme-not-returned"
    rule = "000-6.4"


class OnlyAuthorResubmits(Conflict):
    """A returned scheme goes back to its author, and to nobody else (000-6.4)."""

    code = "only-author-resubmits"
    rule = "000-6.4"


class GeneralManagerMustApprove(Conflict):
    """A major quality problem's scheme needs the general manager (002-4.2.2c)."""

    code = "general-manager-must-approve"
    rule = "002-4.2.2c"


class ConsentNotAsked(Conflict):
    """The customer is asked after the review, where the policy says so (002-4.3.3b)."""

    code = "consent-not-asked"
    rule = "002-4.3.3b"


class ConsentUnproven(Conflict):
    """A consent in writing comes with the proof of its signature or seal (002-4.3.3b)."""

    code = "consent-unproven"
    rule = "002-4.3.3b"


class SchemeUnderWay(Conflict):
    """One scheme at a time: withdraw or return the other first."""

    code = "scheme-under-way"
