"""A plan's review from start to sign-off. As at 21 November 2026 unless a day is named.

Northbank was reviewed in full on 13 February 2024: last lawful day 13 February 2027, safe date 12 February.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from kept_register import Kept
from rule_findings import lines

from comah.assess import assess
from comah.duties.review_walk import after_review, review_walk
from comah.errors import RefusedError, UnknownNameError
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.change import Change
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime
from comah.model.review_walk import ReviewWalk
from comah.model.when import When
from comah.plans.review_asking import record_consulted, record_distributed
from comah.plans.review_steps import StepFacts, record_step
from comah.plans.review_writing import complete_review, start_review

LAW = load_law()
TODAY = date(2026, 11, 21)
SITE = "establishments/northbank"
RECORDS = {
    "register": """\
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "halton", name = "Halton" }]
agencies = [
    { id = "example-police", name = "Example Constabulary", category = 1 },
    { id = "example-water", name = "Example Water", category = 2 },
]
""",
    SITE: """\
operator = "Northbank Chemicals Ltd"

[[plans]]
regime = "comah"
first_prepared_on = 2017-03-14
issues = [{ version = "4", on = 2024-02-13 }]
reviews = [
    { on = 2021-03-01, kind = "full" },
    { on = 2024-02-13, kind = "full", approved_by = "head of service" },
]

[[plans]]
regime = "reppir"

[[history]]
on = 2025-04-07
event = "modified"
note = "second chlorine store"
[[history]]
on = 2023-04-07
event = "renamed"
""",
    "exercises/2025-live": """\
will_test = ["northbank"]
held_on = 2025-06-11
lessons = [
    { id = "l1", text = "Keys not found", owner = "duty officer", due_on = 2026-01-05 },
    { id = "l2", text = "Sirens", closed_on = 2025-09-01 },
]
""",
    "exercises/2019-live": """\
