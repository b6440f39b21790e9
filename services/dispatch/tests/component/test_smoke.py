"""tmp"""

from dispatch.bootstrap import service


def test_smoke(database):
    d = database("dispatch")
    assert service().name == "dispatch"
