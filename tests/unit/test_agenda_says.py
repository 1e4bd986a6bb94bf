"""What entries say, in their one order: what, why, by what law, where that stands, what to do, from which record."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.agenda import Part, Wanted, agenda
from comah.assess import assess
from comah.law.load import load_law
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.entry_kinds import ALARM_WORDS, CATEGORY_WORDS, KINDS

ON = "2026-11-21"
SITE = 'name = "Northbank"\n[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-06-03, kind = "full" }]\n'
TESTED = (
    'held_on = 2024-05-12\nwill_test = ["northbank"]\n'
    'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"], decided_on = 2024-06-01 }]\n'
    'phases = [{ id = "multi-agency-debrief", done_on = 2024-06-03 }, '
    '{ id = "report-published", done_on = 2024-07-01 }]\n'
)
RECORDS = {"establishments/northbank": SITE, "exercises/2024-northbank": TESTED}
UNKNOWN = "cannot be shown in date; in date only if done, or the plan first prepared, since 21 Nov 2023"
NEXT = 'name = "Exercise Next"\nwill_test = ["northbank"]\nplanned_on = 2027-03-10\n'


def entries(more: dict[str, str], on: str = ON) -> tuple[Entry, ...]:
    """Return every entry of a register as at a day, for eighteen months and more."""
    day = date.fromisoformat(on)
    book = register(RECORDS | more)
    wanted = Wanted(first=day, last=date(2028, 6, 30), parts=frozenset(Part))
    return agenda(book, assess(book, load_law(), day), wanted)


def lines(more: dict[str, str], kind: str, on: str = ON, identity: str = "") -> list[str]:
    """Return what the one entry of a kind says."""
    found = [one for one in entries(more, on) if one.kind.value == kind and identity in ".".join(one.identity)]
    assert len(found) == 1, [one.identity for one in found]
    return list(found[0].lines)


def act(more: dict[str, str], on: str = ON, kind: str = "deadline") -> list[str]:
    """Return what to do about the test of Northbank's plan."""
    said = lines(more, kind, on, "comah-14-test" if kind == "deadline" else "northbank")
    return [line.removeprefix("Do: ") for line in said if line.startswith("Do: ")]


def test_a_safe_date_says_all_in_order() -> None:
    assert lines({}, "deadline", identity="comah-14-test") == [
        "Safe date of a duty in law: the last lawful day less one day",
        "Safe date (plan for this day): Tue 11 May 2027",
        "Last lawful day: Wed 12 May 2027",
        "Latest start: Tue 10 Nov 2026",
        "Start by: Wed 12 Aug 2026 (live, 182 days; margin 90 days (local)); local advice, not law",
        "Counted from: live exercise 2024-northbank, 12 May 2024 (halton/exercises/2024-northbank.toml)",
        "Working: comah explain northbank COMAH-14-TEST",
        "Law: COMAH 2015 reg 14(1)(b)",
        "Link: https://www.legislation.gov.uk/uksi/2015/483/regulation/14",
        "Do: arrange an exercise: comah exercise plan northbank",
        "Record: halton/exercises/2024-northbank.toml",
    ]


@pytest.mark.parametrize("kind", ["latest-start", "start-by", "ninety-days"])
def test_a_day_that_leads_to_the_safe_date_is_said_to_be_advice(kind: str) -> None:
    said = lines({}, kind, "2026-06-01", "comah-14-test")
    assert said[0] == KINDS[EntryKind(kind)].means
    assert "Law: COMAH 2015 reg 14(1)(b) sets the last lawful day; this day is local advice, not law" in said


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        ("", "arrange an exercise: comah exercise plan northbank"),  # it has no day yet
        (
            "planned_on = 2027-03-10\n",
            "have the day agreed by operator and agencies: comah exercise confirm next --on DATE",
        ),
        (
            "planned_on = 2027-03-10\nconfirmed_on = 2026-11-01\n",
            "hold the exercise, then have it credited: comah exercise show next",
        ),
        (
            "planned_on = 2027-05-12\nconfirmed_on = 2026-11-01\n",
            "it comes after the safe date: move it or arrange a sooner one: comah exercise move next --to DATE",
        ),
        ("held_on = 2026-11-10\n", "decide what it tested: comah exercise credit next northbank"),
        ("planned_on = 2027-03-10\nno_notice = true\n", "arrange an exercise: comah exercise plan northbank"),
    ],
)
def test_what_to_do_about_a_test_follows_what_is_arranged(exercise: str, expected: str) -> None:
    assert act({"exercises/next": 'will_test = ["northbank"]\n' + exercise}) == [expected]


