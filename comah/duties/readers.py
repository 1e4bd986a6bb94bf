"""Which reader works out which provision, and the duties of one authority from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from comah.duties.activations import activation_duty
from comah.duties.aftermath import AFTERMATH_READS, aftermath_duties
from comah.duties.build import Subject, new_duty
from comah.duties.case import Case
from comah.duties.credited import credited_tests
from comah.duties.elements import duty_to_exercise_elements
from comah.duties.local import local_duty
from comah.duties.plan_events import duty_to_heed_changes, duty_to_tell_zone, exemption, requests
from comah.duties.plan_reviews import duty_to_review
from comah.duties.plan_tests import duty_to_test
from comah.duties.preparation import duty_to_prepare
from comah.duties.site_duties import OPERATOR_READS, operator_duty
from comah.duties.situation import Situation
from comah.model.duty import Duty, Status
from comah.model.kinds import Regime
from comah.model.provision import AppliesTo, Body, Law, Provision, Reads, Value
from comah.model.words import day_words
from comah.plans.as_at import PlanAsAt, plan_as_at

_REGIME_OF: Final = {
    Body.COMAH: Regime.COMAH,
    Body.REPPIR: Regime.REPPIR,
    Body.PIPELINE: Regime.PIPELINE,
    Body.POLICY: Regime.COMAH,  # local policy speaks of COMAH plans
}
_PLAN_READERS: Final[dict[Reads, Callable[[Case], Duty]]] = {
    Reads.PREPARATION: duty_to_prepare,
    Reads.REVIEWS: duty_to_review,
    Reads.TESTS: duty_to_test,
    Reads.CHANGES: duty_to_heed_changes,
    Reads.EXEMPTIONS: exemption,
    Reads.ZONE: duty_to_tell_zone,
    Reads.ELEMENTS: duty_to_exercise_elements,
}
_ACTIVATION_READS: Final = frozenset({Reads.ACTIVATIONS_EFFECT, Reads.ACTIVATIONS_PUBLIC})
_PLAN_READS: Final = frozenset({*_PLAN_READERS, Reads.REQUESTS})


def duties_of(sit: Situation, law: Law) -> Iterator[Duty]:
    """Yield every duty of one authority: its plans', its sites', its exercises' and its own."""
    per_plan = _in_force(law, sit, _PLAN_READS)
    per_site = [row for row in law.provisions if row.reads in OPERATOR_READS]
    unread = [row for row in law.provisions if row.reads is Reads.NOTHING]
    for site in sit.records.establishments:
        for plan in site.plans:
            yield from _of_plan(sit, plan_as_at(site, plan, sit.on), per_plan)
        yield from (operator_duty(sit, row, site) for row in per_site)
    yield from _unread(sit, unread)
    yield from _of_exercises(sit, law)
    yield from _of_activations(sit, law)
    yield from (local_duty(sit, local) for local in sit.authority.local_duties)


def _in_force(law: Law, sit: Situation, reads: frozenset[Reads]) -> dict[Regime, list[tuple[Provision, Value]]]:
    """Return the provisions of each regime with the value that counts on the day.

    A provision not yet in force keeps its first value: its reader says that it is not applicable.
    """
    found: dict[Regime, list[tuple[Provision, Value]]] = {regime: [] for regime in Regime}
    for row in law.provisions:
        if row.reads in reads:
            found[_REGIME_OF[row.body]].append((row, row.value_on(sit.on) or row.values[0]))
    return found


def _of_plan(sit: Situation, facts: PlanAsAt, per_plan: dict[Regime, list[tuple[Provision, Value]]]) -> Iterator[Duty]:
    credited = credited_tests(sit, facts)
    for provision, value in per_plan[facts.plan.regime]:
        case = Case(sit=sit, provision=provision, value=value, facts=facts, credited=credited)
        if provision.reads is Reads.REQUESTS:
            yield from requests(case)
        else:
            yield _PLAN_READERS[provision.reads](case)


def _unread(sit: Situation, rows: list[Provision]) -> Iterator[Duty]:
    """Yield, once an authority, the duties that no record kind can answer yet: none is passed over in silence."""
    held = {plan.regime for site in sit.records.establishments for plan in site.plans}
    for row in rows:
        if row.applies_to is AppliesTo.NONE or _REGIME_OF.get(row.body) not in held:
            continue
        why = "no record kind for it exists yet: see comah explain"
        if row.value_on(sit.on) is None:
            first = min(value.in_force_from for value in row.values if value.in_force_from)
            why = f"not in force before {day_words(first)}"
        yield new_duty(sit, row, Subject(), Status.NOT_APPLICABLE, why)


def _of_exercises(sit: Situation, law: Law) -> Iterator[Duty]:
    for row in law.provisions:
        if row.reads in AFTERMATH_READS:
            yield from aftermath_duties(sit, row)


def _of_activations(sit: Situation, law: Law) -> Iterator[Duty]:
    rows = [row for row in law.provisions if row.reads in _ACTIVATION_READS]
    for activation in sit.records.activations:
        yield from (activation_duty(sit, row, activation) for row in rows)
