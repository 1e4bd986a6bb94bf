"""Rules on templates as the records change them: each fires, does not fire, and says where."""

from __future__ import annotations

import pytest
from rule_findings import found_of, kinds, lines

ON = "2026-10-28"
LIVE = 'planned_on = 2026-12-02\nwill_test = ["northbank"]\n'
NO_PHASE = "is no phase of a template"
NO_DAY = "error TPL007 phase venue: phase venue is added without a day, and is left out"
OWN_DAY = "the exercise itself cannot be dropped, or moved from its own day"
TWICE = "is given twice; the later one counts where they differ"
STANDS = "its limit is law and stands"
SITE = 'name = "Northbank"\n\n[[plans]]\nregime = "comah"\n\n[[plans]]\nregime = "reppir"\n'


def authority(*phases: str) -> dict[str, str]:
    """An authority with phases of its own."""
    return {"authority": "".join(f"\n[[phases]]\n{one}\n" for one in phases)}


def exercise(phases: str, more: str = LIVE) -> dict[str, str]:
    """One exercise of Northbank with phases of its own."""
    return {"establishments/northbank": SITE, "exercises/next": f"{more}phases = [{phases}]\n"}


def tpl(records: dict[str, str]) -> list[str]:
    return lines(ON, records, "TPL")


def test_what_stands_behind_each_rule() -> None:
    assert kinds("TPL") == {
        "TPL001": "record error",
        "TPL002": "record warning",
        "TPL003": "record error",
        "TPL004": "record error",
        "TPL005": "record warning",
        "TPL006": "law error",
        "TPL007": "record error",
    }


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        (
            ['id = "scenario"\nneeds = ["events-list"]'],
            ["error TPL001 phase scenario: scenario, events-list need one another",
             "error TPL003 phase scenario: events-list is due D-42, and scenario that needs it is due D-119"],
        ),
        (['id = "scenario"\nneeds = ["scenario"]'], ["error TPL001 phase scenario: scenario needs itself"]),
        (['id = "scenario"\nneeds = ["initiation"]'], []),
        (
            ['id = "scenario"\nneeds = ["initiaton"]'],
            [f"warning TPL002 phase initiaton: scenario needs initiaton, which {NO_PHASE}; is initiation meant?"],
        ),
        (
            ['id = "qq"\ndropped = true'],
            ["warning TPL002 phase qq: qq is no phase of a template"],
        ),
        (['id = "safety"\ndropped = true'], []),
        (
            ['id = "venue"\nfirst_offset = -60\nneeds = ["initiation"]', 'id = "events-list"\nneeds = ["venue"]'],
            [],
        ),
        (
            ['id = "events-list"\nfirst_offset = -126'],
            ["error TPL003 phase events-list: scenario is due D-119, and events-list that needs it is due D-126"],
        ),
        (['id = "events-list"\nfirst_offset = -119\ntypes = ["live"]'], []),
        (
            ['id = "multi-agency-debrief"\nlimit = 27'],
            ["error TPL004 phase multi-agency-debrief: multi-agency-debrief is due D+28, after its limit D+27"],
        ),
        (['id = "multi-agency-debrief"\nlimit = 28'], []),
        (
            ['id = "player-briefing"\nfirst_offset = 0'],
            ["error TPL004 phase player-briefing: player-briefing begins D+0, after its last day D-1"],
        ),
        (
            ['id = "venue"\nfirst_offset = -10\nlast_offset = -20'],
            ["error TPL004 phase venue: venue begins D-10, after its last day D-20"],
        ),
        (['id = "venue"\nfirst_offset = -20\nlast_offset = -20'], []),
        (
            ['id = "initiation"\nfirst_offset = -200', 'id = "initiation"\nfirst_offset = -210'],
            ["warning TPL005 phase initiation: phase initiation " + TWICE],
        ),
        (
            ['id = "initiation"\nfirst_offset = -200\ntypes = ["live"]',
             'id = "initiation"\nfirst_offset = -130\ntypes = ["tabletop"]'],
            [],
        ),
        (['id = "venue"\ntitle = "Venue booked"'], [NO_DAY],
        ),
        (['id = "venue"\ntitle = "Venue booked"\nlast_offset = -60'], []),
        (['id = "exercise"\ndropped = true'], ["error TPL007 phase exercise: " + OWN_DAY]),
        (['id = "exercise"\nfirst_offset = 7'], ["error TPL007 phase exercise: " + OWN_DAY]),
        (['id = "exercise"\nlast_offset = 7'], ["error TPL007 phase exercise: " + OWN_DAY]),
        (['id = "exercise"\nwho = "exercise director"'], []),
    ],
)  # fmt: skip
def test_an_authoritys_own_phases(phases: list[str], expected: list[str]) -> None:
    assert tpl(authority(*phases)) == expected


