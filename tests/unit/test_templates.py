"""The templates say what the table of good practice says."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import tomli

from comah.exercises import template
from comah.exercises.template import EXERCISE, template_for
from comah.exercises.template_faults import faults_of
from comah.model.kinds import ExerciseType, Regime

LIVE, TABLETOP = template_for(ExerciseType.LIVE), template_for(ExerciseType.TABLETOP)
FILE = tomli.loads(Path(template.__file__).with_name("templates.toml").read_text(encoding="utf-8"))

# phase, live, tabletop, least working days, needs
TABLE = """
initiation             -182       -119      5   -
invite-agencies        -168       -105      5   initiation
planning-meetings      -154..-14  -91..-14  28  invite-agencies
scenario               -119       -70       10  invite-agencies
debrief-booked         -91        -56       1   scenario
events-list            -42        -28       10  scenario
safety                 -28        -         5   events-list
player-briefing        -30..-1    -14..-1   2   events-list
public-notice          -7         -         2   scenario
exercise               0          0         1   player-briefing,safety
hot-debrief            0          0         1   exercise
urgent-corrections     14         14        5   exercise
single-agency-debriefs 14         14        5   exercise
multi-agency-debrief   28         28        1   single-agency-debriefs
draft-report           56         42        10  multi-agency-debrief
report-agreed          98         77        10  draft-report
report-published       112        84        5   report-agreed
invoice                126        98        5   report-published
plan-revised           182        126       10  report-published
lessons-reviewed       182        182       1   report-published
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


def offset_text(phase: template.Phase) -> str:
    if phase.first_offset == phase.last_offset:
        return str(phase.first_offset)
    return f"{phase.first_offset}..{phase.last_offset}"


def test_the_live_template_is_the_whole_table() -> None:
    found = [
        [phase.id, offset_text(phase), str(phase.least_days), ",".join(phase.needs) or "-"] for phase in LIVE.phases
    ]
    assert found == [[name, live, least, needs] for name, live, _, least, needs in ROWS]


def test_a_tabletop_drops_the_live_phases_and_what_needs_them() -> None:
    found = [
        [phase.id, offset_text(phase), str(phase.least_days), ",".join(phase.needs) or "-"] for phase in TABLETOP.phases
    ]
    assert found == [
        [name, offset, least, needs.replace(",safety", "")] for name, _, offset, least, needs in ROWS if offset != "-"
    ]


@pytest.mark.parametrize("exercise_type", ExerciseType)
def test_only_a_live_exercise_takes_half_a_year(exercise_type: ExerciseType) -> None:
    expected = LIVE if exercise_type is ExerciseType.LIVE else TABLETOP
    assert template_for(exercise_type) is expected
    assert (LIVE.length_days, TABLETOP.length_days) == (182, 119)


def test_every_type_belongs_to_one_template() -> None:
    listed = sorted(each for row in FILE["templates"] for each in row["types"])
    assert listed == sorted(each.value for each in ExerciseType)


@pytest.mark.parametrize("plan", [LIVE, TABLETOP], ids=["live", "tabletop"])
def test_the_length_is_that_of_the_first_phase(plan: template.Template) -> None:
    assert plan.length_days == -min(phase.first_offset for phase in plan.phases)
    assert plan.phases[0].first_offset == -plan.length_days


def test_phases_need_only_phases_that_are_known() -> None:
    known = [row["id"] for row in FILE["phases"]]
    assert len(known) == len(set(known))
    assert {need for row in FILE["phases"] for need in row["needs"]} <= set(known)


def test_offsets_are_given_for_known_templates_and_the_tabletop_has_no_phase_of_its_own() -> None:
    assert {name for row in FILE["phases"] for name in row["offsets"]} == {"live", "tabletop"}
    assert all("live" in row["offsets"] for row in FILE["phases"])


@pytest.mark.parametrize("plan", [LIVE, TABLETOP], ids=["live", "tabletop"])
def test_no_phase_needs_itself_through_others(plan: template.Template) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph((need, phase.id) for phase in plan.phases for need in phase.needs)
    assert nx.is_directed_acyclic_graph(graph)
    assert nx.is_weakly_connected(graph)
    assert set(graph) == {phase.id for phase in plan.phases}


@pytest.mark.parametrize("plan", [LIVE, TABLETOP], ids=["live", "tabletop"])
def test_every_phase_stands_below_what_it_needs_and_ends_no_earlier(plan: template.Template) -> None:
    above: dict[str, template.Phase] = {}
    for phase in plan.phases:
        for need in phase.needs:
            assert above[need].first_offset <= phase.last_offset
        above[phase.id] = phase


@pytest.mark.parametrize("plan", [LIVE, TABLETOP], ids=["live", "tabletop"])
def test_every_phase_takes_a_working_day_and_its_span_runs_forward(plan: template.Template) -> None:
    assert all(phase.least_days >= 1 for phase in plan.phases)
    assert all(phase.first_offset <= phase.last_offset for phase in plan.phases)
    assert all(phase.title and phase.who for phase in plan.phases)


def test_only_the_exercise_and_its_hot_debrief_never_move() -> None:
    assert [phase.id for phase in LIVE.phases if phase.is_fixed] == [EXERCISE, "hot-debrief"]


def test_only_the_multi_agency_debrief_has_a_limit() -> None:
    assert [(phase.id, phase.limit) for phase in LIVE.phases if phase.limit is not None] == [
        ("multi-agency-debrief", 42)
    ]


def test_finding_a_phase() -> None:
    found = LIVE.find("safety")
    assert found is not None
    assert (found.who, found.least_days) == ("exercise director", 5)
    assert TABLETOP.find("safety") is None


@pytest.mark.parametrize("name", ["live", "tabletop"])
@pytest.mark.parametrize("regimes", [{Regime.COMAH}, {Regime.REPPIR}, {Regime.PIPELINE}, set(Regime)])
def test_no_packaged_template_has_a_fault(name: str, regimes: set[Regime]) -> None:
    assert faults_of(name, frozenset(regimes)) == ()


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("exercise_type", ExerciseType)
def test_a_regime_changes_neither_the_length_nor_the_order(exercise_type: ExerciseType, regime: Regime) -> None:
    found = template_for(exercise_type, frozenset({regime}))
    assert found.length_days == template_for(exercise_type).length_days
    above: set[str] = set()
    for phase in found.phases:
        assert above.issuperset(phase.needs)
        above.add(phase.id)


def test_every_phase_has_a_short_title_for_a_line_of_80_columns() -> None:
    for regimes in (frozenset({Regime.COMAH}), frozenset({Regime.REPPIR}), frozenset({Regime.PIPELINE})):
        for phase in template_for(ExerciseType.LIVE, regimes).phases:
            assert 0 < len(phase.short) <= 22, phase.id
            assert len(phase.short) <= len(phase.title)
    reppir = template_for(ExerciseType.LIVE, frozenset({Regime.REPPIR}))
    assert [one.short for one in reppir.phases if one.provision] == ["Report completed", "Report sent, published"]
