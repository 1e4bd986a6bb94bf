from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli
from msgspec.structs import replace

from comah.errors import RefusedError
from comah.exercises.crediting import PlanTest, credit_exercise
from comah.exercises.recording import new_exercise
from comah.model.book import AuthorityBook
from comah.model.change import Action, Change, Edit, TomlValue
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import ActivationKind, Conclusion, Element, ExerciseType, Regime, ReviewKind
from comah.model.when import When
from comah.plans.activation_recording import ActivationFacts, record_activation
from comah.plans.recording import (
    plan_of,
    record_history_complete,
    record_information_received,
    record_prepared,
    record_review,
)
from comah.records.load import load_book

TODAY = date(2026, 11, 21)
SITE = """\
schema = 1
id = "northbank"
name = "Northbank Chemicals"
tier = "upper"
group = "riverside"

[[plans]]
regime = "reppir"
modular = true

[[plans]]
regime = "comah"
first_prepared_on = 2017-03-14
reviews = [
    { on = 2020-02-03, kind = "full" },
    { on = "2023-01", kind = "full" },
    { on = 2024-06-01, kind = "contacts" },
]
"""
WESTBANK = 'schema = 1\nid = "westbank"\nname = "Westbank Gases"\ntier = "upper"\ngroup = "riverside"\n'
LOWER = 'schema = 1\nid = "southwharf"\nname = "Southwharf"\ntier = "lower"\n'
EXERCISE = """\
schema = 1
id = "2024-riverside"
name = "Exercise Riverside"
type = "live"
takes_part = ["northbank", "westbank"]
"""


def records(tmp_path: Path, exercise: str = EXERCISE, activation: str = "") -> AuthorityBook:
    """A register of three sites, with one exercise and one activation."""
    texts = {
        "register.toml": 'schema = 1\nforum = "F"\nauthorities = [{ id = "halton", name = "Halton" }]\n',
        "halton/authority.toml": 'schema = 1\nid = "halton"\nname = "Halton"\n',
        "halton/establishments/northbank.toml": SITE,
        "halton/establishments/westbank.toml": WESTBANK,
        "halton/establishments/southwharf.toml": LOWER,
        "halton/exercises/2024-riverside.toml": exercise,
        "halton/activations/2025-westbank-standby.toml": activation,
    }
    for name, text in texts.items():
        if text:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    book = load_book(tmp_path)
    assert book.problems == ()
    return book.authorities[0]


def plan(held: AuthorityBook, name: str, regime: Regime = Regime.COMAH) -> tuple[Establishment, Plan]:
    site = next(site for site in held.establishments if site.id == name)
    return site, plan_of(site, regime)


def a_test(held: AuthorityBook, on: str, *names: str, conclusion: Conclusion = Conclusion.TESTED) -> PlanTest:
    plans = tuple(plan(held, name) for name in names)
    return PlanTest(
        when=When.read(on),
        plans=plans,
        conclusion=conclusion,
        decided_by="emergency planning officer",
        decided_on=TODAY,
    )


