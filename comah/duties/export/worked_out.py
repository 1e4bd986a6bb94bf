"""What stands beside the records, worked out as at a day: positions, states, counts. Never read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from comah.duties.export.beside import Beside, measures_beside
from comah.duties.export.sheets import STATUS_TONES, Shown
from comah.duties.measures import measure_rows
from comah.duties.selection import order
from comah.exercises.lessons import is_closed, is_overdue
from comah.exercises.state import State, credits_for, is_cancelled, is_fact, planned_day, state_of
from comah.model.activation import Activation
from comah.model.book import Book
from comah.model.duty import Assessment, Duty, Status
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion
from comah.model.provision import Law, Reads, Standing, Who
from comah.model.record_kinds import ACTIVATION, AUTHORITY, ESTABLISHMENT, EXERCISE
from comah.model.record_lines import SheetLine, item_name
from comah.model.status_words import STATUS_WORDS
from comah.model.words import when_words
from comah.model.workbook_page import PageValue, Tone


class WorkedOut:
    """Everything that stands beside the records of a register as at a day."""

    def __init__(self, book: Book, law: Law, assessment: Assessment) -> None:
        """Index the duties by site, the exercises and activations by id, and the measures."""
        self._on = assessment.on
        self._reads = {row.id: row.reads for row in law.provisions}
        self._duties = _by_site(assessment)
        self._sites = {site.id: site.name for one in book.authorities for site in one.establishments}
        self._taught: dict[str, Exercise | Activation] = {}
        for one in book.authorities:
            self._taught |= {each.id: each for each in one.exercises} | {each.id: each for each in one.activations}
        self._book, self._assessment = book, assessment

    def beside(self, kind: str, table: tuple[str, ...]) -> Beside:
        """Return what stands beside a record sheet."""
        found: Mapping[tuple[str, tuple[str, ...]], Callable[[], Beside]] = {
            (ESTABLISHMENT, ()): self._register,
            (ESTABLISHMENT, ("plans",)): self._plans,
            (EXERCISE, ()): self._states,
            (EXERCISE, ("lessons",)): self._lessons,
            (ACTIVATION, ("lessons",)): self._lessons,
            (AUTHORITY, ("measures",)): lambda: measures_beside(measure_rows(self._book, self._assessment)),
        }
        make = found.get((kind, table))
        return make() if make else Beside()

    def _register(self) -> Beside:
        return Beside(
            (
                Shown(
                    "Worst position", "the worst of the council's own duties of law", self._worst_words, has_tone=True
                ),
                Shown("Of which duty", "the duty that has it", lambda line: _title(self._worst(line))),
                Shown("Its safe date", "do it by the end of this day", lambda line: _safe(self._worst(line))),
            ),
            lambda line: _tone(self._worst(line)),
        )

    def _plans(self) -> Beside:
        test, review = self._of_plan(Reads.TESTS), self._of_plan(Reads.REVIEWS)
        return Beside(
            (
                Shown("Site", "the site's name", lambda line: self._sites.get(line.id, "")),
                Shown("Test", "how the duty to test the plan stands", lambda line: _words(test(line)), has_tone=True),
                Shown("Test: safe date", "test it by the end of this day", lambda line: _safe(test(line))),
                Shown("Review", "how the duty to review the plan stands", lambda line: _words(review(line))),
                Shown("Review: safe date", "review it by the end of this day", lambda line: _safe(review(line))),
            ),
            lambda line: _tone(test(line)),
        )

    def _states(self) -> Beside:
        return Beside(
            (
                Shown("State", "how far the exercise has come", self._state, has_tone=True),
                Shown("Day", "held; else the day it is planned for after all postponements", self._day),
                Shown("Plans tested", "plans credited with a full test", self._tested),
                Shown("Lessons open", "lessons of it that are not closed", self._open_lessons),
            ),
            self._state_tone,
        )

    def _lessons(self) -> Beside:
        return Beside(
            (
                Shown("State", "open, overdue or closed", self._lesson_state, has_tone=True),
                Shown("Taught by", "the exercise or activation by its name", self._teacher),
            ),
            lambda line: _LESSON_TONES[self._lesson_state(line)],
        )

    def _worst(self, line: SheetLine) -> Duty | None:
        return next((one for one in self._duties.get(line.id, ()) if _is_own_law(one)), None)

    def _worst_words(self, line: SheetLine) -> str:
        return _words(self._worst(line))

    def _of_plan(self, reads: Reads) -> Callable[[SheetLine], Duty | None]:
        def find(line: SheetLine) -> Duty | None:
            found = (
                one for one in self._duties.get(line.id, ()) if one.plan == item_name(line.fact) and _is_own_law(one)
            )
            return next((one for one in found if self._reads.get(one.duty) is reads), None)

        return find

    def _state(self, line: SheetLine) -> str:
        return state_of(_exercise(line), self._on).value

    def _state_tone(self, line: SheetLine) -> Tone | None:
        exercise = _exercise(line)
        state = state_of(exercise, self._on)
        when = planned_day(exercise, self._on)
        if state in {State.PLANNED, State.CONFIRMED} and when is not None and when.latest < self._on:
            return Tone.WARNING
        return Tone.QUIET if state in {State.CANCELLED, State.CLOSED} else None

    def _day(self, line: SheetLine) -> PageValue:
        exercise = _exercise(line)
        when = exercise.held_on if is_fact(exercise.held_on, self._on) else planned_day(exercise, self._on)
        if when is None:
            return None
        return when.earliest if when.is_known and when.is_day else when_words(when)

    def _tested(self, line: SheetLine) -> str:
        exercise = _exercise(line)
        return "\n".join(
            one for one in dict.fromkeys(c.plan for c in exercise.credits) if self._is_tested(exercise, one)
        )

    def _is_tested(self, exercise: Exercise, plan: str) -> bool:
        found = credits_for(exercise, plan, self._on)
        return is_fact(exercise.held_on, self._on) and any(one.conclusion is Conclusion.TESTED for one in found)

    def _open_lessons(self, line: SheetLine) -> int:
        return sum(not is_closed(lesson, self._on) for lesson in _exercise(line).lessons)

    def _lesson_state(self, line: SheetLine) -> str:
        taught = self._taught.get(line.id)
        lesson: Any = line.fact
        if isinstance(taught, Exercise) and is_cancelled(taught, self._on):
            return "exercise cancelled"
        if isinstance(taught, Exercise) and taught.held_on is not None and not is_fact(taught.held_on, self._on):
            return "exercise to come"
        if is_closed(lesson, self._on):
            return "closed"
        return "OVERDUE" if is_overdue(lesson, self._on) else "open"

    def _teacher(self, line: SheetLine) -> str:
        taught = self._taught.get(line.id)
        return taught.name if taught else ""


_LESSON_TONES: Final = {
    "closed": Tone.GOOD,
    "open": None,
    "OVERDUE": Tone.BAD,
    "exercise cancelled": Tone.QUIET,
    "exercise to come": Tone.QUIET,
}


def _exercise(line: SheetLine) -> Exercise:
    assert isinstance(line.fact, Exercise)  # noqa: S101 -- the sheet's rows are exercises
    return line.fact


def _by_site(assessment: Assessment) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in sorted(assessment.duties, key=order):
        found.setdefault(duty.establishment or "", []).append(duty)
    return found


def _is_own_law(duty: Duty) -> bool:
    return duty.standing is Standing.LAW and duty.who is Who.LOCAL_AUTHORITY


def _words(duty: Duty | None) -> str:
    return STATUS_WORDS[duty.status].title if duty else ""


def _title(duty: Duty | None) -> str:
    return f"{duty.title} ({duty.provision})" if duty else ""


def _safe(duty: Duty | None) -> date | None:
    return duty.safe_on if duty and duty.status is not Status.MET else None


def _tone(duty: Duty | None) -> Tone | None:
    return STATUS_TONES[duty.status] if duty else None