def test_an_overdue_test_that_was_held_and_not_credited_asks_first_what_it_tested() -> None:
    held = 'held_on = 2027-06-10\nwill_test = ["northbank"]\n'
    said = act({"exercises/next": held}, "2027-06-11", "not-shown")
    assert said[-2:] == [
        "decide what it tested: comah exercise credit next northbank",
        "arrange an exercise: comah exercise plan northbank",
    ]


def test_what_to_do_about_a_review_follows_whether_it_was_started() -> None:
    review = [line for line in lines({}, "deadline", identity="comah-14-review") if line.startswith("Do: ")]
    assert review == ["Do: start the review: comah review start northbank --on DATE"]
    started = {"establishments/northbank": SITE.replace("reviews", "review_started_on = 2026-11-02\nreviews")}
    review = [line for line in lines(started, "deadline", identity="comah-14-review") if line.startswith("Do: ")]
    assert review == ["Do: finish the review: comah review show northbank"]


def test_a_plan_of_another_regime_is_named_with_it() -> None:
    site = SITE + '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2025-02-01\nhistory_complete = true\n'
    said = lines({"establishments/northbank": site}, "deadline", identity="reppir-12-test")
    assert "Do: arrange an exercise: comah exercise plan northbank --regime reppir" in said


def test_a_plan_with_nothing_on_record_says_each_duty_and_then_the_law_of_both() -> None:
    assert lines({"establishments/northbank": 'name = "Northbank"\n', "exercises/2024-northbank": ""}, "not-shown") == [
        "Not in date, or not known to be: entered so that silence never looks like safety",
        f"Review the external plan and revise it where necessary: {UNKNOWN}",
        "Working: comah explain northbank COMAH-14-REVIEW",
        f"Test the external plan: {UNKNOWN}",
        "Working: comah explain northbank COMAH-14-TEST",
        "Law: COMAH 2015 reg 14(1)(a), COMAH 2015 reg 14(1)(b)",
        "Link: https://www.legislation.gov.uk/uksi/2015/483/regulation/14",
        "Do: find the missing day and record it (comah gaps northbank); if there is none, do what is owed now",
        "Do: start the review: comah review start northbank --on DATE",
        "Do: arrange an exercise: comah exercise plan northbank",
        "Record: halton/establishments/northbank.toml",
    ]


def test_an_overdue_test_says_to_tell_the_competent_authority() -> None:
    assert act({}, "2027-05-13", "not-shown")[0] == (
        "tell the competent authority the day by which it will be done, and record that it was told (ca_told)"
    )


def test_a_test_that_may_be_overdue_says_to_find_the_day() -> None:
    vague = {"exercises/2024-northbank": TESTED.replace("2024-05-12", '"2024-05"', 1)}
    assert act(vague, "2027-05-13", "not-shown")[0] == (
        "find the exact day and record it; until then take the earliest day for the right one"
    )


def test_an_exercise_says_who_plays_what_it_tests_and_where_it_is() -> None:
    more = (
        'format = "in-person"\nlead = "halton"\nplayers = ["duty officer"]\nvenue = "Fire station, Exampleton"\n'
        'starts_at = "10:00"\nends_at = "14:00"\nagencies = ["example-police"]\n'
    )
    (found,) = [one for one in entries({"exercises/next": NEXT + more}) if one.kind is EntryKind.EXERCISE]
    assert list(found.lines) == [
        "Exercise of an emergency plan",
        "Planned for: Wed 10 Mar 2027, 10:00 to 14:00",
        "Format: in-person",
        "Lead: Halton",
        "Agencies: Example Constabulary",
        "Players: duty officer",
        "Meant to test: Northbank",
        "Not confirmed by operator and agencies",
        "Not law: the day is agreed. What the law asks for each plan: comah exercise show next",
        "Do: have the day agreed: comah exercise confirm next --on DATE",
        "Record: halton/exercises/next.toml",
    ]
    assert (found.location, found.posts, found.agencies) == (
        "Fire station, Exampleton",
        ("duty officer",),
        ("example-police",),
    )


@pytest.mark.parametrize(
    ("more", "location"),
    [
        ("", ""),  # the site that it tests need not be the place
        ('format = "virtual"\n', "Virtual"),
        ('format = "virtual"\nvenue = "Teams, link in the joining note"\n', "Teams, link in the joining note"),
    ],
)
def test_a_place_is_never_invented(more: str, location: str) -> None:
    (found,) = [one for one in entries({"exercises/next": NEXT + more}) if one.kind is EntryKind.EXERCISE]
    assert found.location == location


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("confirmed_on = 2026-11-01\n", "see its steps: comah exercise show next"),
        (
            'cancelled = { on = 2026-11-01, reason = "shutdown" }\n',
            "nothing for this exercise; its plans still need a test",
        ),
    ],
)
def test_what_to_do_about_an_exercise(more: str, expected: str) -> None:
    assert f"Do: {expected}" in lines({"exercises/next": NEXT + more}, "exercise")


