"""A fault in a record, said so that the officer can mend it."""

import msgspec

from comah.model.kinds import Severity


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, where, what was expected, and a good example."""

    severity: Severity
    file: str  # relative to the register, forward slashes
    line: int = 0  # from 1; 0 where the fault is of the whole file
    key: str = ""  # plans[0].reviews[1].on
    message: str  # what was read and why it is refused
    expected: str = ""
    example: str = ""
    nearest: str = ""  # the nearest known key or name
    hides_file: bool = False  # true: nothing of the file could be taken in
