"""What each key means of the JSON that a forum and members are given: the forum's view, a return, the measures."""

from __future__ import annotations

from typing import Final

_FRAME: Final = {
    "schema": "the form's name and number",
    "on": "the day looked at",
    "law": "the version of the law",
    "register": "the register that was read",
    "register.name": "the forum's name",
    "register.digest": "a digest of the record files, line ends normalised, without journal",
}
_POSITIONS: Final = {
    "in_date": "plans in date",
    "at_risk": "plans at risk",
    "may_be_overdue": "plans overdue on one reading of their dates",
    "overdue": "plans overdue",
    "cannot_be_shown": "plans with nothing to count from",
    "nothing_owed": "plans that owe nothing: exempt, closed, of lower tier",
}
_AHEAD: Final = {
    "on": "the day",
    "what": "safe-date, exercise or debrief",
    "subject": "the plan, or the exercise's id",
}


def _under(prefix: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}.{name}": meaning for name, meaning in words.items()}


FORUM: Final = {
    **_FRAME,
    "authorities": "every authority of the register, with records or without",
    "authorities[].authority": "its id",
    "authorities[].name": "its name",
    "authorities[].basis": "records, return or no-records; with no-records every count is null, never nought",
    "authorities[].file": "the file of its return, or null",
    "authorities[].as_at": "the day that its counts are of; null where there are none",
    "authorities[].days_old": "how old they are",
    "authorities[].safe_dates_passed_since": "safe dates that have passed since its return was made",
    "authorities[].plans": "its plans, each by the worst of its test, its review and its preparation",
    **_under("authorities[].plans", _POSITIONS),
    "authorities[].year": "the financial year of its exercises",
    "authorities[].exercises": "its exercises of COMAH plans this financial year",
    "authorities[].exercises.held": "how many were held",
    "authorities[].exercises.confirmed": "how many more are confirmed for days still to come",
    "authorities[].lessons": "its lessons",
    "authorities[].lessons.open": "how many are open",
    "authorities[].lessons.overdue": "how many of those are past their day",
    "authorities[].reports_outstanding": "exercises held and not closed whose report is not published",
    "authorities[].unreadable": "faults of its record files that leave something out",
    "authorities[].ahead": "the next 90 days, from the day that its counts are of",
    **_under("authorities[].ahead[]", _AHEAD),
    "findings": "what only the forum can see, each as findings[] of comah.check/1",
    "not_counted": "files among the returns that are not counted",
    "not_counted[].file": "the file",
    "not_counted[].message": "why it is not counted",
}
RETURN: Final = {
    "schema": "the form's name and number",
    "on": "the day that the counts are of",
    "law": "the version of the law",
    "digest": "a digest of the record files that it was made from",
    "authority": "the authority's id",
    "name": "its name",
    "marking": "the line that it prints on every output",
    "source_note": "what its records are, in its own words",
    "year": "the financial year of the two counts of exercises",
    "positions": "its plans, each by the worst of its test, its review and its preparation",
    **_under("positions", _POSITIONS),
    "exercises_held": "exercises of COMAH plans held in the year",
    "exercises_confirmed": "more that are confirmed for days still to come in it",
    "lessons_open": "open lessons",
    "lessons_overdue": "those past their day",
    "reports_outstanding": "exercises held and not closed whose report is not published",
    "unreadable": "faults of its record files that leave something out",
    "ahead": "the next 90 days",
    **_under("ahead[]", _AHEAD),
    "exercises": "exercises still to come that have a day; those without notice are left out",
    "exercises[].id": "the exercise's id",
    "exercises[].earliest": "the earliest day that it can be",
    "exercises[].latest": "the latest",
    "exercises[].exact": "true: it lasts from the one to the other; false: one day somewhere between",
    "exercises[].confirmed": "whether operator and agencies have agreed the day",
    "exercises[].agencies": "the agencies that it wants",
}
MEASURES: Final = {
    **_FRAME,
    "measures": "the local measures of every authority",
    "measures[].authority": "the authority's id",
    "measures[].id": "the measure's reference",
    "measures[].title": "its description",
    "measures[].last_year": "the last financial year",
    "measures[].last_year.period": "the year",
    "measures[].last_year.actual": "how many were counted",
    "measures[].last_year.status": "met or missed",
    "measures[].this_year": "the financial year that the day lies in",
    "measures[].this_year.period": "the year",
    "measures[].this_year.target": "how many are wanted",
    "measures[].this_year.actual": "how many so far",
    "measures[].this_year.forecast": "so far, and confirmed for the rest of the year",
    "measures[].this_year.days_left": "days to 31 March",
    "measures[].this_year.status": "met or open",
}