def test_a_review_is_added_to_the_plan_of_its_regime(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    assert record_review(site, comah, When.read("2026-02-03"), on=TODAY, approved_by="head of service") == Change(
        file="halton/establishments/northbank.toml",
        what="review",
        summary="northbank, comah plan: full review of 3 Feb 2026",
        edits=(
            Edit(
                path=("plans", 1, "reviews"),
                value={"on": date(2026, 2, 3), "kind": "full", "approved_by": "head of service"},
                action=Action.APPEND,
            ),
        ),
    )


def test_a_date_not_known_to_the_day_is_recorded_no_more_exactly(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    change = record_review(site, comah, When.read("2026-04/2026-06"), on=TODAY)
    assert change.edits[0].value == {"on": "2026-04/2026-06", "kind": "full"}
    assert change.summary == "northbank, comah plan: full review of Apr-Jun 2026"


def test_a_plan_that_the_record_leaves_unsaid_is_begun(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "westbank")
    assert record_prepared(site, comah, When.read("2018-05-01"), on=TODAY).edits == (
        Edit(
            path=("plans",),
            value={"regime": "comah", "first_prepared_on": date(2018, 5, 1)},
            action=Action.APPEND,
        ),
    )
    begun = record_review(site, comah, When.read("2020-05-01"), on=TODAY).edits[0].value
    assert begun == {"regime": "comah", "reviews": [{"on": date(2020, 5, 1), "kind": "full"}]}


def test_the_same_review_twice_changes_nothing_and_says_where_it_stands(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    change = record_review(site, comah, When.read("2020-02-03"), on=TODAY)
    assert change.is_empty
    assert change.summary == (
        "northbank, comah plan: full review of 3 Feb 2020 already on record "
        "(halton/establishments/northbank.toml:15). Nothing changed"
    )


def test_who_approved_a_review_is_filled_in_once(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    blank = next(number for number, one in enumerate(comah.reviews) if one.on == When.read("2020-02-03"))
    change = record_review(site, comah, When.read("2020-02-03"), on=TODAY, approved_by="head of service")
    assert [(edit.path[-2:], edit.value) for edit in change.edits] == [((blank, "approved_by"), "head of service")]
    signed = replace(comah, reviews=(replace(comah.reviews[blank], approved_by="head of service"),))
    with pytest.raises(RefusedError, match=r"approved by is head of service by the record .*, not director"):
        record_review(site, signed, When.read("2020-02-03"), on=TODAY, approved_by="director")


def test_evidence_of_a_test_is_filled_in_by_the_same_words_and_another_name_refused(tmp_path: Path) -> None:
    credit = 'held_on = 2024-05-16\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    held = records(tmp_path, EXERCISE + credit)
    (exercise,) = held.exercises
    test = replace(a_test(held, "2024-05-16", "northbank"), evidence="log")
    for change in (
        new_exercise(test, folder="halton", exercises=held.exercises, taken=()),
        credit_exercise(exercise, test),
    ):
        assert [(edit.path, edit.value) for edit in change.edits] == [(("credits", 0, "evidence"), "log")]
    with pytest.raises(RefusedError, match=r"its name is .* by the record .*, not Exercise Other"):
        new_exercise(test, folder="halton", exercises=held.exercises, taken=(), name="Exercise Other")


def test_a_review_that_may_be_one_on_record_is_refused(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    with pytest.raises(
        RefusedError, match=r"full review of Jan 2023 is on record .*northbank.toml:16.*perhaps the same"
    ):
        record_review(site, comah, When.read("2023-01-20"), on=TODAY)


def test_a_full_review_on_the_day_of_a_check_of_contacts_is_another_one(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    assert not record_review(site, comah, When.read("2024-06-01"), on=TODAY).is_empty
    assert record_review(site, comah, When.read("2024-06-01"), on=TODAY, kind=ReviewKind.CONTACTS).is_empty


@pytest.mark.parametrize("on", ["2026-11-21", "2026-11", "2026-11-20/2026-11-21"])
def test_what_may_have_happened_is_recorded(tmp_path: Path, on: str) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    assert not record_review(site, comah, When.read(on), on=TODAY).is_empty


@pytest.mark.parametrize("on", ["2026-11-22", "2026-12", "2026-11-20/2026-11-22"])
def test_what_cannot_have_happened_yet_is_refused(tmp_path: Path, on: str) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    with pytest.raises(RefusedError, match=r"is after 21 Nov 2026\. Only what has happened is recorded"):
        record_review(site, comah, When.read(on), on=TODAY)


def test_a_review_before_the_plan_was_prepared_is_refused(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    with pytest.raises(RefusedError, match=r"first prepared 14 Mar 2017 \(.*northbank.toml:13\), after this review"):
        record_review(site, comah, When.read("2017-03-13"), on=TODAY)
    assert not record_review(site, comah, When.read("2017-03-14"), on=TODAY).is_empty


def test_another_day_of_first_preparation_is_refused_and_the_same_is_no_change(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    assert record_prepared(site, comah, When.read("2017-03-14"), on=TODAY).is_empty
    with pytest.raises(RefusedError) as refusal:
        record_prepared(site, comah, When.read("2018-03-14"), on=TODAY)
    assert str(refusal.value) == (
        "northbank, comah plan: first prepared 14 Mar 2017 is on record (halton/establishments/northbank.toml:13), "
        "not 14 Mar 2018. Nothing was recorded. Edit the record by hand if it is wrong"
    )


def test_a_plan_was_not_first_prepared_after_a_review_or_test_of_it(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    with pytest.raises(RefusedError, match="a review or test of 3 Feb 2020 is on record"):
        record_prepared(site, comah, When.read("2021-01-01"), on=TODAY)
    held = records(
        tmp_path, f'{EXERCISE}held_on = 2019-01-01\ncredits = [{{ plan = "westbank", conclusion = "tested" }}]\n'
    )
    site, comah = plan(held, "westbank")
    with pytest.raises(
        RefusedError, match=r"test of 1 Jan 2019 is on record \(halton/exercises/2024-riverside.toml:6\)"
    ):
        record_prepared(site, comah, When.read("2019-01-02"), on=TODAY, exercises=held.exercises)


def test_the_operators_information_is_recorded_once(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    change = record_information_received(site, comah, When.read("2016-09-01"), on=TODAY)
    assert change.edits == (Edit(path=("plans", 1, "information_received_on"), value=date(2016, 9, 1)),)
    assert change.what == "info-received"


def test_a_history_is_declared_complete(tmp_path: Path) -> None:
    site, comah = plan(records(tmp_path), "northbank")
    assert record_history_complete(site, comah).edits == (Edit(path=("plans", 1, "history_complete"), value=True),)


@pytest.mark.parametrize(
    ("name", "regime", "why"),
    [
        ("southwharf", Regime.COMAH, r"is of lower tier \(halton/establishments/southwharf.toml:4\)"),
        ("westbank", Regime.REPPIR, r"has no reppir plan on record \(plans: comah\)"),
    ],
)
def test_a_site_without_such_a_plan_is_refused_with_the_reason(
    tmp_path: Path, name: str, regime: Regime, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        plan(records(tmp_path), name, regime)


def test_an_exercise_on_record_gets_its_day_and_its_credits(tmp_path: Path) -> None:
    held = records(tmp_path)
    change = credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank", "westbank"))
    row: dict[str, TomlValue] = {
        "conclusion": "tested",
        "decided_by": "emergency planning officer",
        "decided_on": TODAY,
    }
    assert change.edits == (
        Edit(path=("held_on",), value=date(2024, 5, 16)),
        Edit(path=("credits",), value={"plan": "northbank", **row}, action=Action.APPEND),
        Edit(path=("credits",), value={"plan": "westbank", **row}, action=Action.APPEND),
    )
    assert change.summary == "2024-riverside: held 16 May 2024; 2 plans tested: northbank, westbank"


@pytest.mark.parametrize(
    ("written", "stated", "held_on"),
    [
        ('held_on = "unknown"', "2024-05-16", date(2024, 5, 16)),
        ('held_on = "2024-04/2024-06"', "2024-05-16", date(2024, 5, 16)),
        ('held_on = "2024-04/2024-06"', "2024-05", "2024-05"),
        ("held_on = 2024-05-16", "2024-05-16", None),
        ("held_on = 2024-05-16", "2024-05", None),
    ],
)
def test_a_day_held_is_made_more_exact_and_never_less(
    tmp_path: Path, written: str, stated: str, held_on: object
) -> None:
    held = records(tmp_path, f"{EXERCISE}{written}\n")
    change = credit_exercise(held.exercises[0], a_test(held, stated, "northbank"))
    days = [edit.value for edit in change.edits if edit.path == ("held_on",)]
    assert days == ([] if held_on is None else [held_on])
    assert len(change.edits) == 1 + len(days)


@pytest.mark.parametrize(
    ("written", "stated"),
    [("held_on = 2024-05-16", "2024-05-17"), ('held_on = "2024-04/2024-06"', "2024-07-01")],
)
def test_a_day_held_is_never_moved(tmp_path: Path, written: str, stated: str) -> None:
    held = records(tmp_path, f"{EXERCISE}{written}\n")
    with pytest.raises(
        RefusedError, match=r"by the record \(halton/exercises/2024-riverside.toml:6\), not .* 2024. Nothing"
    ):
        credit_exercise(held.exercises[0], a_test(held, stated, "northbank"))


def test_the_same_credit_twice_changes_nothing_and_another_conclusion_is_refused(tmp_path: Path) -> None:
    credit = 'held_on = 2024-05-16\ncredits = [\n    { plan = "northbank", conclusion = "tested" },\n]\n'
    held = records(tmp_path, EXERCISE + credit)
    assert credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank")).is_empty
    with pytest.raises(RefusedError, match=r"northbank is on record as tested .*2024-riverside.toml:8"):
        credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank", conclusion=Conclusion.PARTLY_TESTED))
    assert len(credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank", "westbank")).edits) == 1


def test_a_cancelled_exercise_tested_nothing(tmp_path: Path) -> None:
    held = records(tmp_path, f'{EXERCISE}cancelled = {{ on = 2024-04-01, reason = "shutdown" }}\n')
    with pytest.raises(RefusedError, match="was cancelled"):
        credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank"))


def test_an_exercise_that_names_other_sites_is_not_credited(tmp_path: Path) -> None:
    held = records(tmp_path, EXERCISE.replace('"northbank", ', ""))
    with pytest.raises(RefusedError, match="2024-riverside names westbank and not northbank"):
        credit_exercise(held.exercises[0], a_test(held, "2024-05-16", "northbank"))


def test_a_test_before_the_plan_was_prepared_is_refused(tmp_path: Path) -> None:
    held = records(tmp_path, f"{EXERCISE}held_on = 2017-01-10\n")
    for stated in ("2017-01-10", "2017"):
        with pytest.raises(RefusedError, match="after this test of 10 Jan 2017"):
            credit_exercise(held.exercises[0], a_test(held, stated, "northbank"))


def test_a_modular_plan_wants_its_elements_named(tmp_path: Path) -> None:
    held = records(tmp_path)
    test = PlanTest(
        when=When.read("2025-05-16"),
        plans=(plan(held, "northbank", Regime.REPPIR),),
        decided_by="emergency planning officer",
        decided_on=TODAY,
    )
    with pytest.raises(RefusedError, match=r"tested element by element .*northbank.toml:9"):
        credit_exercise(held.exercises[0], test)


def test_a_test_without_an_exercise_on_record_makes_one(tmp_path: Path) -> None:
    held = records(tmp_path)
    change = new_exercise(
        a_test(held, "2023-05-12", "northbank", "westbank"),
        folder="halton",
        exercises=held.exercises,
        taken={"2023-riverside-live"},
        kind=ExerciseType.LIVE,
    )
    assert change.file == "halton/exercises/2023-riverside-live-2.toml"
    assert change.creates is not None
    row: dict[str, TomlValue] = {
        "conclusion": "tested",
        "decided_by": "emergency planning officer",
        "decided_on": TODAY,
    }
    assert tomli.loads(change.creates) == {
        "schema": 1,
        "id": "2023-riverside-live-2",
        "name": "Live exercise, Northbank Chemicals, Westbank Gases",
        "type": "live",
        "held_on": date(2023, 5, 12),
        "credits": [{"plan": "northbank", **row}, {"plan": "westbank", **row}],
    }


def test_a_new_exercise_of_one_reppir_plan_is_named_for_it(tmp_path: Path) -> None:
    held = records(tmp_path)
    test = PlanTest(
        when=When.read("2025"),
        plans=(plan(held, "northbank", Regime.REPPIR),),
        elements=(Element.ACTIVATION, Element.WARNING),
        decided_by="emergency planning officer",
        decided_on=TODAY,
        evidence="log, page 3",
    )
    change = new_exercise(test, folder="halton", exercises=(), taken=(), name="Exercise Reed")
    assert change.file == "halton/exercises/2025-northbank-reppir-exercise.toml"
    assert tomli.loads(change.creates or "")["credits"] == [
        {
            "plan": "northbank/reppir",
            "conclusion": "tested",
            "elements": ["activation", "warning"],
            "decided_by": "emergency planning officer",
            "decided_on": TODAY,
            "evidence": "log, page 3",
        }
    ]


@pytest.mark.parametrize("known", ['held_on = "2024-04/2024-06"', "planned_on = 2024-05-16"])
def test_what_may_be_an_exercise_on_record_is_not_recorded_beside_it(tmp_path: Path, known: str) -> None:
    held = records(tmp_path, f"{EXERCISE}{known}\n")
    with pytest.raises(RefusedError, match=r"perhaps the same exercise:(.|\n)*add: --exercise 2024-riverside"):
        new_exercise(a_test(held, "2024-05-16", "northbank"), folder="halton", exercises=held.exercises, taken=())


def test_a_test_that_is_on_record_changes_nothing(tmp_path: Path) -> None:
    credit = 'held_on = 2024-05-16\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    held = records(tmp_path, EXERCISE + credit)
    change = new_exercise(a_test(held, "2024-05-16", "northbank"), folder="halton", exercises=held.exercises, taken=())
    assert change.is_empty
    assert (
        change.summary == "already on record: 2024-riverside (halton/exercises/2024-riverside.toml:6). Nothing changed"
    )


def test_an_activation_has_a_file_of_its_own_once(tmp_path: Path) -> None:
    text = 'schema = 1\nid = "2025-westbank-standby"\nsite = "westbank"\non = 2025-03-09\nkind = "standby"\n'
    held = records(tmp_path, activation=text)
    site, _ = plan(held, "westbank")
    facts = ActivationFacts(when=When.read("2025-03-09"), kind=ActivationKind.STANDBY, summary="odour")
    fuller = record_activation(site, facts, on=TODAY, activations=held.activations, taken={"2025-westbank-standby"})
    assert [(edit.path, edit.value) for edit in fuller.edits] == [(("summary",), "odour")]
    facts = ActivationFacts(when=When.read("2025-03-09"), kind=ActivationKind.STANDBY)
    again = record_activation(site, facts, on=TODAY, activations=held.activations, taken={"2025-westbank-standby"})
    assert again.is_empty
    other = ActivationFacts(
        when=When.read("2025-06"),
        kind=ActivationKind.STANDBY,
        summary="odour",
        public_informed_on=When.read("2025-06-02"),
    )
    change = record_activation(site, other, on=TODAY, activations=held.activations, taken={"2025-westbank-standby"})
    assert change.file == "halton/activations/2025-westbank-standby-2.toml"
    assert tomli.loads(change.creates or "") == {
        "schema": 1,
        "id": "2025-westbank-standby-2",
        "site": "westbank",
        "on": "2025-06",
        "kind": "standby",
        "summary": "odour",
        "public_informed_on": date(2025, 6, 2),
    }
