"""Record that cannot be read.

What it finds: a record file, or a folder of them, of which nothing could be taken in.

Why it matters: nothing in it is counted. A site whose file cannot be read has no duties here, and a
test whose file cannot be read has not happened. So it is an error, though a fault of the record alone.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals

What to do: comah validate says on which line and what was expected. Mend the file, or take the last
good copy of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.problem import Sort
from comah.rules.evidence import Evidence
from comah.rules.of_record import by_file, of_faulty_file

RULE = Rule(
    code="REC008",
    slug="file-unreadable",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a file of which nothing was taken in."""
    for found in by_file(one for one in evidence.problems if one.hides_file and one.sort is Sort.FAULT):
        yield of_faulty_file(evidence, found)