def test_an_exercise_held_and_one_whose_day_passed_say_what_is_left() -> None:
    held = {"exercises/next": 'name = "Next"\nheld_on = 2026-11-21\n'}
    assert "Do: see what is left to close it: comah exercise show next" in lines(held, "exercise")
    vague = {"exercises/next": 'planned_on = "2026-11-20/2026-11-21"\n'}
    assert "Do: have the day agreed: comah exercise confirm next --on DATE" in lines(vague, "exercise")


def test_a_debrief_says_what_it_follows_and_how_to_record_it() -> None:
    assert lines({"exercises/next": NEXT + "debrief_on = 2027-04-07\n"}, "debrief") == [
        "Debrief of an exercise, or of a plan put into effect for real",
        "Exercise planned for: 10 Mar 2027",
        "The day booked in the record",
        "Local, not law",
        "Do: hold it and record it: comah exercise done next multi-agency-debrief --on DATE",
        "Record: halton/exercises/next.toml",
    ]


def test_a_debrief_booked_before_the_exercise_says_so() -> None:
    said = lines({"exercises/next": NEXT + "debrief_on = 2027-02-24\n"}, "debrief")
    assert "The day booked in the record: BEFORE THE EXERCISE" in said
    assert "Do: book a day after the exercise: comah exercise confirm next --on DATE --debrief DATE" in said


PUT_OFF_BY_HAND = (
    'name = "Exercise Next"\nplanned_on = 2026-12-02\n'  # the old day was left standing
    "postponements = [{ on = 2026-11-02, from = 2026-12-02, to = 2027-03-10 }]\n"
)


def test_what_leads_to_an_exercise_that_was_put_off_names_its_new_day() -> None:
    more = PUT_OFF_BY_HAND + "debrief_on = 2027-04-07\nmeetings = [{ number = 4, planned_on = 2026-12-16 }]\n"
    assert "Exercise planned for: 10 Mar 2027" in lines({"exercises/next": more}, "debrief")
    assert "Exercise planned for: 10 Mar 2027" in lines({"exercises/next": more}, "meeting", identity="meeting.4")


def test_an_exercise_that_was_put_off_and_then_cancelled_is_cancelled_on_its_new_day() -> None:
    more = PUT_OFF_BY_HAND + 'cancelled = { on = 2026-11-20, reason = "shutdown" }\n'
    found = [one for one in entries({"exercises/next": more}) if one.identity == ("next", "exercise")]
    assert [(one.first, one.is_cancelled) for one in found] == [(date(2027, 3, 10), True)]
    assert "Planned for: Wed 10 Mar 2027" in found[0].lines


def test_a_meeting_called_for_after_the_exercise_was_held_says_that_it_was_held() -> None:
    held = 'name = "Exercise Next"\nplanned_on = 2027-03-10\nheld_on = 2026-11-20\n'
    said = lines({"exercises/next": held + "meetings = [{ number = 4, planned_on = 2026-12-16 }]\n"}, "meeting")
    assert "Exercise held: 20 Nov 2026" in said


def test_a_debrief_of_an_activation_says_what_happened() -> None:
    release = 'site = "northbank"\non = 2026-11-10\ndebrief_on = 2026-12-02\n'
    assert lines({"activations/release": release}, "debrief") == [
        "Debrief of an exercise, or of a plan put into effect for real",
        "Major incident at Northbank: 10 Nov 2026",
        "The day booked in the record",
        "Local, not law",
        "Do: hold it and record it: comah activation debrief release",
        "Record: halton/activations/release.toml",
    ]


@pytest.mark.parametrize(
    ("meeting", "why", "do", "location"),
    [
        (
            "",
            "The usual day of a monthly series: nobody has called the meeting yet",
            "call it, on this day or another: comah exercise meeting next 4 --called DATE",
            "",
        ),
        (
            'meetings = [{ number = 4, planned_on = 2026-12-16, venue = "Room 2" }]\n',
            "The day it is called for in the record",
            "take its agenda from comah exercise meeting next 4",
            "Room 2",
        ),
        (
            'meetings = [{ number = 4, held_on = 2026-11-21, attended = ["example-police"] }]\n',
            "Attended: Example Constabulary",
            "see what came of it: comah exercise meeting next 4",
            "",
        ),
    ],
)
def test_a_planning_meeting_says_whether_anybody_called_it(meeting: str, why: str, do: str, location: str) -> None:
    found = [one for one in entries({"exercises/next": NEXT + meeting}) if one.identity == ("next", "meeting", "4")]
    assert len(found) == 1
    assert {why, f"Do: {do}", "Local, not law"} <= set(found[0].lines)
    assert found[0].location == location


