"""What a service centre refuses."""

from aftercare_kit.errors import Conflict, Malformed


class DepartmentUnknown(Conflict):
    """The issuing department's code is printed in the number; the centre must know it."""

    code = "department-unknown"
    rule = "002-4.5.2"


class CentreCodeTaken(Conflict):
    """Centre codes are unique in a region."""

    code = "centre-code-taken"


class WorkingHoursInvalid(Malformed):
    """Zone, week and holidays describe no working week."""

    code = "working-hours-invalid"
