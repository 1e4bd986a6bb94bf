"""An exercise: the only place a test is recorded. Its state is derived and never stored."""

from typing import Annotated

from msgspec import field

from comah.model.keys import CarriedLesson, Day, DayOrUnknown, Identifier, LessonRef, PlanRef, Schema, TimeOfDay, key
from comah.model.kinds import Attendance, Conclusion, Element, ExerciseFormat, ExerciseType
from comah.model.phase_keys import PhaseKeys
from comah.model.place import Fact


class PhaseFact(PhaseKeys, frozen=True, kw_only=True):
    """A phase of the template, where it differs or is done."""

    due_on: Annotated[Day, key("when it is due, where that differs from the template", "2026-10-21")] = None
    done_on: Annotated[DayOrUnknown, key('when it was done, or "unknown"', "2026-10-21")] = None


class Credit(Fact, frozen=True, kw_only=True):
    """An officer's recorded decision on what the exercise did for one plan."""

    plan: PlanRef
    conclusion: Annotated[
        Conclusion, key("tested, partly-tested or not-tested; only tested restarts the clock", "tested")
    ]
    elements: Annotated[
        tuple[Element, ...], key('the plan elements exercised, or "all"', ["activation", "warning"])
    ] = ()
    participants: Annotated[
        tuple[Identifier, ...],
        key("who took part in testing this plan: agencies and authorities; its operator goes unsaid", ["example-fire"]),
    ] = ()
    decided_by: Annotated[str, key("the post that decided", "emergency planning officer")] = ""
    decided_on: Annotated[Day, key("when it was decided", "2027-01-20")] = None
    evidence: Annotated[str, key("what shows it", "report, section 4")] = ""


class Postponement(Fact, frozen=True, kw_only=True):
    """A postponement. It never moves a statutory date."""

    on: Annotated[Day, key("when it was decided", "2026-08-01")] = None
    from_: Annotated[Day, key("the day it was planned for", "2026-09")] = field(default=None, name="from")
    to: Annotated[Day, key("the new day; left out: none yet", "2026-12-02")] = None
    reason: Annotated[str, key("why", "operator's shutdown")] = ""
    asked_by: Annotated[str, key("who asked for it", "operator")] = ""
    ca_position: Annotated[str, key("what the competent authority said", "no objection")] = ""
    reference: Annotated[str, key("its letter", "CA/9")] = ""
    interim_check: Annotated[
        str, key("what was checked meanwhile, so that the plan can be relied on", "call-out tested, contacts verified")
    ] = ""
    interim_check_by: Annotated[str, key("the post that checked it", "duty officer")] = ""
    interim_check_on: Annotated[Day, key("when it was checked", "2026-08-20")] = None


class AgencyPart(Fact, frozen=True, kw_only=True):
    """An agency's part in the exercise."""

    agency: Identifier
    asked_on: Annotated[Day, key("when it was asked", "2026-07-01")] = None
    asked_under_14_5: Annotated[
        bool, key("whether it was asked in writing under regulation 14(5), so that it owes co-operation", True)
    ] = False
    replied_on: Annotated[Day, key("when it replied", "2026-07-20")] = None
    outcome: Annotated[Attendance | None, key("attended, apologised or absent", "attended")] = None


class Meeting(Fact, frozen=True, kw_only=True):
    """A planning meeting, where its day differs from the monthly series or it was held."""

    number: Annotated[int, key("which of the exercise's planning meetings", 3, ge=1, le=60)]
    planned_on: Annotated[Day, key("the day it is called for, where that differs from the series", "2026-09-09")] = None
    venue: Annotated[str, key("where it is held", "council offices, room 2")] = ""
    held_on: Annotated[Day, key("when it was held", "2026-09-09")] = None
    attended: Annotated[
        tuple[Identifier, ...], key("authorities and agencies that attended", ["example-police", "example-fire"])
    ] = ()
    apologies: Annotated[tuple[Identifier, ...], key("those that sent apologies", ["example-ambulance"])] = ()
    note: Annotated[str, key("what was settled", "venue and radio channels agreed")] = ""


class Reopening(Fact, frozen=True, kw_only=True):
    """That a closed lesson was opened again, with what stood there when it was closed."""

    on: Annotated[Day, key("when it was opened again", "2027-05-04")] = None
    closed_on: Annotated[Day, key("when it had been closed", "2027-02-11")] = None
    evidence: Annotated[str, key("what had shown that it was done", "key safe fitted")] = ""
    reason: Annotated[str, key("why it was opened again", "keys not found again on 2 May")] = ""


