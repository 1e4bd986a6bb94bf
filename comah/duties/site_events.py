"""What has happened at a site: exercises that name it, activations, and lessons still open."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.situation import Situation
from comah.exercises.lessons import is_closed, is_overdue
from comah.exercises.state import State, credits_for, is_fact, planned_day, state_of
from comah.model.activation import Activation
from comah.model.establishment import Establishment, plan_ref
from comah.model.exercise import Exercise, Lesson
from comah.model.page import Line, Part, source_of
from comah.model.place import Place
from comah.model.site_view import ExerciseSeen
from comah.model.words import count_words, when_words

_HELD = frozenset({State.HELD, State.CLOSED})


def exercises_naming(sit: Situation, site: Establishment) -> tuple[Exercise, ...]:
    """Return every exercise that names any plan of a site, latest first."""
    found = {one.id: one for ref in _refs(site) for one in sit.exercises_naming(ref)}
    return tuple(sorted(found.values(), key=_latest_first, reverse=True))


def exercises_seen(sit: Situation, site: Establishment) -> tuple[ExerciseSeen, ...]:
    """Return those exercises as a result shows them."""
    return tuple(_seen(sit, site, one) for one in exercises_naming(sit, site))


def exercises_part(sit: Situation, site: Establishment) -> Part:
    """Return the exercises: state, the site's part, and what was concluded for each plan."""
    lines = [_line(sit, site, one) for one in exercises_naming(sit, site)]
    nothing = (Line(text="None on record names the site."),)
    return Part(id="exercises", heading="EXERCISES", lines=tuple(lines) or nothing)


def activations_part(sit: Situation, site: Establishment) -> Part:
    """Return each time the plan was put into effect, or stood by."""
    lines = []
    for one in sit.records.activations:
        if one.site == site.id and _has_happened(one, sit):
            when = when_words(one.on) if one.on else "day not on record"
            summary = f"; {one.summary}" if one.summary else ""
            text = f"{one.id}, {one.kind.value.replace('-', ' ')}, {when}{summary}"
            lines.append(Line(text=text, source=source_of(one.place, "id")))
    return Part(id="activations", heading="ACTIVATIONS", lines=tuple(lines) or (Line(text="None on record."),))


def lessons_part(sit: Situation, site: Establishment) -> Part:
    """Return every lesson of those exercises, and of the site's activations, that stands open on the day."""
    lines = []
    found = [(one.id, lesson) for one in exercises_naming(sit, site) for lesson in _open(one, sit)]
    for activation in sit.records.activations:
        if activation.site == site.id and _has_happened(activation, sit):
            found += [(activation.id, lesson) for lesson in _open(activation, sit)]
    for name, lesson in found:
        owner = lesson.owner or "no owner"
        by = f", by {when_words(lesson.due_on)}" if lesson.due_on else ", no date"
        late = " LATE" if is_overdue(lesson, sit.on) else ""
        text = f"{name} {lesson.id}: {lesson.text} ({owner}{by}){late}"
        lines.append(Line(text=text, source=source_of(lesson.place, "id")))
    return Part(id="lessons", heading="LESSONS OPEN", lines=tuple(lines) or (Line(text="None on record."),))


def sources_part(sit: Situation, site: Establishment) -> Part:
    """Return where the records say that they come from."""
    found: dict[str, Line] = {}
    for source, place in _sources(sit, site):
        if source:
            found.setdefault(source, Line(text=source, source=source_of(place, "source")))
    return Part(
        id="sources", heading="SOURCES", lines=tuple(found.values()) or (Line(text="No record names a source."),)
    )


def _sources(sit: Situation, site: Establishment) -> Iterator[tuple[str, Place]]:
    yield site.source, site.place
    yield from ((one.source, one.place) for one in site.history)
    yield from ((one.source, one.place) for one in exercises_naming(sit, site))
    yield from ((one.source, one.place) for one in sit.records.activations if one.site == site.id)


def _refs(site: Establishment) -> Iterator[str]:
    regimes = {plan.regime for plan in site.plans}
    yield from (plan_ref(site.id, regime) for regime in sorted(regimes, key=lambda one: one.value))
    if site.id not in {plan_ref(site.id, regime) for regime in regimes}:
        yield site.id  # a lower-tier site can play, too


def _latest_first(exercise: Exercise) -> tuple[str, str]:
    when = exercise.held_on if exercise.held_on and exercise.held_on.is_known else exercise.planned_on
    return (when.latest.isoformat() if when else "", exercise.id)


def _seen(sit: Situation, site: Establishment, exercise: Exercise) -> ExerciseSeen:
    state = state_of(exercise, sit.on)
    when = exercise.held_on if state in _HELD else planned_day(exercise, sit.on)
    named = [ref for ref in _refs(site) if _part(exercise, ref)]
    return ExerciseSeen(
        id=exercise.id,
        name=exercise.name,
        type=exercise.type.value,
        state=state.value,
        when=when.text if when else "",
        part="; ".join(dict.fromkeys(_part(exercise, ref) for ref in named)),
        conclusions=tuple((ref, _conclusion(sit, exercise, ref)) for ref in named),
        open_lessons=len(tuple(_open(exercise, sit))),
    )


def _part(exercise: Exercise, ref: str) -> str:
    if ref in exercise.will_test:
        return "meant to test it"
    if ref in exercise.takes_part:
        return "takes part"
    return "credited" if any(credit.plan == ref for credit in exercise.credits) else ""


def _conclusion(sit: Situation, exercise: Exercise, ref: str) -> str:
    decided = credits_for(exercise, ref, sit.on)
    if decided:
        return "; ".join(_credit(one.conclusion.value, tuple(each.value for each in one.elements)) for one in decided)
    return "not credited" if state_of(exercise, sit.on) in _HELD else "not held"


def _credit(conclusion: str, elements: tuple[str, ...]) -> str:
    words = conclusion.replace("-", " ")
    return f"{words} ({', '.join(elements)})" if elements else words


def _line(sit: Situation, site: Establishment, exercise: Exercise) -> Line:
    seen = _seen(sit, site, exercise)
    state = state_of(exercise, sit.on)
    when = exercise.held_on if state in _HELD else planned_day(exercise, sit.on)
    day = f", {when_words(when)}" if when else ""
    concluded = [f"{ref}: {words}" if len(seen.conclusions) > 1 else words for ref, words in seen.conclusions]
    told = f"; {'; '.join(concluded)}" if state in _HELD else ""
    lessons = f"; {count_words(seen.open_lessons, 'lesson')} open" if seen.open_lessons else ""
    passed = ", day passed" if state not in _HELD and when is not None and when.latest < sit.on else ""
    text = f"{seen.id}, {_kind(seen.type)}: {seen.state}{day}{passed}; {seen.part}{told}{lessons}"
    return Line(text=text, source=source_of(exercise.place, "id"))


def _kind(kind: str) -> str:
    return "type not on record" if kind == "unknown" else kind


def _open(record: Exercise | Activation, sit: Situation) -> Iterator[Lesson]:
    yield from (one for one in record.lessons if not is_closed(one, sit.on))


def _has_happened(activation: Activation, sit: Situation) -> bool:
    return activation.on is None or is_fact(activation.on, sit.on)
