"""What this package refuses, one class per reason; every one of them is a `ValueError`."""


class ClocksRefusal(ValueError):
    """Input that no honest answer can be computed from."""


class NaiveMoment(ClocksRefusal):
    """A moment without an offset: nobody can say when that was."""


class InvalidDuration(ClocksRefusal):
    """Not an ISO 8601 duration of fixed length, or one that leads out of reach."""


class InvalidCalendar(ClocksRefusal):
    """Calendar data that describes no working week."""


class InvalidTerms(ClocksRefusal):
    """Clock terms that contradict themselves."""


class ImpossibleFacts(ClocksRefusal):
    """Facts that cannot have happened to one clock in the order given."""


class UnknownPreset(ClocksRefusal):
    """No preset of that name is shipped."""


class UnknownParameter(ClocksRefusal):
    """A parameter or clock that no policy has, most often a spelling slip."""


class InvalidParameter(ClocksRefusal):
    """A parameter's value that its kind or its clock cannot take."""


class NoPolicyInForce(ClocksRefusal):
    """No version of the policy was in force at the moment asked for."""
