"""Each kind of calendar entry: what it means, its category and its alarm. Programs and documentation take them here."""

from __future__ import annotations

from typing import Final

import msgspec

from comah.model.entry import Alarm, EntryKind


class KindOfEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for every entry of a kind."""

    means: str  # the first line of every entry, a sentence without its full stop
    day: str  # on which day it stands
    category: str  # by which a calendar program colours it; never renamed, for officers set their colours by it
    alarm: Alarm
    why_alarm: str  # why it rings then, or not


_DEADLINE: Final = "COMAH deadline"
_REMINDER: Final = "COMAH reminder"
_NOT_IN_DATE: Final = "COMAH not in date"
_EXERCISE: Final = "COMAH exercise"
_MEETING: Final = "COMAH meeting"
_TASK: Final = "COMAH task"
_LOCAL: Final = "Local (not law)"
_DIARY: Final = "Diary"
_ONCALL: Final = "On call"

_ITSELF: Final = "it is itself a reminder, weeks or months ahead"
_TO_COME: Final = "whoever takes part is reminded the day before"

KINDS: Final[dict[EntryKind, KindOfEntry]] = {
    EntryKind.DEADLINE: KindOfEntry(
        means="Safe date of a duty in law: the last lawful day less one day",
        day="the safe date",
        category=_DEADLINE,
        alarm=Alarm.WEEK_BEFORE,
        why_alarm=(
            "too late to arrange a test, which is why the start days and the 90 days are entries of their own; "
            "in time to see that what was done is on record"
        ),
    ),
    EntryKind.LATEST_START: KindOfEntry(
        means="Latest start: the last working day on which the work can start and be done by the safe date",
        day="that working day",
        category=_REMINDER,
        alarm=Alarm.WEEK_BEFORE,
        why_alarm="a week is left to commission the work",
    ),
    EntryKind.START_BY: KindOfEntry(
        means="Start by: the latest start less the local margin",
        day="that day",
        category=_REMINDER,
        alarm=Alarm.DAY_BEFORE,
        why_alarm=_ITSELF,
    ),
    EntryKind.NINETY_DAYS: KindOfEntry(
        means="90 days are left to the safe date of a duty in law",
        day="90 days before the safe date",
        category=_REMINDER,
        alarm=Alarm.DAY_BEFORE,
        why_alarm=_ITSELF,
    ),
    EntryKind.NOT_SHOWN: KindOfEntry(
        means="Not in date, or not known to be: entered so that silence never looks like safety",
        day="the working day after the file was made",
        category=_NOT_IN_DATE,
        alarm=Alarm.DAY_BEFORE,
        why_alarm="it is already late, so it rings at once",
    ),
    EntryKind.EXERCISE: KindOfEntry(
        means="Exercise of an emergency plan",
        day="the day on record; of one whose day is not fixed, the earliest that it can be",
        category=_EXERCISE,
        alarm=Alarm.DAY_BEFORE,
        why_alarm=_TO_COME,
    ),
    EntryKind.DEBRIEF: KindOfEntry(
        means="Debrief of an exercise, or of a plan put into effect for real",
        day="the day booked",
        category=_MEETING,
        alarm=Alarm.DAY_BEFORE,
        why_alarm=_TO_COME,
    ),
    EntryKind.MEETING: KindOfEntry(
        means="Planning meeting of an exercise",
        day="the day held or called for; else the usual day of the series",
        category=_MEETING,
        alarm=Alarm.DAY_BEFORE,
        why_alarm=_TO_COME,
    ),
    EntryKind.STEP: KindOfEntry(
        means="Step of an exercise still to be done",
        day="the day it is due; of one already late, the next working day",
        category=_TASK,
        alarm=Alarm.DAY_BEFORE,
        why_alarm="it is due the next day",
    ),
    EntryKind.REPLY: KindOfEntry(
        means="Reply of an agency that was asked in writing to take part",
        day="the day to reply by; of one already late, the next working day",
        category=_TASK,
        alarm=Alarm.NONE,
        why_alarm="the agency has it in hand, and nothing is to be done before the day",
    ),
    EntryKind.LESSON: KindOfEntry(
        means="Lesson that falls due",
        day="the day it is due; of one already late, the next working day",
        category=_TASK,
        alarm=Alarm.WEEK_BEFORE,
        why_alarm="its owner still has a week to close it with its evidence",
    ),
    EntryKind.LOCAL: KindOfEntry(
        means="Local duty, target or good practice that falls due",
        day="the day it is due; of one already late, the next working day",
        category=_LOCAL,
        alarm=Alarm.WEEK_BEFORE,
        why_alarm="a week is left to do it",
    ),
    EntryKind.MEASURE: KindOfEntry(
        means="End of the year of a local measure",
        day="the last day of the financial year",
        category=_LOCAL,
        alarm=Alarm.NONE,
        why_alarm="on the last days of the year nothing can be done about it any more",
    ),
    EntryKind.DIARY: KindOfEntry(
        means="What to plan around",
        day="each of its days",
        category=_DIARY,
        alarm=Alarm.NONE,
        why_alarm="it asks nothing of anybody",
    ),
    EntryKind.ONCALL: KindOfEntry(
        means="Turn on call, as the rota has it",
        day="from handover to handover; the times of cover where somebody covers a part",
        category=_ONCALL,
        alarm=Alarm.DAY_BEFORE,
        why_alarm="whoever takes the telephone is reminded the day before",
    ),
}
ALARM_WORDS: Final = {
    Alarm.NONE: "none",
    Alarm.DAY_BEFORE: "09:00 the day before; 24 hours before an entry with times",
    Alarm.WEEK_BEFORE: "09:00 a week before; seven days before an entry with times",
}
CATEGORY_WORDS: Final = {
    _DEADLINE: "a date that the law sets",
    _REMINDER: "a day that leads to such a date; advice",
    _NOT_IN_DATE: "overdue, may be overdue, or cannot be shown in date",
    _EXERCISE: "an exercise",
    _MEETING: "a planning meeting or a debrief",
    _TASK: "a step, a reply or a lesson that somebody owes",
    _LOCAL: "a local duty, target or measure",
    _DIARY: "what to plan around",
    _ONCALL: "a turn on call",
}
