"""What service policies refuse."""

from aftercare_kit.errors import Conflict, Malformed


class PresetUnknown(Malformed):
    """No service policy goes by this name."""

    code = "preset-unknown"


class PolicyCannotBeKept(Conflict):
    """Preset, publication, contract and centre's hours contradict each other in some clock."""

    code = "policy-cannot-be-kept"


class PolicyParameterInvalid(Malformed):
    """A service policy has no such parameter, or it cannot take this value."""

    code = "policy-parameter-invalid"