will_test = ["northbank"]
held_on = 2019-06-12
lessons = [{ id = "l1", text = "Old and closed", closed_on = 2019-09-01 }, { id = "l2", text = "Old and open" }]
""",
    "activations/2025-release": 'site = "northbank"\non = 2025-03-09\nsummary = "chlorine release"',
}
STEPS = ("establishment-changes", "responder-changes", "new-knowledge")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, RECORDS)


def plan(book: Book, regime: Regime = Regime.COMAH) -> tuple[Establishment, Plan]:
    site = book.authorities[0].establishments[0]
    return site, next(one for one in site.plans if one.regime is regime)


def start(book: Book, when: str, on: date = TODAY) -> Change:
    return start_review(*plan(book), When.read(when), on=on)


def step(book: Book, name: str, when: str = "2026-11-20", **stated: object) -> Change:
    facts = StepFacts(step=name, when=When.read(when), by="emergency planning officer", **stated)  # type: ignore[arg-type]
    return record_step(*plan(book), facts, on=TODAY)


def ask(book: Book, body: str, asked: str = "", replied: str = "") -> Change:
    return record_consulted(
        *plan(book),
        body,
        asked=When.read(asked) if asked else None,
        replied=When.read(replied) if replied else None,
        note="",
        on=TODAY,
    )


def done(book: Book, when: str = "2026-11-21", by: str = "head of service", **stated: str) -> Change:
    missing = walk(book).missing
    return complete_review(*plan(book), When.read(when), approved_by=by, missing=missing, on=TODAY, **stated)  # type: ignore[arg-type]


def walk(book: Book, on: date = TODAY, regime: Regime = Regime.COMAH) -> ReviewWalk:
    return review_walk(book, LAW, on, "northbank", regime)


def status(book: Book, on: date) -> tuple[str, str]:
    duties = assess(book, LAW, on).duties
    found = next(one for one in duties if one.duty == "COMAH-14-REVIEW" and one.establishment == "northbank")
    return found.status.value, found.reason


def refusal(make: Callable[[], Change]) -> str:
    with pytest.raises(RefusedError) as refused:
        make()
    return str(refused.value)


def begun(kept: Kept, *, substantial: bool | None = None) -> Book:
    """A register with a review started on 2 November and, where decided, its draft done."""
    kept.write(start(kept.book, "2026-11-02"))
    if substantial is not None:
        for name in STEPS:
            kept.write(step(kept.book, name, "2026-11-16"))
        kept.write(step(kept.book, "draft", "2026-11-18", substantial=substantial))
    return kept.book


# --- before it is started ------------------------------------------------------------------------------


def test_a_review_not_started_shows_its_steps_and_what_it_waits_for(kept: Kept) -> None:
    found = walk(kept.book)
    assert (found.started, found.status, found.safe_on) == ("", "at-risk", date(2027, 2, 12))
    assert [(one.id, one.state.value, one.days_late) for one in found.steps][:2] == [
        ("start", "late", 8),  # due 14 November 2026, a Saturday, so by Friday 13
        ("establishment-changes", "open", 0),
    ]
    assert found.missing == ("its start (comah review start northbank --on DATE)",)
    assert found.next_step == "its start (comah review start northbank --on DATE)"


def test_what_the_review_takes_account_of_is_filled_from_the_records(kept: Kept) -> None:
    assert [(one.head, one.text) for one in walk(kept.book).heed] == [
        ("establishment", "modified, 7 Apr 2025: second chlorine store"),
        ("establishment", "major incident 2025-release, 9 Mar 2025: chlorine release"),
        ("knowledge", "2019-live/l2 (open): Old and open"),
        ("knowledge", "2025-live/l1 (open): Keys not found"),
        ("knowledge", "2025-live/l2 (closed 1 Sep 2025): Sirens"),
    ]


def test_bodies_have_the_names_of_the_day_and_a_new_name_is_a_change_among_responders(kept: Kept) -> None:
    before = walk(kept.book, date(2021, 9, 30))
    assert [one.name for one in before.consulted if one.id == "health-protection"] == ["Public Health England"]
    after = walk(kept.book, date(2021, 10, 1))
    assert [one.name for one in after.consulted if one.id == "health-protection"] == ["UK Health Security Agency"]
    assert [one.text for one in after.heed if one.head == "responders"] == [
        "Public Health England is now UK Health Security Agency"
    ]
    assert [one.text for one in walk(kept.book).heed if one.head == "responders"] == []


def test_the_list_of_regulation_13_7_names_operator_and_category_1_responders(kept: Kept) -> None:
    assert [(one.id, one.name, one.asked) for one in walk(kept.book).consulted] == [
        ("operator", "Northbank Chemicals Ltd", ""),
        ("appropriate-agency", "Environment Agency", ""),
        ("designated-authorities", "", ""),
        ("example-police", "Example Constabulary", ""),
        ("nhs-england", "NHS England", ""),
        ("health-protection", "UK Health Security Agency", ""),
        ("public", "", ""),
    ]


# --- start ---------------------------------------------------------------------------------------------


def test_a_started_review_makes_the_duty_planned_from_that_day(kept: Kept) -> None:
    made = kept.write(start(kept.book, "2026-11-02"))
    assert made.summary == "northbank, comah plan: review started 2 Nov 2026. The review's date stands until it is done"
    assert status(kept.book, date(2026, 11, 1))[0] == "due"
    assert status(kept.book, date(2026, 11, 2)) == (
        "planned",
        "a review was started 2 Nov 2026; safe date 12 Feb 2027",
    )


def test_a_review_is_started_once(kept: Kept) -> None:
    book = begun(kept)
    assert start(book, "2026-11-02").is_empty
    assert refusal(lambda: start(book, "2026-11-03")) == (
        "northbank, comah plan: a review is under way since 2 Nov 2026 (halton/establishments/northbank.toml:15). "
        "Nothing was recorded. See: comah review show"
    )


def test_a_review_is_not_started_before_the_last_or_in_the_future_or_before_the_plan(kept: Kept) -> None:
    book = kept.book
    assert refusal(lambda: start(book, "2024-02-13")) == (
        "northbank, comah plan: a full review of 13 Feb 2024 is on record (halton/establishments/northbank.toml:13), "
        "so the next was not started 13 Feb 2024. Nothing was recorded"
    )
    assert refusal(lambda: start(book, "2026-11-22")).startswith("22 Nov 2026 is after 21 Nov 2026")
    assert refusal(lambda: start(book, "2017-03-13")).startswith("northbank: the comah plan was first prepared")


def test_a_plan_that_no_table_holds_yet_is_begun(tmp_path: Path) -> None:
    kept = Kept(tmp_path, {SITE: ""})
    kept.write(start(kept.book, "2026-11-02"))
    assert '[[plans]]\nregime = "comah"\nreview_started_on = 2026-11-02\n' in kept.text(SITE)


def test_a_version_given_out_begins_a_plan_that_no_table_holds_yet(tmp_path: Path) -> None:
    kept = Kept(tmp_path, {SITE: ""})
    kept.write(record_distributed(*plan(kept.book), When.read("2024-03-01"), to="duty officer", version="4", on=TODAY))
    assert [(one.to, one.is_latest) for one in walk(kept.book).holders] == [("duty officer", False)]


# --- the steps -----------------------------------------------------------------------------------------


def test_the_steps_are_done_in_order_and_the_draft_decides_whether_it_is_substantial(kept: Kept) -> None:
    book = begun(kept)
    assert refusal(lambda: step(book, "draft", substantial=True)) == (
        "northbank, comah plan: draft needs establishment-changes, responder-changes, new-knowledge first. "
        "Nothing was recorded"
    )
    made = kept.write(step(book, "new-knowledge", "2026-11-03", note="L111 read"))
    assert made.summary == (
        "northbank, comah plan: New knowledge gone through: technical, and of how to respond: done 3 Nov 2026"
    )
    for name in STEPS[:2]:
        kept.write(step(kept.book, name, "2026-11-16"))
    assert refusal(lambda: step(kept.book, "draft")) == (
        "northbank, comah plan: with the draft it is decided whether a substantial revision is necessary "
        "(regulation 14(4) of COMAH 2015): --substantial or --not-substantial. Nothing was recorded"
    )
    made = kept.write(step(kept.book, "draft", "2026-11-18", substantial=False))
    assert made.summary.endswith("done 18 Nov 2026; no substantial revision")
    found = walk(kept.book)
    assert found.is_substantial is False
    assert [(one.id, one.done, one.note) for one in found.steps] == [
        ("start", "2026-11-02", ""),
        ("establishment-changes", "2026-11-16", ""),
        ("responder-changes", "2026-11-16", ""),
        ("new-knowledge", "2026-11-03", "L111 read"),
        ("draft", "2026-11-18", ""),
        ("sign-off", "", ""),
        ("distribution", "", ""),
    ]
    assert (found.missing, found.next_step) == (
        (),
        "comah review done northbank --on DATE --approved-by POST --by POST",
    )
    assert [one.done for one in walk(kept.book, date(2026, 11, 15)).steps][1:4] == ["", "", "2026-11-03"]


@pytest.mark.parametrize(
    ("name", "when", "stated", "words"),
    [
        (
            "sign-off",
            "2026-11-20",
            {},
            (
                "sign-off: it is recorded by comah review done. Steps to record here: establishment-changes, "
                "responder-changes, new-knowledge, draft. Nothing was recorded"
            ),
        ),
        (
            "reading",
            "2026-11-20",
            {},
            (
                "reading: no such step. Steps to record here: establishment-changes, responder-changes, new-knowledge, "
                "draft. Nothing was recorded"
            ),
        ),
        (
            "new-knowledge",
            "2026-11-01",
            {},
            (
                "northbank, comah plan: the review was started 2 Nov 2026 (halton/establishments/northbank.toml:15), "
                "after 1 Nov 2026. Nothing was recorded"
            ),
        ),
        (
            "new-knowledge",
            "2026-11-20",
            {"substantial": True},
            "new-knowledge: whether the revision is substantial is decided with draft. Nothing was recorded",
        ),
    ],
)
def test_a_step_that_cannot_be_recorded_is_refused_in_words(
    kept: Kept, name: str, when: str, stated: dict[str, object], words: str
) -> None:
    book = begun(kept)
    assert refusal(lambda: step(book, name, when, **stated)) == words


def test_a_step_is_recorded_once(kept: Kept) -> None:
    begun(kept)
    kept.write(step(kept.book, "new-knowledge", "2026-11-16"))
    assert step(kept.book, "new-knowledge", "2026-11-16").is_empty
    assert refusal(lambda: step(kept.book, "new-knowledge", "2026-11-17")) == (
        "northbank, comah plan: new-knowledge done 16 Nov 2026 (halton/establishments/northbank.toml:17) "
        "by the record. Nothing was recorded. Edit the record by hand if it is wrong"
    )


def test_nothing_is_recorded_of_a_review_that_was_never_started(kept: Kept) -> None:
    words = (
        "northbank, comah plan: no review is under way. Nothing was recorded. "
        "First: comah review start northbank --on DATE"
    )
    assert refusal(lambda: step(kept.book, "draft")) == words
    assert refusal(lambda: ask(kept.book, "operator", "2026-11-20")) == words
    assert refusal(lambda: done(kept.book)) == words


# --- consultation and distribution ---------------------------------------------------------------------


def test_a_substantial_revision_waits_for_everyone_on_the_list(kept: Kept) -> None:
    begun(kept, substantial=True)
    assert [one.split(" (")[0] for one in walk(kept.book).missing] == [
        "consultation of operator",
        "consultation of appropriate-agency",
        "consultation of designated-authorities",
        "consultation of nhs-england",
        "consultation of health-protection",
        "consultation of public",
    ]
    for body in ("operator", "appropriate-agency", "example-police", "nhs-england", "health-protection", "public"):
        kept.write(ask(kept.book, body, "2026-11-19"))
    kept.write(ask(kept.book, "example-water", "2026-11-20"))
    found = walk(kept.book)
    assert found.missing == ()  # a Category 1 responder stands for the designated authorities
    assert [one.done for one in found.steps if one.id == "consultation"] == ["2026-11-20"]
    assert found.consulted[-1].role == "others as appropriate"
    made = kept.write(ask(kept.book, "operator", replied="2026-11-21"))
    assert made.summary == "northbank, comah plan: operator replied 21 Nov 2026"
    assert walk(kept.book).consulted[0].replied == "2026-11-21"
    assert walk(kept.book, date(2026, 11, 20)).consulted[0].replied == ""


@pytest.mark.parametrize(
    ("body", "asked", "replied", "words"),
    [
        (
            "public",
            "",
            "",
            "public: say when it was asked or replied: --asked DATE, --replied DATE. Nothing was recorded",
        ),
        (
            "public",
            "2026-11-20",
            "2026-11-19",
            "public: it cannot have replied 19 Nov 2026, before it was asked. Nothing was recorded",
        ),
        (
            "public",
            "",
            "2026-11-19",
            "public: that it was asked in this review is not on record: add --asked DATE. Nothing was recorded",
        ),
        ("public", "2026-11-22", "", "22 Nov 2026 is after 21 Nov 2026. Only what has happened is recorded"),
        (
            "operator",
            "2026-11-20",
            "",
            (
                "northbank, comah plan: operator asked 19 Nov 2026, replied 20 Nov 2026 by the record "
                "(halton/establishments/northbank.toml:17). Nothing was recorded. Edit the record "
                "by hand if it is wrong"
            ),
        ),
    ],
)
def test_a_consultation_that_cannot_be_recorded_is_refused_in_words(
    kept: Kept, body: str, asked: str, replied: str, words: str
) -> None:
    begun(kept)
    kept.write(ask(kept.book, "operator", "2026-11-19", "2026-11-20"))
    assert refusal(lambda: ask(kept.book, body, asked, replied)) == words
    assert ask(kept.book, "operator", "2026-11-19", "2026-11-20").is_empty


def test_who_has_which_version(kept: Kept) -> None:
    def give(to: str, version: str, when: str) -> Change:
        return record_distributed(*plan(kept.book), When.read(when), to=to, version=version, on=TODAY)

    kept.write(give("example-police", "3", "2021-04-01"))
    kept.write(give("example-police", "4", "2024-03-01"))
    made = kept.write(give("duty officer", "3", "2021-04-01"))
    assert made.summary == (
        "northbank, comah plan: version 3 given to duty officer, 1 Apr 2021. Note: no issue 3 of the plan is on record"
    )
    found = walk(kept.book)
    assert [(one.to, one.version, one.is_latest) for one in found.holders] == [
        ("example-police", "4", True),
        ("duty officer", "3", False),
    ]
    assert [one.version for one in walk(kept.book, date(2024, 2, 29)).holders] == ["3", "3"]
    assert give("example-police", "4", "2024-03-01").is_empty
    assert refusal(lambda: give(" ", "4", "2024-03-01")) == (
        "northbank, comah plan: name the holder and the version: --to POST --version 5. Nothing was recorded"
    )


# --- done ----------------------------------------------------------------------------------------------


def test_a_review_is_not_signed_off_while_anything_is_missing_all_said_at_once(kept: Kept) -> None:
    book = begun(kept)
    assert refusal(lambda: done(book, by=" ")) == (
        "northbank, comah plan: the review cannot be signed off. Missing:\n"
        "  step establishment-changes (comah review step northbank establishment-changes --on DATE)\n"
        "  step responder-changes (comah review step northbank responder-changes --on DATE)\n"
        "  step new-knowledge (comah review step northbank new-knowledge --on DATE)\n"
        "  step draft (comah review step northbank draft --on DATE)\n"
        "  the post that signs it off (--approved-by POST)\n"
        "Nothing was recorded. A review that was completed without these records: comah record review"
    )


def test_a_review_is_not_signed_off_before_its_last_step(kept: Kept) -> None:
    book = begun(kept, substantial=False)
    assert "  a day not before its last step, 18 Nov 2026\n" in refusal(lambda: done(book, "2026-11-17"))


def test_a_review_signed_off_restarts_the_clock_and_says_when_the_next_is_due(kept: Kept) -> None:
    book = begun(kept, substantial=False)
    assert after_review(book, LAW, TODAY, plan(book), When.read("2026-11-20")) == (
        "Next review by 20 Nov 2029, COMAH 2015 reg 14(1)(a) (last lawful day); safe date 19 Nov 2029; "
        "start by 21 Aug 2029 (local)"
    )
    made = kept.write(done(book, "2026-11-20", version="5"))
    assert made.summary == "northbank, comah plan: full review of 20 Nov 2026"
    text = kept.text(SITE)
    assert '{ on = 2026-11-20, kind = "full", approved_by = "head of service", started_on = 2026-11-02 }' in text
    assert '{ version = "5", on = 2026-11-20 }' in text
    book = kept.book
    assert status(book, date(2026, 11, 20)) == ("due", "safe date 19 Nov 2029; start by 21 Aug 2029")
    assert status(book, date(2026, 11, 19))[0] == "planned"
    assert walk(book).started == ""
    assert walk(book, date(2026, 11, 19)).started == "2026-11-02"
    assert done(book, "2026-11-20").is_empty


def test_the_next_review_starts_afresh_and_the_last_keeps_its_start(kept: Kept) -> None:
    book = begun(kept, substantial=False)
    kept.write(done(book, "2026-11-19"))
    kept.write(start(kept.book, "2026-11-21"))
    book = kept.book
    assert walk(book).started == "2026-11-21"
    assert [one.done for one in walk(book).steps][1:5] == ["", "", "", ""]
    assert status(book, date(2026, 11, 18))[0] == "planned"  # the first of the two was under way
    assert walk(book, date(2026, 11, 18)).started == "2026-11-02"


def test_a_review_recorded_by_hand_keeps_its_start_when_the_next_begins(tmp_path: Path) -> None:
    site = """\
