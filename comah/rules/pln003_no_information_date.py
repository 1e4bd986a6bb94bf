"""No date on record that the preparation of the plan counts from.

What it finds: a plan is owed, nothing shows that it has been prepared, and the day is not on record on
which its time began: for COMAH when the operator's information was received, for REPPIR when the
consequences report was, for a pipeline when HSE notified it.

Why it matters: without that day nobody can say by when the plan must be there, or that it is late. It
is a fault of the record: nothing can be called overdue that is not counted. That tests and reviews
cannot be shown either is found by rules of the law.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

What to do: where the plan exists, record first_prepared_on, or an issue of it. Where it does not, find
the day on which the information came.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.gate import starts_preparation
from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Regime, Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import facts_of, placed

RULE = Rule(
    code="PLN003",
    slug="no-information-date",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)
_KEYS = {
    Regime.COMAH: ("the operator's information was received", "information_received_on"),
    Regime.REPPIR: ("the consequences report was received", "consequences_report_received_on"),
    Regime.PIPELINE: ("HSE notified the pipeline", "notified_on"),
}


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan not shown to exist, whose time to be prepared cannot be counted."""
    for duty, provision in evidence.duties_reading(Reads.PREPARATION, Status.NOT_APPLICABLE):
        facts = facts_of(evidence, duty)
        is_owed = facts.owes_nothing is None and provision.value_on(evidence.on) is not None
        if not is_owed or facts.ended_exemption is not None or starts_preparation(facts) is not None:
            continue
        what, key = _KEYS[facts.plan.regime]
        found = raised_of(
            duty,
            f"the plan is not shown to exist, and the day {what} is not on record",
            do=f"record first_prepared_on where the plan exists, else {key}",
        )
        yield placed(evidence, found)