def test_local_duties_measures_and_the_diary_say_that_they_are_not_law() -> None:
    authority = (
        '[[measures]]\nid = "one-a-year"\ntitle = "At least one exercise"\n'
        '[[local_duties]]\nid = "board"\ntitle = "Report to the board"\nevery = "1 year"\nlast_on = 2026-02-03\n'
    )
    diary = '[[entries]]\nid = "fair"\ntitle = "Fair"\non = 2027-06-01\nblocks = true\nnote = "same team"\n'
    more = {"authority": authority, "diary": diary}
    assert lines(more, "local", identity="board") == [
        "Local duty, target or good practice that falls due",
        "Due: Wed 3 Feb 2027",
        "Counted from: last done, 3 Feb 2026 (halton/authority.toml)",
        "Local target, not law",
        "Do: do it, and record the day as last_on",
        "Record: halton/authority.toml",
    ]
    assert lines(more, "measure", identity="2026-27") == [
        "End of the year of a local measure",
        "On record: 0 of 1 exercise in 2026/27",
        "Local, not law: meeting it meets no legal duty",
        "Do: see which exercises count: comah check --measures",
        "Record: halton/authority.toml",
    ]
    assert lines(more, "diary") == [
        "What to plan around",
        "No exercise is planned on these days",
        "same team",
        "Local, not law",
        "Do: keep exercises off these days",
        "Record: halton/diary.toml",
    ]


def test_every_kind_has_its_words_a_known_category_and_an_alarm() -> None:
    assert set(KINDS) == set(EntryKind)
    assert {one.category for one in KINDS.values()} == set(CATEGORY_WORDS)
    assert {one.alarm for one in KINDS.values()} == set(ALARM_WORDS)


def test_every_entry_begins_with_its_kind_names_its_record_and_has_the_category_and_alarm_of_its_kind() -> None:
    lesson = '[[lessons]]\nid = "l1"\ntext = "Keys"\nowner = "duty officer"\ndue_on = 2027-01-31\n'
    asked = 'attendance = [{ agency = "example-police", asked_on = 2026-11-02, asked_under_14_5 = true }]\n'
    more = {
        "authority": '[[measures]]\nid = "one"\ntitle = "One exercise"\n',
        "diary": '[[entries]]\nid = "fair"\ntitle = "Fair"\non = 2027-06-01\n',
        "exercises/2024-northbank": TESTED + lesson,
        "exercises/next": NEXT + "debrief_on = 2027-04-07\n" + asked,
        "establishments/southbank": 'name = "Southbank"\n',
        "establishments/westbank": SITE,
        "exercises/2025-westbank": TESTED.replace("northbank", "westbank").replace("2024-", "2025-"),
    }
    found = entries(more)
    assert {one.kind for one in found} == set(EntryKind) - {EntryKind.ONCALL}  # shifts come from the rota
    for one in found:
        kind = KINDS[one.kind]
        assert (one.lines[0], one.categories, one.alarm) == (kind.means, (kind.category,), kind.alarm)
        assert sum(line.startswith("Record: halton/") for line in one.lines) >= 1
        assert sum(line.startswith("Do: ") for line in one.lines) >= 1
        assert sum(line.startswith(("Law: ", "Local", "Not law", "Good practice")) for line in one.lines) >= 1


def test_what_was_arranged_for_a_cancelled_exercise_is_cancelled_with_it() -> None:
    more = (
        'cancelled = { on = 2026-11-01, reason = "shutdown" }\ndebrief_on = 2027-04-07\n'
        "meetings = [{ number = 1, held_on = 2026-11-21 }, { number = 4, planned_on = 2026-12-16 }]\n"
    )
    found = [one for one in entries({"exercises/next": NEXT + more}) if one.exercise == "next"]
    assert [(one.kind.value, one.is_cancelled, one.alarm, one.shown_as) for one in found] == [
        ("meeting", False, Alarm.DAY_BEFORE, ShownAs.BUSY),  # it was held
        ("meeting", True, Alarm.NONE, ShownAs.FREE),
        ("exercise", True, Alarm.NONE, ShownAs.FREE),
        ("debrief", True, Alarm.NONE, ShownAs.FREE),
    ]
    for one in found[1:]:
        assert any(line.endswith("shutdown") for line in one.lines)
        assert any(line.startswith("Do: nothing") for line in one.lines)
