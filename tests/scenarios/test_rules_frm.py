"""Rules that only the forum can see: each fires, does not fire, and its boundary day."""

from __future__ import annotations

import pytest
from rule_findings import found_of, kinds, lines

REGISTER = """
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "halton", name = "Halton" }, { id = "eastshire", name = "Eastshire Council" }]
agencies = [{ id = "example-police", name = "Example Constabulary", category = 1 }, { id = "hse", name = "HSE" }]
"""
EAST = {"eastshire/authority": 'id = "eastshire"\nname = "Eastshire Council"\n'}
POLICE = 'agencies = ["example-police"]\n'


def forum(own: str, east: str, register: str = REGISTER) -> dict[str, str]:
    """One exercise of Halton's on 27 January 2027, unless the text says otherwise, and one of Eastshire's."""
    return EAST | {"register": register, "exercises/ours": own, "eastshire/exercises/theirs": east}


def clash(own: str, east: str, on: str = "2026-11-21", register: str = REGISTER) -> list[str]:
    found = found_of("FRM001", on, forum(own, east, register))
    return [f"{one.severity.value} {one.raised.authority} {one.raised.exercise} {one.raised.message}" for one in found]


OURS = f"planned_on = 2027-01-27\n{POLICE}"


def test_what_stands_behind_each_rule() -> None:
    assert kinds("FRM") == {"FRM001": "practice warning", "FRM002": "record warning"}


def test_a_forum_of_three_in_november() -> None:
    three = REGISTER.replace("authorities = [", 'authorities = [{ id = "westshire", name = "Westshire Council" }, ')
    records = forum(OURS, f"planned_on = 2027-01-29\nconfirmed_on = 2026-11-02\n{POLICE}", three)
    assert lines("2026-11-21", records, "FRM") == [
        "warning FRM001 theirs: wants example-police within 2 days of ours of halton",
        "warning FRM002 westshire: Westshire Council has no records here: nothing can be shown",
    ]
    (found,) = found_of("FRM001", "2026-11-21", records)
    assert (found.raised.place.file.name, found.raised.key) == ("eastshire/exercises/theirs.toml", "planned_on")
    assert found.raised.details == (
        ("First", "ours of halton, Wed 27 Jan 2027, not confirmed"),
        ("Second", "theirs of eastshire, Fri 29 Jan 2027, confirmed"),
    )


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (
            "planned_on = 2027-01-27\n",
            ["warning eastshire theirs wants example-police on the same day as ours of halton"],
        ),
        (
            "planned_on = 2027-02-03\n",
            ["warning eastshire theirs wants example-police within 7 days of ours of halton"],
        ),
        ("planned_on = 2027-02-04\n", []),
        (
            "planned_on = 2027-01-20\n",  # ours comes later, and is the one that can still move
            ["warning halton ours wants example-police within 7 days of theirs of eastshire"],
        ),
        ("planned_on = 2027-01-19\n", []),
        (
            'planned_on = "2027-02-02/2027-02-10"\n',
            ["warning eastshire theirs wants example-police within 6 days of ours of halton"],
        ),
        (
            'planned_on = "2027-02"\n',
            ["note eastshire theirs may want example-police within 5 days of ours of halton"],
        ),
        ('planned_on = "2027-03"\n', []),
    ],
)
def test_two_authorities_want_one_agency_within_seven_days(theirs: str, expected: list[str]) -> None:
    assert clash(OURS, theirs + POLICE) == expected


def test_the_forum_sets_the_days() -> None:
    theirs = f"planned_on = 2027-02-03\n{POLICE}"
    assert clash(OURS, theirs, register=f"clash_days = 6\n{REGISTER}") == []
    assert clash(OURS, theirs, register=f"clash_days = 7\n{REGISTER}") != []


@pytest.mark.parametrize(
    "theirs",
    [
        'planned_on = 2027-01-27\nagencies = ["hse"]\n',
        f"planned_on = 2027-01-27\nno_notice = true\n{POLICE}",  # its authority alone knows its day
        f'planned_on = 2027-01-27\ncancelled = {{ reason = "shutdown" }}\n{POLICE}',
        POLICE,  # no day yet
    ],
)
def test_what_is_no_clash(theirs: str) -> None:
    assert clash(OURS, theirs) == []


def test_an_agency_that_was_asked_is_wanted_too() -> None:
    assert clash(OURS, 'planned_on = 2027-01-27\nattendance = [{ agency = "example-police" }]\n') != []


def test_an_exercise_held_or_past_wants_nobody_any_more() -> None:
    theirs = f"planned_on = 2027-01-28\n{POLICE}"
    assert clash(OURS, theirs, "2027-01-27") != []
    assert clash(OURS, theirs, "2027-01-28") == []


def test_two_exercises_of_one_authority_are_its_own_affair() -> None:
    records = {"register": REGISTER, "exercises/ours": OURS, "exercises/others": OURS} | EAST
    assert found_of("FRM001", "2026-11-21", records) == []


def test_a_listed_authority_without_records_is_found_once() -> None:
    (found,) = found_of("FRM002", "2026-11-21", {"register": REGISTER})
    assert (found.raised.authority, found.raised.place.file.name, found.raised.days) == (
        "eastshire",
        "register.toml",
        None,
    )
    assert found_of("FRM002", "2026-11-21", {"register": REGISTER} | EAST) == []


def test_an_authority_whose_file_is_broken_has_records_with_a_fault() -> None:
    records = {"register": REGISTER, "authority": "id = 3\nname = [\n"} | EAST
    assert found_of("FRM002", "2026-11-21", records) == []
