"""What is missing from the records: what ``comah gaps`` shows, in an inspector's order."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class GapKind(Enum):
    """A kind of missing fact, in the order in which an inspector asks for it."""

    TEST = "test"
    TEST_DAY = "test-day"  # tested, the day known only roughly
    REVIEW = "review"
    REVIEW_DAY = "review-day"
    PREPARED = "first-prepared"
    INFORMATION = "information-received"
    HISTORY = "history-complete"
    ZONE_REVIEWED = "public-information-reviewed"
    ZONE_SENT = "public-information-sent"
    EXERCISE_DAY = "exercise-day"  # held, the day not on record
    CREDIT = "credit"  # held, which plans it tested not decided
    UNHELD = "not-recorded-as-held"
    PUBLIC_INFORMED = "public-informed"
    INTERNAL_REVIEW = "internal-plan-reviewed"
    INTERNAL_TEST = "internal-plan-tested"
    SAFETY_REPORT = "safety-report"
    LOCAL = "local-duty"
    OPERATOR = "operator"
    ADDRESS = "address"


class GapWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of every gap of a kind."""

    heading: str
    key: str  # the record key to write
    look: tuple[str, ...]  # where the fact is likely to be found
    command: str = ""  # what records it, with SITE where the site goes; "" where it is written by hand


_EXERCISE_PAPERS: Final = (
    "exercise report",
    "debrief minutes",
    "HSE intervention plan",
    "operator's letters",
    "committee papers",
)
_PLAN_PAPERS: Final = ("the plan's record of amendments", "sign-off by the head of service", "committee papers")
_OPERATOR_PAPERS: Final = ("operator's letters", "HSE intervention plan", "the operator, on request")
_BY: Final = "--by POST"

GAP_WORDS: Final[dict[GapKind, GapWords]] = {
    GapKind.TEST: GapWords(
        heading="TESTS",
        key="exercises: held_on, credits",
        look=_EXERCISE_PAPERS,
        command=f"comah record test SITE --on DATE {_BY}",
    ),
    GapKind.TEST_DAY: GapWords(heading="TESTS, DAY NOT KNOWN", key="exercises: held_on", look=_EXERCISE_PAPERS),
    GapKind.REVIEW: GapWords(
        heading="REVIEWS",
        key="plans: reviews",
        look=_PLAN_PAPERS,
        command=f"comah record review SITE --on DATE {_BY}",
    ),
    GapKind.REVIEW_DAY: GapWords(heading="REVIEWS, DAY NOT KNOWN", key="plans: reviews: on", look=_PLAN_PAPERS),
    GapKind.PREPARED: GapWords(
        heading="PREPARATION: first prepared",
        key="plans: first_prepared_on",
        look=("the plan's first issue", "letter that sent it to the competent authority", "committee papers"),
        command=f"comah record prepared SITE --on DATE {_BY}",
    ),
    GapKind.INFORMATION: GapWords(
        heading="PREPARATION: information received",
        key="plans: information_received_on",
        look=("operator's covering letter", "post or mail register", "HSE intervention plan"),
        command=f"comah record info-received SITE --on DATE {_BY}",
    ),
    GapKind.HISTORY: GapWords(
        heading="PREPARATION: history complete",
        key="plans: history_complete",
        look=("whoever has kept the plan since it was first prepared",),
        command=f"comah record complete SITE {_BY}",
    ),
    GapKind.ZONE_REVIEWED: GapWords(
        heading="PUBLIC INFORMATION ZONE: reviewed",
        key="public_information: reviewed_on",
        look=("the leaflet's date of issue", *_OPERATOR_PAPERS),
    ),
    GapKind.ZONE_SENT: GapWords(
        heading="PUBLIC INFORMATION ZONE: sent",
        key="public_information: sent_on",
        look=("covering letter to residents", "the council's web page", *_OPERATOR_PAPERS),
    ),
    GapKind.EXERCISE_DAY: GapWords(
        heading="EXERCISES HELD, DAY NOT ON RECORD", key="exercises: held_on", look=_EXERCISE_PAPERS
    ),
    GapKind.CREDIT: GapWords(
        heading="EXERCISES HELD, NOT CREDITED",
        key="exercises: credits",
        look=("exercise report", "debrief minutes", "aim and objectives of the exercise"),
    ),
    GapKind.UNHELD: GapWords(
        heading="EXERCISES PAST THEIR DAY, NOT RECORDED AS HELD",
        key="exercises: held_on, cancelled or planned_on",
        look=("debrief minutes", "the lead's diary", "committee papers"),
    ),
    GapKind.PUBLIC_INFORMED: GapWords(
        heading="ACTIVATIONS: public informed",
        key="activations: public_informed_on",
        look=("incident log", "press statements", "debrief minutes"),
    ),
    GapKind.INTERNAL_REVIEW: GapWords(
        heading="OPERATOR: internal plan reviewed", key="internal_plan: reviewed_on", look=_OPERATOR_PAPERS
    ),
    GapKind.INTERNAL_TEST: GapWords(
        heading="OPERATOR: internal plan tested", key="internal_plan: tested_on", look=_OPERATOR_PAPERS
    ),
    GapKind.SAFETY_REPORT: GapWords(
        heading="OPERATOR: safety report", key="safety_report: sent_on, reviewed_on", look=_OPERATOR_PAPERS
    ),
    GapKind.LOCAL: GapWords(
        heading="LOCAL DUTIES, not law",
        key="local_duties: every, last_on",
        look=("the board's forward plan", "committee papers"),
    ),
    GapKind.OPERATOR: GapWords(
        heading="OPERATOR'S NAME", key="operator", look=("COMAH public information search", "operator's letters")
    ),
    GapKind.ADDRESS: GapWords(
        heading="ADDRESS", key="address", look=("COMAH public information search", "operator's letters")
    ),
}


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """One missing fact of one site, exercise, activation or authority."""

    kind: GapKind
    authority: str
    establishment: str | None = None
    plan: str | None = None
    exercise: str | None = None
    activation: str | None = None
    local_duty: str | None = None
    subject: str  # as an officer names it
    what: str
    enough: str  # what would do, in words
    since: date | None = None  # the earliest day that would put the duty in date
    key: str
    command: str  # with SITE where the site goes; "" where it is written by hand
    file: Source | None
    provision: str = ""
    link: str = ""


class GapRow(msgspec.Struct, frozen=True, kw_only=True):
    """Gaps with the same answer, shown as one."""

    subject: str
    gaps: tuple[Gap, ...]
    command: str

    @property
    def first(self) -> Gap:
        """The gap whose words stand for all."""
        return self.gaps[0]


class GapSection(msgspec.Struct, frozen=True, kw_only=True):
    """All gaps of one kind and provision."""

    kind: GapKind
    provision: str
    rows: tuple[GapRow, ...]

    @property
    def words(self) -> GapWords:
        """What is said of every gap here."""
        return GAP_WORDS[self.kind]


class AuthorityGaps(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's page."""

    name: str
    marking: str
    source_note: str
    headline: str
    sections: tuple[GapSection, ...]


class GapReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer."""

    on: date
    law: str
    register_name: str
    register_digest: str
    gaps: tuple[Gap, ...]
    unreadable: tuple[Problem, ...]
    notice: str  # said where there is no page to show; "" where there is
    authorities: tuple[AuthorityGaps, ...]
