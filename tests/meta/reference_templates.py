"""The reference of the templates of exercises and of reviews, from the packaged data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reference_words import code, page, table, text

from comah.exercises.template import Phase, Template, template_for
from comah.model.kinds import ExerciseType, Regime
from comah.model.review_plan import ReviewStep
from comah.plans.review_template import review_template

_TEMPLATE: Final = """\
Good practice and local custom, not law. Days are calendar days from the exercise day, D. A phase that
falls on a weekend or a bank holiday moves to the working day before it (before D) or after it (after
D). The exercise and its hot debrief never move. "Least" is the fewest working days that the step can
take. A statutory date never moves.

An authority can change what is custom here, and so can one exercise:
[Plan an exercise](../how-to/plan-an-exercise.md#change-the-template)."""
_REGIMES: Final = """\
An exercise that is to test the plan of another regime differs in these phases. "Alone" says that no COMAH
plan is to be tested with it. What a provision limits, no record lengthens; the period is on the page of the
[law](law.md)."""
_REVIEW: Final = """\
Local custom, but for what a provision asks. Days are calendar days from the plan's safe date, S, for a review
that starts {days} days before it. Where the authority's `review_lead_days` is another number, they are stretched
or pressed in proportion. A step on a weekend or a bank holiday moves to the working day before."""
_COMAH: Final = frozenset({Regime.COMAH})
_BOTH: Final = frozenset({Regime.COMAH, Regime.REPPIR})
# what is to be tested, the exercise that it is compared with, its own regimes
_OTHER: Final = (
    ("REPPIR", _COMAH, _BOTH),
    ("REPPIR alone", _BOTH, frozenset({Regime.REPPIR})),
    ("pipeline alone", _COMAH, frozenset({Regime.PIPELINE})),
)


def templates_page() -> str:
    """Return the page of the templates of exercises and of reviews."""
    live, other = _templates(_COMAH)
    others = [kind.value for kind in ExerciseType if template_for(kind) is other]
    used = f"Every type but live ({', '.join(others)}) uses the tabletop template."
    lengths = table(
        ("Template", "Days from the first phase to the exercise"),
        ((text(each.id), str(each.length_days)) for each in (live, other)),
    )
    rows = (_phase(phase, live, other) for phase in live.phases)
    head = ("Phase", "What", "Live", "Tabletop", "Least", "Needs", "Who", "What it rests on")
    return page("Exercise template", _TEMPLATE, lengths, used, table(head, rows), *_other_regimes(), *_review())


def _templates(regimes: frozenset[Regime]) -> tuple[Template, Template]:
    return template_for(ExerciseType.LIVE, regimes), template_for(ExerciseType.TABLETOP, regimes)


def _phase(phase: Phase, live: Template, other: Template) -> tuple[str, ...]:
    days = (_days(each.find(phase.id)) for each in (live, other))
    least, needs = str(phase.least_days), _codes(phase.needs)
    return code(phase.id), text(phase.title), *days, least, needs, text(phase.who), text(phase.evidence)


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(map(code, names))


def _days(phase: Phase | None) -> str:
    if phase is None:
        return "dropped"
    span = _span("D", phase.first_offset, phase.last_offset)
    return f"{span} (limit D{phase.limit:+d})" if phase.limit is not None else span


def _span(day: str, *offsets: int) -> str:
    first, last = (f"{day}{offset:+d}" if offset else day for offset in offsets)
    return first if first == last else f"{first} to {last}"


def _other_regimes() -> Iterator[str]:
    """Yield what differs where the plan of another regime is to be tested."""
    yield "## Other regimes"
    yield _REGIMES
    head = ("To be tested", "Phase", "What", "Live", "Tabletop", "Limited by")
    yield table(head, (row for tested, base, own in _OTHER for row in _differing(tested, base, own)))


def _differing(tested: str, base: frozenset[Regime], own: frozenset[Regime]) -> Iterator[tuple[str, ...]]:
    for phase in template_for(ExerciseType.LIVE, base).phases:
        before, after = ([each.find(phase.id) for each in _templates(regimes)] for regimes in (base, own))
        if list(map(_shown, before)) != list(map(_shown, after)):
            seen = after[0] or phase
            limited = _law(seen.provision) if after[0] else ""
            yield text(tested), code(phase.id), text(seen.title), *map(_days, after), limited


def _shown(phase: Phase | None) -> tuple[str, ...]:
    return (phase.title, _days(phase), phase.provision) if phase else ()


def _law(provision: str) -> str:
    return f"[{provision}](law.md#{provision.lower()})" if provision else ""


def _review() -> Iterator[str]:
    """Yield the steps of the review of a COMAH plan."""
    found = review_template(Regime.COMAH)
    yield "## Review of a plan"
    yield _REVIEW.format(days=found.lead_days)
    head = ("Step", "What", "Days", "Least", "Needs", "Who", "Asked for by", "What shows it")
    yield table(head, map(_step, found.steps))


def _step(step: ReviewStep) -> tuple[str, ...]:
    what = f"{step.title} (where the revision is substantial)" if step.only_where_substantial else step.title
    return (
        code(step.id),
        text(what),
        _span("S", step.first_offset, step.last_offset),
        str(step.least_days),
        _codes(step.needs),
        text(step.who),
        _law(step.provision),
        text(step.evidence),
    )
