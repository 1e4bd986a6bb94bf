"""Record with faults.

What it finds: a record file that was read with faults: a key that does not exist, a value that is
none, a name that no record bears, a fact that has no effect where it stands.

Why it matters: the fact that the author meant is not counted, or not as it was meant. It is a fault of
the record: an error where something was left out, else a warning or a note, as comah validate says.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    twon = "Exampleton"

What to do: comah validate says on which line, what was expected, and the nearest known word.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.problem import Sort
from comah.rules.evidence import Evidence
from comah.rules.of_record import by_file, of_faulty_file

RULE = Rule(
    code="REC009",
    slug="faulty-record",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a file and severity of fault."""
    faults = [one for one in evidence.problems if one.sort is Sort.FAULT and not one.hides_file]
    for severity in Severity:
        for found in by_file(one for one in faults if one.severity is severity):
            yield of_faulty_file(evidence, found)
