"""A fault in a record, said so that the officer can mend it."""

from enum import Enum

import msgspec

from comah.model.kinds import Severity


class Sort(Enum):
    """What sort of fault it is."""

    FAULT = "fault"  # of one file, or a name that no record bears
    CONFLICT = "conflict"  # facts that contradict one another
    WEEKDAY = "weekday"  # a weekday that contradicts its date


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
    sort: Sort = Sort.FAULT

    @property
    def where(self) -> str:
        """The file, and the line where the fault is of one."""
        return f"{self.file}:{self.line}" if self.line else self.file
