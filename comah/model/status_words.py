"""What each status means, in words: the one place that commands and documentation take them from."""

from __future__ import annotations

from typing import Final

import msgspec

from comah.model.duty import Status


class StatusWords(msgspec.Struct, frozen=True, kw_only=True):
    """A status explained to an officer."""

    title: str  # as a page shows it
    meaning: str
    to_do: str
    example: str


STATUS_WORDS: Final[dict[Status, StatusWords]] = {
    Status.OVERDUE: StatusWords(
        title="OVERDUE",
        meaning="The day looked at is after the last lawful day, whichever day the record means.",
        to_do=(
            "Do what is owed as soon as it can be done well. Where it is law, tell the competent authority and record "
            "that it was told. COMAH has no power to extend the three years: "
            "neither a postponement nor a letter moves the date."
        ),
        example="Tested on 12 May 2023: last lawful day 12 May 2026. On 13 May 2026 the plan is overdue by 1 day.",
    ),
    Status.MAY_BE_OVERDUE: StatusWords(
        title="MAY BE OVERDUE",
        meaning=(
            "The record gives the day only roughly. Counted from its earliest day the last lawful day has passed; "
            "counted from its latest day it has not."
        ),
        to_do="Find the exact day and record it. Until then, plan as if the earliest day were the right one.",
        example=(
            "Tested in November 2023, day not known: the last lawful day lies between 1 and 30 November 2026. "
            "On 21 November 2026 the plan may be overdue."
        ),
    ),
    Status.UNKNOWN: StatusWords(
        title="CANNOT BE SHOWN",
        meaning="Nothing on record can be counted from, so that the duty can be shown neither in date nor overdue.",
        to_do=(
            "Look for the missing day (comah gaps says where) and record it. "
            "If none is found, arrange the test or start the review now."
        ),
        example=(
            "No test on record as at 21 November 2026: in date only if tested, or first prepared, "
            "since 21 November 2023. That day counts."
        ),
    ),
    Status.AT_RISK: StatusWords(
        title="AT RISK",
        meaning=(
            "In date, but exercises are meant to test the plan and none of them qualifies, or nothing is planned and "
            "the latest start has passed. A review is at risk when the day to start it has passed and none is started."
        ),
        to_do="Arrange an exercise, or start the review, that is done by the safe date. A shorter type may still fit.",
        example=(
            "Safe date 16 January 2027, nothing planned: a live exercise takes 182 days, so its latest start, "
            "17 July 2026, has passed."
        ),
    ),
    Status.PLANNED: StatusWords(
        title="PLANNED",
        meaning=(
            "An exercise meant to test the plan has its latest day on or before the safe date, its undone steps still "
            "fit, and it is not confirmed yet. A review is planned when it has been started."
        ),
        to_do="Have operator and agencies agree the day, and record confirmed_on. Finish and record the review.",
        example="Live exercise planned for 19 May 2027, safe date 29 June 2027, day not agreed yet.",
    ),
    Status.DUE: StatusWords(
        title="IN DATE",
        meaning="In date, and nothing is needed yet.",
        to_do=(
            "Nothing yet. Where a day to start by is shown, start by it: it is local advice, "
            "the last lawful day is law."
        ),
        example="Tested on 17 June 2025: last lawful day 17 June 2028, safe date 16 June 2028.",
    ),
    Status.ARRANGED: StatusWords(
        title="ARRANGED",
        meaning=(
            "A confirmed exercise meant to test the plan has its latest day on or before the safe date, "
            "has not passed unheld, and its undone steps at their least lengths still fit. One that was held since the "
            "last test and is not decided on counts as arranged too, until the safe date, and is shown as HELD."
        ),
        to_do=(
            "Hold it, or where it was held decide which plans it tested, and record that. A plan is tested only once "
            "it is credited: an exercise that was held and never decided on leaves the plan untested."
        ),
        example="Live exercise on 2 December 2026, confirmed; safe date 13 February 2027.",
    ),
    Status.MET: StatusWords(
        title="MET",
        meaning="A duty that arises once, and is done. It can have been done late: the reason says so.",
        to_do="Nothing. Keep the evidence.",
        example="Operator's information received 1 March 2004, plan first prepared 20 August 2004.",
    ),
    Status.EXEMPT: StatusWords(
        title="EXEMPT",
        meaning="The competent authority has exempted the site in writing under regulation 15 of COMAH 2015.",
        to_do="Keep the letter. When it is withdrawn, record the last day and the day by which a plan is owed.",
        example="Exempt since 1 June 2016, reference CA/2016/7.",
    ),
    Status.NOT_APPLICABLE: StatusWords(
        title="NOT APPLICABLE",
        meaning="The duty does not arise for this site or plan on the day looked at. The reason says why.",
        to_do="Nothing, where the reason is right. Where it is wrong, mend the record it rests on.",
        example="A lower-tier establishment has no external plan to test.",
    ),
}