[[plans]]
regime = "comah"
review_started_on = 2023-12-01
reviews = [{ on = 2024-02-13, kind = "full" }]
"""
    kept = Kept(tmp_path, {SITE: site})
    kept.write(start(kept.book, "2026-11-02"))
    assert "started_on = 2023-12-01" in kept.text(SITE).split("reviews = ")[1]
    assert walk(kept.book, date(2024, 1, 5)).started == "2023-12-01"


# --- other regimes, other readers ----------------------------------------------------------------------


def test_a_reppir_review_has_its_own_provision_and_no_list_of_regulation_13_7(kept: Kept) -> None:
    found = walk(kept.book, regime=Regime.REPPIR)
    assert (found.heed, found.consulted) == ((), ())
    assert [one.provision for one in found.steps if one.id == "sign-off"] == ["REPPIR-12-REVIEW"]
    assert [one.due_on for one in found.steps] == [None] * len(found.steps)  # no date to count from


def test_a_review_of_a_plan_or_site_that_is_not_there(kept: Kept) -> None:
    with pytest.raises(RefusedError, match="northbank has no pipeline plan on record"):
        walk(kept.book, regime=Regime.PIPELINE)
    with pytest.raises(UnknownNameError, match="westbank: no such site"):
        review_walk(kept.book, LAW, TODAY, "westbank", Regime.COMAH)


def test_the_check_says_that_a_review_is_under_way_and_still_finds_what_it_is_for() -> None:
    records = {
        SITE: """\
history = [{ on = 2025-04-07, event = "modified" }]
[[plans]]
regime = "comah"
review_started_on = 2026-11-02
reviews = [{ on = 2024-02-13 }]
""",
        "activations/2025-release": 'site = "northbank"\non = 2025-03-09',
    }
    assert lines("2026-11-21", records, "REV") == [
        "note REV006 northbank: 1 change for the next review to take account of: modified 7 Apr 2025",
        (
            "warning REV007 northbank: put into effect (2025-release, 9 Mar 2025), and no full review on record since; "
            "one is under way since 2 Nov 2026"
        ),
    ]
