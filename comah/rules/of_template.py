"""A finding made from a template as the records change it: of the authority, or of one exercise."""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort, TemplateFault
from comah.model.exercise import Exercise
from comah.model.finding import Raised
from comah.model.place import NOWHERE
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import raised_of_exercise


def raised_of_template(evidence: Evidence, sort: FaultSort, do: str) -> Iterator[Raised]:
    """Yield one finding a fault of one sort."""
    for exercise, fault in evidence.template_faults:
        if fault.sort is sort:
            yield _raised(evidence, exercise, fault, do)


def _raised(evidence: Evidence, exercise: Exercise | None, fault: TemplateFault, do: str) -> Raised:
    provision = evidence.law.find(fault.provision)
    citation = provision.citation if provision is not None else ""
    details = (("Law", f"{citation}: {provision.title.lower()}"),) if provision is not None else ()
    if exercise is not None:
        return raised_of_exercise(
            evidence,
            exercise,
            fault.message,
            do=do,
            fact=fault.fact,
            key=fault.key,
            details=details,
            provision=citation,
        )
    return Raised(
        authority=evidence.authority.id,
        subject=f"phase {fault.phase}",
        message=fault.message,
        do=do,
        place=fault.fact.place if fault.fact is not None else NOWHERE,
        key=fault.key,
        details=details,
        provision=citation,
    )
