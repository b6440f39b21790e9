"""What a field report refuses."""

from aftercare_kit.errors import Conflict


class SignatureMissing(Conflict):
    """An on-site report is valid only with the customer's signature or seal (001-5.5.5b)."""

    code = "signature-missing"
    rule = "001-5.5.5b"


class RatingMissing(Conflict):
    """The customer signs and rates at once where the policy asks for it (004-5.2.4.2)."""

    code = "rating-missing"
    rule = "004-5.2.4.2"


class ReportSignedAlready(Conflict):
    """A visit has one report; what was signed is not signed over."""

    code = "report-signed-already"


class ReportOutOfOrder(Conflict):
    """A report is signed, handed in, archived, in this order (001-5.5.6)."""

    code = "report-out-of-order"
    rule = "001-5.5.6"


class RecordSigned(Conflict):
    """What the customer signed below is not written anew (002-4.4.3b)."""

    code = "record-signed"
    rule = "002-4.4.3b"
