"""Elements of the plan not exercised over the cycle.

What it finds: a plan's tests of the past three years name some of the elements of Schedule 4 Part 2
of COMAH 2015 that apply to it, and not all; or none of them.

Why it matters: a plan can be tested time and again without anybody ever informing the public. That
every element is exercised over the cycle is good practice, not law. Where an authority has set
strict_elements, and for a plan that is tested element by element, the elements are in the test's own
clock and its findings name them; then this rule is silent. So it is while the first interval runs,
and where the test itself is late or not on record: then a whole test is owed.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested", elements = ["activation", "warning"] }]

What to do: put the elements into the objectives of the next exercise. Where they were exercised and
the record does not say so, add them to the credit.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import placed

RULE = Rule(
    code="TST007",
    slug="elements-not-exercised",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
    citations=("POL-ELEMENTS",),
)
_FIRST = "first_prepared_on"
_OWED = frozenset({Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.UNKNOWN})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a COMAH plan with elements that no test of the cycle names."""
    tests = {one.establishment: one for one, _ in evidence.duties_reading(Reads.TESTS) if one.plan == "comah"}
    for duty, provision in evidence.duties_reading(Reads.ELEMENTS):
        test = tests[duty.establishment]
        if not test.untested_elements or test.status in _OWED or _is_first(test):
            continue
        found = raised_of(
            duty,
            f"not exercised over the cycle: {', '.join(test.untested_elements)}",
            details=(("Source", f"{provision.citation}, not law: {provision.title}"), ("Why", duty.reason)),
            do="put them into the next exercise's objectives, or add them to the credit",
        )
        yield placed(evidence, found)


def _is_first(test: Duty) -> bool:
    """Whether the first interval runs, so that no test is looked for yet."""
    return test.trigger is not None and test.trigger.key == _FIRST
