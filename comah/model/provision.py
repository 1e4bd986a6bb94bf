"""A provision as dated data: who must do what, how long they have, and where it says so."""

from datetime import date
from enum import Enum
from typing import Annotated

import msgspec

from comah.model.keys import key


class Who(Enum):
    """Who owes the duty."""

    LOCAL_AUTHORITY = "local authority"
    OPERATOR = "operator"
    DESIGNATED_AUTHORITY = "designated authority"
    COMPETENT_AUTHORITY = "competent authority"
    CATEGORY_1_RESPONDER = "category 1 responder"


class Standing(Enum):
    """What stands behind a duty: three things, never mixed."""

    LAW = "law"
    LOCAL = "local"  # the authority's own target
    PRACTICE = "practice"  # good practice


class Body(Enum):
    """The body of law or policy a provision belongs to."""

    COMAH = "comah"
    REPPIR = "reppir"
    PIPELINE = "pipeline"
    CIVIL_CONTINGENCIES = "civil-contingencies"
    POLICY = "policy"  # local policy and good practice


class AppliesTo(Enum):
    """Which plans, sites or bodies owe the duty."""

    UPPER = "upper"
    BOTH = "both"
    REPPIR = "reppir"
    PIPELINE = "mahp-pipeline"
    AUTHORITY = "authority"
    ANY = "any"
    NONE = "none"


class Counting(Enum):
    """How the period is counted."""

    EXCLUSIVE = "exclusive"  # the day of the event is not counted
    INCLUSIVE = "inclusive"  # "beginning on" the day of the event
    DAYS = "days"  # the event plus so many days
    BEFORE = "strictly-before"  # before the event, no period
    EVENT = "event"  # arises with an event, no period
    WITH_REVIEW = "with-the-review"  # to be done when the plan is next reviewed
    SET_BY_LETTER = "set-by-letter"  # a date the competent authority sets
    POLICY = "policy"  # a local period or count


class Reads(Enum):
    """Which facts a duty is worked out from: the reader in ``comah.duties``."""

    PREPARATION = "preparation"
    REVIEWS = "reviews"
    TESTS = "tests"
    CHANGES = "changes"
    REQUESTS = "requests"
    EXEMPTIONS = "exemptions"
    ACTIVATIONS_EFFECT = "activations-effect"
    ACTIVATIONS_PUBLIC = "activations-public"
    PUBLIC_INFORMATION_REVIEW = "public-information-review"
    PUBLIC_INFORMATION_SENT = "public-information-sent"
    INTERNAL_REVIEW = "internal-review"
    INTERNAL_TEST = "internal-test"
    SAFETY_REPORT = "safety-report"
    ZONE = "zone"
    TEST_REPORT = "test-report"
    TEST_REPORT_SENT = "test-report-sent"
    DEBRIEF = "debrief"
    POLICY_REPORT = "policy-report"
    ELEMENTS = "elements"
    MEASURES = "measures"
    NOTHING = "nothing"  # no record kind exists yet


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A length of time in one unit; exactly one of the three is above nought."""

    years: Annotated[int, key("calendar years", 3, ge=0)] = 0
    months: Annotated[int, key("calendar months", 6, ge=0)] = 0
    days: Annotated[int, key("days", 28, ge=0)] = 0

    def __str__(self) -> str:
        """Write the period.

        >>> str(Period(years=3)), str(Period(months=1))
        ('3 years', '1 month')
        """
        number, unit = next(((n, u) for n, u in self._units() if n), (0, "days"))
        return f"{number} {unit[:-1] if number == 1 else unit}"

    def _units(self) -> tuple[tuple[int, str], ...]:
        return (self.years, "years"), (self.months, "months"), (self.days, "days")


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the provision says from one date in force to the next."""

    in_force_from: Annotated[date | None, key("the first day in force; left out: always (local policy)")] = None
    interval: Annotated[Period | None, key("the period allowed")] = None
    limit: Annotated[Period | None, key("the longest period that a letter or policy can allow")] = None
    count: Annotated[int | None, key("how many, where the duty is a number")] = None


class Provision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the law: a file under ``comah/law/gb``."""

    id: Annotated[str, key("the duty's name; never reused", "COMAH-14-TEST", pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)+$")]
    who: Who
    body: Body
    standing: Standing
    instrument: Annotated[str, key("the instrument's short title", "COMAH 2015")]
    provision: Annotated[str, key("where in the instrument", "reg 14(1)(b)")] = ""
    title: Annotated[str, key("what must be done", "Test the external plan")]
    applies_to: AppliesTo
    trigger: Annotated[str, key("what the period counts from", "last test; first: plan prepared")]
    counting: Counting
    reads: Reads
    record_key: Annotated[str, key("the record key that it reads")] = ""
    link: Annotated[str, key("where the text stands")] = ""
    verified: Annotated[str, key("what was read to make this row", "text as at 1 January 2017")]
    inference: Annotated[str, key("what the text does not say and the software infers, in words")] = ""
    note: Annotated[str, key("what an officer should know")] = ""
    values: tuple[Value, ...]

    @property
    def citation(self) -> str:
        """The instrument and the place in it."""
        return f"{self.instrument} {self.provision}".strip()

    def value_on(self, on: date) -> Value | None:
        """Return what is in force on a day; None before the first date in force."""
        found = None
        for value in self.values:
            if value.in_force_from is None or value.in_force_from <= on:
                found = value
        return found


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """All provisions, with the version of the set."""

    version: str
    provisions: tuple[Provision, ...]

    def find(self, duty: str) -> Provision | None:
        """Return the provision of that name, in any case of letters."""
        wanted = duty.upper()
        return next((row for row in self.provisions if row.id == wanted), None)
