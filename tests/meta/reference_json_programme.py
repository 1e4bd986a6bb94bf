"""What the keys of the forms of a programme mean, and a programme made by hand to be measured."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reference_json_exercising import FRAME, UNREADABLE

BY_HAND: Final = "by-hand.csv"
_ROW: Final = {
    "exercise": "its id, where it is on record",
    "authority": "whose exercise it is",
    "week": "the Monday of its week",
    "day": "its suggested day; the day itself where it is on record",
    "is_day_fixed": "false: on record with no exact day, and counted as this one",
    "type": "how it is played",
    "plans": "the plans that it is meant to test",
    "planning_starts": "when its planning starts",
    "is_pressed": "whether its planning is pressed below the usual length",
    "days_given_up": "days of statutory life given up, of all its plans",
    "margin": "the fewest days from it to a known safe date; below nought: days past it",
    "safe_on": "the earliest known safe date of its plans",
    "tests": "what it means for each plan",
    "tests[].plan": "the plan",
    "tests[].safe_on": "the safe date that it is to meet; null where none is known",
    "tests[].margin": "days from it to that safe date; below nought: days past it",
    "tests[].days_given_up": "days of statutory life given up",
    "tests[].why": "why then, for this plan",
    "agencies": "the agencies asked to take part",
    "why": "why then",
    "wishes_not_met": "the wishes that its day does not meet",
}
PROGRAMME: Final = {
    **FRAME,
    "first": "the first day of the programme",
    "last": "the last",
    "seed": "of the solver's choices",
    "headline": "what is proposed, and whether every safe date is kept",
    "proof": "proved optimal, a gap, or not proved: of the first part of the objective that is not proved",
    "known": "the same in words: in which parts nothing can be better",
    "method": "how it was found",
    "objective": "its parts, in the order in which they are sought",
    "objective[].part": "late, short, missed, exercises, given_up, peak, disliked or changes",
    "objective[].title": "the same in words",
    "objective[].value": "what it comes to",
    "objective[].bound": "no programme as good in the parts before has less",
    "objective[].by": "what shows that: counting or solver",
    "objective[].proof": "proved optimal, a gap, or not proved",
    "proposed": "the exercises proposed, by day",
    **{f"proposed[].{key}": words for key, words in _ROW.items()},
    "on_record": "the exercises on record, which stay as they are: keys as under proposed",
    "plans": "each plan over the years",
    "plans[].plan": "the plan",
    "plans[].name": "as officers say it",
    "plans[].authority": "whose plan it is",
    "plans[].safe_on": "its safe date when the programme begins; null where none is known",
    "plans[].is_assumed": "whether it counts as due on the first day, for that date is unknown or past",
    "plans[].why": "where that date comes from",
    "plans[].tests": "its tests, by day",
    "plans[].tests[].on": "the day",
    "plans[].tests[].type": "how the exercise is played",
    "plans[].tests[].is_on_record": "whether it is on record, not proposed",
    "plans[].late": "when it is past its safe date",
    "plans[].late[].first": "the first such day",
    "plans[].late[].last": "the last",
    "loads": "what each authority is asked for",
    "loads[].authority": "its name",
    "loads[].most_in_planning": "the most exercises in planning at once",
    "rules": "the rules obeyed or weighed",
    "rules[].whose": "the law, an authority or an agency",
    "rules[].rule": "the rule",
    "rules[].binds": "law, hard, or a wish with its weight",
    "conflict": "why not every safe date can be kept",
    "remedies": "what would help, the most helpful first",
    "supposed": "what is only supposed",
    "difference": "what that changes",
    "assumed": "plans that count as due on the first day, and why",
    "not_counted": "exercises on record and published tests on which no programme can count, and why",
    "to_note": "what to see to besides: days not fixed, agencies that two authorities ask on one day",
    "without_notice": "exercises shown of which nobody is to hear",
    "left_out": "plans that owe no test, and why",
    **UNREADABLE,
}
REVIEW: Final = {
    **FRAME,
    "file": "the file that was measured",
    "headline": "how it stands",
    "verdict": "which of the two is better, and by what",
    "comparison": "the parts of the objective, in the order in which they are sought",
    "comparison[].part": "late, short, missed, exercises, given_up, peak, disliked or changes",
    "comparison[].title": "the same in words",
    "comparison[].given": "what it comes to by hand",
    "comparison[].found": "what it comes to as proposed",
    "comparison[].bound": "no programme as good in the parts before has less",
    "given": "its exercises: keys as under proposed in comah.programme/1",
    "broken": "the hard rules that it breaks",
    "late": "the plans that it leaves past their safe dates",
    "not_taken": "the rows that could not be read",
    "not_taken[].sheet": "the sheet",
    "not_taken[].row": "the row, from 1",
    "not_taken[].message": "why, and what is good",
    "remarks": "how the rest was read",
    "found": "what is proposed: keys as in comah.programme/1",
}
# what is described elsewhere: path -> its own keys
ROWS: Final = {
    "on_record[]": _ROW,
    "given[]": _ROW,
    "found": PROGRAMME | {f"on_record[].{key}": words for key, words in _ROW.items()},
}


def write_by_hand(path: Path) -> None:
    """Write a programme made by hand, with a row that cannot be read."""
    path.write_text("plan,day,type\nelm-park-acids,2027-03-02,live\nelm-prk,soon,fun\n", encoding="utf-8", newline="\n")
