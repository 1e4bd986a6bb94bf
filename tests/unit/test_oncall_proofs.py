"""What is said of a rota when the work was broken off: how far from the best it may be, or that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from oncall_checker import faults
from oncall_instances import BEFORE, DAYS, FIRST, question, roster

from comah.oncall.build.build_rota import build_rota
from comah.oncall.build.choose import choose, teams_of
from comah.oncall.build.measure import measure
from comah.oncall.build.opening import Asked
from comah.oncall.build.problem import Aim, Choice, Problem, Proof
from comah.oncall.build.proof_words import proof_words, result_words
from comah.oncall.build.rota_model import RotaModel
from comah.oncall.build.solving import solve
from comah.oncall.can_serve import Serving

_NONE = Problem(vacancies=(), candidates=())


def _choice(**bounds: int | None) -> Choice:
    """Return a choice that comes to 200 by every aim, with the least that is known to be possible."""
    proofs = tuple(Proof(aim=aim, value=200, bound=bounds.get(aim.value, 200)) for aim in Aim)
    return Choice(people=(("a",), ("",)), proofs=proofs)


def test_work_broken_off_at_once_leaves_a_rota_that_keeps_the_rules_and_says_so() -> None:
    oncall = roster(1, people=6, roles=2, weeks=8)
    asked = Asked(first=FIRST, weeks=8, now=BEFORE)
    draft = build_rota(Serving(oncall=oncall), DAYS, asked, on=date(2026, 11, 2), budget=0.0)
    assert faults(draft.oncall, FIRST, 8) == []
    assert draft.page.proofs[0] == ("Cover: 16 of 16 places with NOBODY. Not proved: how near the best is not known")
    assert "could, if others changed turns: not looked through to the end" in draft.page.gaps[0].reason


def test_a_later_aim_does_not_undo_what_an_unproved_one_had_reached() -> None:
    """The weeks are given no time at all; the wishes must not make them, or the cover, worse."""
    problem = question(roster(1, people=8, roles=2, weeks=12), 12).problem
    model = RotaModel(problem)
    found: Mapping[tuple[int, int], bool] = dict.fromkeys(model.has, False)
    reached = []
    for aim, budget in ((Aim.COVER, 5.0), (Aim.WEEKS, 0.0), (Aim.WISHES, 5.0)):
        known = found, measure(problem, aim, teams_of(problem, found))
        found, _ = solve(model.cp, model.aim(aim), model.has, known, (1, budget))
        reached.append(
            [measure(problem, each, teams_of(problem, found)) for each in (Aim.COVER, Aim.WEEKS, Aim.WISHES)]
        )
    assert [row[0] for row in reached] == [0, 0, 0]
    assert reached[2][1] <= reached[1][1] == reached[0][1]
    assert reached[2][2] < reached[1][2]


def test_nothing_is_proved_by_work_that_found_no_answer() -> None:
    """Of wishes the best is below nought, so that the nought which the solver tells then is no bound."""
    problem = question(roster(1, people=8, roles=2, weeks=12), 12).problem
    proofs = {one.aim: one for one in choose(problem, budget=0.0).proofs}
    open_ = [aim for aim, one in proofs.items() if not one.is_proved]
    assert open_ == [Aim.COVER, Aim.WEEKS, Aim.WEEKENDS, Aim.BANK_HOLIDAYS, Aim.CHRISTMAS, Aim.WISHES]
    assert {proofs[aim].bound for aim in open_} == {None}


def test_a_little_work_gives_the_same_rota_each_time() -> None:
    problem = question(roster(2, people=8, roles=2, weeks=12), 12).problem
    assert choose(problem, budget=0.05) == choose(problem, budget=0.05)


def test_a_distance_from_the_best_is_said_in_percent() -> None:
    choice = _choice(weekends=197)
    assert result_words(choice) == "not proved: weekends (at most 1.5% from the best)"
    assert proof_words(_NONE, choice)[1] == (
        "Fairness: weeks, then bank holidays, then Christmas and New Year: proved, no rota is fairer; "
        "weekends: at most 1.5% from the best, not proved"
    )


def test_that_nothing_is_known_is_said() -> None:
    choice = _choice(cover=None)
    assert result_words(choice) == "not proved: cover (how near the best is not known)"
    assert proof_words(_NONE, choice)[0] == (
        "Cover: 1 of 2 places with NOBODY. Not proved: how near the best is not known"
    )


def test_aims_are_named_as_officers_say_them() -> None:
    assert [aim.shown for aim in Aim] == [
        "cover",
        "turns told",
        "weeks",
        "weekends",
        "bank holidays",
        "Christmas and New Year",
        "wishes",
        "who is rung first",
    ]