class Lesson(Fact, frozen=True, kw_only=True):
    """A lesson or recommendation."""

    id: Identifier
    text: Annotated[str, key("the lesson", "Rest centre keys were not to be found")] = ""
    owner: Annotated[str, key("the post that owns it", "rest centre manager")] = ""
    due_on: Annotated[Day, key("by when", "2027-03-31")] = None
    closed_on: Annotated[Day, key("when it was closed", "2027-02-11")] = None
    evidence: Annotated[str, key("what shows that it was done", "key safe fitted, photograph on file")] = ""
    same_as: Annotated[LessonRef, key("the earlier lesson that is met again", "2023-eastquay/l2")] = ""
    reopened: Annotated[tuple[Reopening, ...], key("when it was opened again, in order")] = ()


class Cancellation(Fact, frozen=True, kw_only=True):
    """That the exercise was cancelled. An empty table means that it was not."""

    on: Annotated[Day, key("when", "2026-08-01")] = None
    reason: Annotated[str, key("why", "operator in administration")] = ""


class Exercise(Fact, frozen=True, kw_only=True):
    """``exercises/<id>.toml``: one exercise."""

    schema: Schema
    id: Identifier
    name: Annotated[str, key("the exercise's name", "Exercise Example")]
    type: Annotated[ExerciseType, key("seminar, tabletop, control-post, live, notification, other or unknown", "live")]
    format: Annotated[ExerciseFormat | None, key("in-person, virtual or hybrid", "in-person")] = None
    lead: Annotated[str, key("the authority or agency that leads", "exampleshire")] = ""
    will_test: Annotated[
        tuple[PlanRef, ...], key("plans that it is meant to test", ["northbank", "northbank/reppir"])
    ] = ()
    takes_part: Annotated[
        tuple[PlanRef, ...], key("sites that play; not known, or not meant, to be tested", ["westbank"])
    ] = ()
    players: Annotated[tuple[str, ...], key("posts on the on-call rota that play", ["duty officer"])] = ()
    no_notice: Annotated[bool, key("true: kept out of shared calendars", False)] = False
    planning_from: Annotated[Day, key("when planning starts", "2026-06")] = None
    planned_on: Annotated[Day, key("the day it is planned for", "2026-12-02")] = None
    starts_at: TimeOfDay = ""
    ends_at: TimeOfDay = ""
    venue: Annotated[str, key("where it is held", "fire station, Exampleton")] = ""
    confirmed_on: Annotated[Day, key("when operator and agencies agreed the day", "2026-07-14")] = None
    debrief_on: Annotated[Day, key("the day booked for the multi-agency debrief", "2027-01-06")] = None
    held_on: Annotated[DayOrUnknown, key('the day it was held, or "unknown"', "2026-12-02", "unknown")] = None
    cancelled: Annotated[Cancellation, key("when and why it was cancelled")] = Cancellation()
    closed_on: Annotated[Day, key("when everything that follows from it was done", "2027-06-30")] = None
    no_lessons: Annotated[str, key("the reason, where there are none", "notification test, all answered")] = ""
    agencies: Annotated[tuple[Identifier, ...], key("agencies that take part", ["example-police"])] = ()
    phases: Annotated[tuple[PhaseFact, ...], key("phases that differ from the template, or are done")] = ()
    credits: Annotated[tuple[Credit, ...], key("what it did for each plan")] = ()
    postponements: Annotated[tuple[Postponement, ...], key("postponements, in order")] = ()
    attendance: Annotated[tuple[AgencyPart, ...], key("each agency's part")] = ()
    meetings: Annotated[
        tuple[Meeting, ...], key("planning meetings that differ from the monthly series, or were held")
    ] = ()
    carries: Annotated[
        tuple[CarriedLesson, ...],
        key("open lessons of earlier exercises, to be shown as learnt in this one", ["2023-eastquay/l2"]),
    ] = ()
    lessons: Annotated[tuple[Lesson, ...], key("lessons")] = ()
    source: Annotated[str, key("where these facts are known from", "board report of 10 September 2024")] = ""
    notes: Annotated[tuple[str, ...], key("anything else, as written", ["moved for the operator's shutdown"])] = ()

    @property
    def is_cancelled(self) -> bool:
        """Whether a cancellation is on record."""
        return self.cancelled.on is not None or self.cancelled.reason != ""
