"""What a delivery refuses."""

from aftercare_kit.errors import Conflict


class CarrierNotListed(Conflict):
    """Goods go by carriers on the list only (004-5.2.3.4)."""

    code = "carrier-not-listed"
    rule = "004-5.2.3.4"


class GoodsMissing(Conflict):
    """All goods are counted at the installation's acceptance (004-5.2.3.3)."""

    code = "goods-missing"
    rule = "004-5.2.3.3"


class GoodsNotCounted(Conflict):
    """A project is accepted when all its deliveries are counted and signed (004-5.2.3.3)."""

    code = "goods-not-counted"
    rule = "004-5.2.3.3"


class DeliveryCounted(Conflict):
    """A delivery is counted and signed once."""

    code = "delivery-counted"
    rule = "004-5.2.3.3"


class CountedBeforeDelivered(Conflict):
    """Nobody counts what has not come yet."""

    code = "counted-before-delivered"
    rule = "004-5.2.3.3"