@pytest.mark.parametrize(
    ("phase", "message"),
    [
        ('id = "report-agreed"\nfirst_offset = 90', "report-agreed cannot be put to D+90: " + STANDS),
        ('id = "report-agreed"\nfirst_offset = 89', ""),
        ('id = "report-agreed"\nlimit = 90', "report-agreed cannot be given the limit D+90: " + STANDS),
        ('id = "report-agreed"\nlimit = 89', ""),
        ('id = "report-agreed"\ndropped = true', "report-agreed cannot be dropped: " + STANDS),
        # sent within 28 days of the report, which a live exercise has at D+84
        ('id = "report-published"\nfirst_offset = 113\ntypes = ["live"]',
         "report-published cannot be put to D+113: " + STANDS),
        ('id = "report-published"\nfirst_offset = 112\ntypes = ["live"]', ""),
    ],
)  # fmt: skip
def test_a_limit_of_the_law_is_not_lengthened(phase: str, message: str) -> None:
    found = found_of("TPL006", ON, authority(phase))
    assert [one.raised.message for one in found] == ([message] if message else [])


def test_the_finding_cites_the_provision_whose_limit_stands() -> None:
    (found,) = found_of("TPL006", ON, authority('id = "report-agreed"\nfirst_offset = 98'))
    assert (found.raised.provision, found.raised.key) == ("REPPIR 2019 reg 12(8)", "last_offset")
    assert found.raised.details == (("Law", "REPPIR 2019 reg 12(8): complete the report of the test"),)
    (found,) = found_of("TPL006", ON, authority('id = "report-published"\ndropped = true'))
    assert found.raised.provision == "REPPIR 2019 reg 12(9),(10)"


def test_the_report_moved_sooner_takes_the_day_of_sending_with_it() -> None:
    sooner = 'id = "report-agreed"\nfirst_offset = 70\ntypes = ["live"]'
    sent = 'id = "report-published"\nfirst_offset = {}\ntypes = ["live"]'
    assert found_of("TPL006", ON, authority(sooner, sent.format(98))) == []
    assert len(found_of("TPL006", ON, authority(sooner, sent.format(99)))) == 1


def test_a_comah_exercise_may_report_later() -> None:
    assert tpl(exercise('{ id = "report-agreed", first_offset = 110 }')) == []
    both = LIVE.replace('["northbank"]', '["northbank", "northbank/reppir"]')
    assert tpl(exercise('{ id = "report-agreed", first_offset = 110 }', both)) == [
        "error TPL006 northbank: report-agreed cannot be put to D+110: " + STANDS,
        "error TPL003 northbank: report-agreed is due D+110, and report-published that needs it is due D+98",
    ]


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        ('{ id = "event-list", done_on = 2026-10-21 }',
         ["warning TPL002 northbank: event-list is no phase of a template; is events-list meant?"]),
        ('{ id = "events-list", done_on = 2026-10-21 }', []),
        ('{ id = "venue", first_offset = -56 }, { id = "venue", first_offset = -49 }',
         ["warning TPL005 northbank: phase venue is given twice; the later one counts where they differ"]),
        ('{ id = "events-list", due_on = 2026-10-21 }, { id = "events-list", done_on = 2026-10-21 }', []),
        ('{ id = "events-list", first_offset = -126 }',
         ["error TPL003 northbank: scenario is due D-119, and events-list that needs it is due D-126"]),
    ],
)  # fmt: skip
def test_an_exercises_own_phases(phases: str, expected: list[str]) -> None:
    assert tpl(exercise(phases)) == expected


def test_an_exercise_says_where_and_does_not_repeat_its_authoritys_faults() -> None:
    records = authority('id = "events-list"\nfirst_offset = -126') | exercise('{ id = "safety", who = "x" }')
    assert tpl(records) == [
        "error TPL003 phase events-list: scenario is due D-119, and events-list that needs it is due D-126"
    ]
    (found,) = found_of("TPL002", ON, exercise('{ id = "event-list", done_on = 2026-10-21 }'))
    assert (found.raised.place.file.name, found.raised.key, found.raised.exercise) == (
        "halton/exercises/next.toml",
        "id",
        "next",
    )


def test_a_phase_of_the_authority_is_known_to_its_exercises() -> None:
    records = authority('id = "venue"\nfirst_offset = -60') | exercise('{ id = "venue", done_on = 2026-10-01 }')
    assert tpl(records) == []
