"""The template of a plan review: its steps by regime, their days, and who is consulted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from comah.law.load import load_law
from comah.model.kinds import Nation, Regime
from comah.model.review_plan import ReviewStep
from comah.plans import review_template as module
from comah.plans.review_template import consultees, review_days, review_template
from comah.workdays.working_days import nation_calendar

ENGLAND = nation_calendar(Nation.ENGLAND)


def days(safe_on: str, lead_days: int | None = None, *, is_substantial: bool = True) -> dict[str, tuple[str, str, str]]:
    template = review_template(Regime.COMAH, lead_days, is_substantial=is_substantial)
    return {
        one.step.id: (str(one.first_on), str(one.due_on), str(one.latest_on))
        for one in review_days(template, date.fromisoformat(safe_on), ENGLAND)
    }


def test_a_review_ninety_days_before_the_safe_date() -> None:
    assert days("2026-12-02") == {
        "start": ("2026-09-03", "2026-09-03", "2026-10-12"),
        "establishment-changes": ("2026-09-23", "2026-09-23", "2026-10-26"),
        "responder-changes": ("2026-09-23", "2026-09-23", "2026-10-26"),
        "new-knowledge": ("2026-09-23", "2026-09-23", "2026-10-26"),
        "draft": ("2026-10-07", "2026-10-07", "2026-11-02"),
        "consultation": ("2026-10-08", "2026-11-04", "2026-11-23"),
        "sign-off": ("2026-11-18", "2026-11-18", "2026-11-30"),
        "distribution": ("2026-12-02", "2026-12-02", "2026-12-02"),
    }


def test_without_a_substantial_revision_nobody_need_be_consulted() -> None:
    found = days("2026-12-02", is_substantial=False)
    assert "consultation" not in found
    assert found["draft"] == ("2026-10-07", "2026-10-07", "2026-11-23")


def test_another_lead_stretches_the_steps() -> None:
    assert days("2026-12-02", 180)["start"][1] == "2026-06-05"
    assert days("2026-12-02", 180)["sign-off"][1] == "2026-11-04"
    assert {due for _, due, _ in days("2026-12-02", 0).values()} == {"2026-12-02"}


@pytest.mark.parametrize("regime", Regime)
def test_every_step_rests_on_a_provision_of_the_law_or_on_none(regime: Regime) -> None:
    template, law = review_template(regime), load_law()
    cited = {step.provision for step in template.steps if step.provision}
    assert all(law.find(name) is not None for name in cited)
    expected = {
        Regime.COMAH: {"COMAH-14-FACTORS", "COMAH-14-SUBST", "COMAH-14-REVIEW"},
        Regime.REPPIR: {"REPPIR-12-REVIEW"},
        Regime.PIPELINE: {"PSR-25-REVIEW"},
    }
    assert cited == expected[regime]


@pytest.mark.parametrize("is_substantial", [True, False])
def test_every_step_stands_below_what_it_needs_and_is_due_no_earlier(is_substantial: bool) -> None:
    template = review_template(Regime.COMAH, is_substantial=is_substantial)
    graph: nx.DiGraph[str] = nx.DiGraph((need, step.id) for step in template.steps for need in step.needs)
    assert nx.is_directed_acyclic_graph(graph)
    above: dict[str, ReviewStep] = {}
    for step in template.steps:
        assert all(above[need].last_offset <= step.last_offset for need in step.needs)
        assert step.first_offset <= step.last_offset
        assert step.least_days >= 1
        assert step.who
        above[step.id] = step
    assert template.find("start") is template.steps[0]
    assert template.find("nothing") is None


def test_the_names_of_those_consulted_are_those_of_the_day() -> None:
    def names(nation: Nation, on: date) -> dict[str, str]:
        return {one.id: one.name for one in consultees(nation, on)}

    assert names(Nation.ENGLAND, date(2026, 11, 21)) == {
        "operator": "",
        "appropriate-agency": "Environment Agency",
        "designated-authorities": "",
        "nhs-england": "NHS England",
        "health-protection": "UK Health Security Agency",
        "public": "",
    }
    assert names(Nation.ENGLAND, date(2021, 9, 30))["health-protection"] == "Public Health England"
    assert names(Nation.ENGLAND, date(2021, 10, 1))["health-protection"] == "UK Health Security Agency"
    assert names(Nation.WALES, date(2026, 11, 21))["appropriate-agency"] == "Natural Resources Wales"
    assert "nhs-england" not in names(Nation.SCOTLAND, date(2026, 11, 21))


def test_the_file_says_no_statutory_period() -> None:
    text = Path(module.__file__).with_name("review_template.toml").read_text(encoding="utf-8")
    assert "years" not in text


def test_every_step_has_a_short_title() -> None:
    assert [step.short for step in review_template(Regime.COMAH).steps] == [
        "Review started",
        "Establishment's changes",
        "Responders' changes",
        "New knowledge",
        "Draft written",
        "Consultation",
        "Signed off",
        "Plan sent out",
    ]
