"""A rota built from records: covered, kept to what people were told, fair over the years, and its gaps explained."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from oncall_checker import faults
from oncall_rosters import DAYS
from oncall_text import PEOPLE, ROLES, ROTA, ROTA_2027, cover, person, role, swap, turn
from register_text import register

from comah.errors import RefusedError
from comah.model.change import Change
from comah.model.oncall_book import Oncall
from comah.oncall.build.build_rota import Draft, build_rota
from comah.oncall.build.opening import Asked
from comah.oncall.can_serve import Serving

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)  # a Monday, in week 45
FOUR = "".join(person(name) for name in "abcd")


def records(roles: str, people: str, **more: str) -> Oncall:
    """Read what is on record."""
    named = {"rota": ROTA, "rota_2027": ROTA_2027}
    book = register({ROLES: roles, PEOPLE: people, **{named[key]: text for key, text in more.items()}})
    assert book.problems == ()
    oncall = book.authorities[0].oncall
    assert oncall is not None
    return oncall


def built(oncall: Oncall, first: str, weeks: int, *roles: str, keep: bool = False, seed: int = 1) -> Draft:
    """Build some weeks."""
    asked = Asked(first=date.fromisoformat(first), weeks=weeks, now=NOW, roles=roles, keep_published=keep, seed=seed)
    draft = build_rota(Serving(oncall=oncall), DAYS, asked, on=NOW.date(), name="Halton rota")
    if not roles:
        assert faults(draft.oncall, asked.first, weeks) == []
    return draft


def holders(draft: Draft, of: str = "tactical", seat: int = 1) -> list[str]:
    """Return who has the turns of a role, in order of time."""
    own = [one for one in draft.oncall.shifts if one.role == of and one.seat == seat]
    return [one.person for one in sorted(own, key=lambda one: one.id)]


def number(draft: Draft) -> Counter[str]:
    """Return how many turns each has."""
    return Counter(one.person for one in draft.oncall.shifts)


# ── cover ────────────────────────────────────────────────────────────────────────────────────────


def test_twelve_weeks_among_four_are_three_each() -> None:
    draft = built(records(role("tactical"), FOUR), "2026-11-09", 12)
    assert number(draft) == {"a": 3, "b": 3, "c": 3, "d": 3}
    assert draft.page.result == "proved: no better rota by these rules"
    assert draft.page.proofs == (
        "Cover: all 12 places filled. Proved: no rota leaves fewer places open",
        "Fairness: weeks, then weekends, then bank holidays, then Christmas and New Year: proved, no rota is fairer",
    )


def test_a_week_that_nobody_can_cover_is_a_gap_with_its_reason() -> None:
    trained = 'training = [{ course = "command", passed_on = 2025-01-07 }]'
    people = "".join((
        person("a", trained, "away = [{ from = 2026-11-20, to = 2026-11-24 }]"),
        person("b", trained, "away = [{ from = 2026-11-23 }]"),
        person("c", trained, "until = 2026-11-10"),
        person("d", 'training = [{ course = "command", passed_on = 2023-11-20 }]'),
        person("e", trained, 'exempt_dates = ["17 Nov"]'),
        person("f", trained, roles="duty"),
    ))  # fmt: skip
    needs = role("tactical", 'courses = [{ id = "command", valid_months = 36 }]')
    draft = built(records(needs, people), "2026-11-16", 1)
    (gap,) = draft.page.gaps
    assert (gap.shift, gap.when) == ("2026-w47-tactical-1", "Mon 16 Nov 2026")
    assert gap.reason == "1 not here, 2 away, 1 exempt, 1 not trained"
    assert f'reason = "{gap.reason}"' in (draft.changes[0].creates or "")
    assert draft.page.proofs[0] == "Cover: 1 of 1 place with NOBODY. Proved: no rota leaves fewer places open"


def test_a_gap_says_who_came_too_soon_or_is_on_call_elsewhere() -> None:
    roles = role("tactical", "minimum_gap_days = 14", "share_warning_percent = 100")
    roles += role("duty", "share_warning_percent = 100")
    people = person("a") + person("b", roles="tactical, duty")
    draft = built(records(roles, people, rota=turn(46, "a") + turn(47, "b", of="duty")), "2026-11-16", 1)
    assert [gap.reason for gap in draft.page.gaps] == ["1 on call elsewhere, 1 too soon"]


def test_nobody_is_on_call_for_more_than_their_share() -> None:
    draft = built(records(role("tactical", "share_warning_percent = 50"), person("a")), "2026-11-09", 4)
    assert number(draft) == {"a": 2, "": 2}
    assert {gap.reason for gap in draft.page.gaps} == {"1 at the limit of their share"}


def test_a_role_that_nobody_has() -> None:
    draft = built(records(role("tactical") + role("duty"), person("a", roles="duty")), "2026-11-09", 1)
    assert [gap.reason for gap in draft.page.gaps] == ["nobody has the role"]


def test_the_first_place_is_filled_before_the_second() -> None:
    draft = built(
        records(role("tactical", "second = true", "share_warning_percent = 100"), person("a")), "2026-11-09", 2
    )
    assert (holders(draft), holders(draft, seat=2)) == (["a", "a"], ["", ""])
    assert [gap.seat for gap in draft.page.gaps] == ["second", "second"]
    assert draft.page.proofs[0] == (
        "Cover: 2 of 4 places with NOBODY. Proved: no rota leaves fewer first places open, nor as few of them and "
        "fewer second ones"
    )


def test_first_and_second_take_turns() -> None:
    draft = built(records(role("tactical", "second = true"), FOUR), "2026-11-09", 8)
    assert Counter(holders(draft)) == Counter(holders(draft, seat=2)) == {"a": 2, "b": 2, "c": 2, "d": 2}


def test_a_run_is_no_longer_than_allowed_over_the_weeks_before() -> None:
    before = turn(45, "a") + turn(46, "a")
    needs = role("tactical", "longest_run = 2", "share_warning_percent = 100")
    draft = built(records(needs, person("a"), rota=before), "2026-11-16", 3)
    assert holders(draft) == ["a", "a", "", "a", "a"]
    assert [gap.reason for gap in draft.page.gaps] == ["1 run too long"]


def test_a_run_on_record_that_breaks_the_rest_is_not_made_longer() -> None:
    """By a swap a had week 45 straight after 44, which leaves no rest; a third turn would follow, of another role."""
    roles = role("tactical", "minimum_gap_days = 7", "longest_run = 2", "share_warning_percent = 100")
    roles += role("duty", "share_warning_percent = 100")
    before = turn(44, "a") + turn(45, "a", of="duty")
    draft = built(records(roles, person("a", roles="tactical, duty"), rota=before), "2026-11-09", 2, "duty")
    assert holders(draft, "duty") == ["a", "", "a"]


def test_rest_counts_from_the_turns_of_another_role_built_before() -> None:
    roles = role("duty", "minimum_gap_days = 14") + role("tactical")
    people = person("a", roles="duty, tactical")
    draft = built(records(roles, people, rota=turn(45, "a", of="duty")), "2026-11-09", 3, "tactical")
    assert holders(draft) == ["", "", "a"]


def test_roles_that_hand_over_on_other_weekdays_do_not_meet_in_one_person() -> None:
    roles = role("duty", 'handover_day = "friday"') + role("tactical")
    people = person("a", roles="duty, tactical") + person("b", roles="duty, tactical")
    draft = built(records(roles, people), "2026-11-09", 4)
    assert sum(number(draft).values()) == 8


# ── what people were told ────────────────────────────────────────────────────────────────────────

TOLD = turn(47, "a") + turn(48, "b") + turn(49, "c") + turn(50, "d") + turn(51, "a") + turn(52, "b")
PUBLISHED = TOLD + "".join(
    f'[[published]]\nrole = "tactical"\nuntil = {until}\non = {on}\n'
    for until, on in (("2026-12-27", "2026-10-12"), ("2026-11-22", "2026-09-07"))
)


def test_what_people_were_told_is_not_chosen_anew_unless_asked() -> None:
    oncall = records(role("tactical"), FOUR, rota=PUBLISHED)
    with pytest.raises(RefusedError) as refused:
        built(oncall, "2026-11-16", 8)
    assert str(refused.value) == (
        "people have been told 6 turns that would be chosen anew: from Mon 16 Nov 2026 to Mon 21 Dec 2026. Add "
        "--keep-published to change as few of them as can be, or begin after them with --from. Nothing was written"
    )


def test_a_joiner_changes_nothing_that_was_told() -> None:
    oncall = records(role("tactical"), FOUR + person("e", "from = 2026-11-16"), rota=PUBLISHED)
    draft = built(oncall, "2026-11-16", 6, keep=True)
    assert holders(draft) == ["a", "b", "c", "d", "a", "b"]
    assert draft.page.changes == ()
    assert all(not change.edits for change in draft.changes)


def test_a_leaver_changes_their_own_turns_alone() -> None:
    people = person("a") + person("b", "until = 2026-11-20") + person("c") + person("d")
    draft = built(records(role("tactical", "minimum_gap_days = 7"), people, rota=PUBLISHED), "2026-11-16", 6, keep=True)
    changed = {change.shift: (change.told, change.now) for change in draft.page.changes}
    assert set(changed) == {"2026-w48-tactical-1", "2026-w52-tactical-1"}
    assert {told for told, _ in changed.values()} == {"B"}
    assert draft.page.proofs[1] == (
        "Told: 2 of 6 turns that people had been told change hands. Proved: no rota so well covered changes fewer"
    )


def test_turns_begun_swapped_or_covered_stay_as_they_are() -> None:
    agreed = swap(47, "d") + cover(48, "c", "2026-11-24 09:00", "2026-11-25 09:00")
    before = turn(45, "c") + turn(46, "a") + turn(47, "a") + turn(48, "b") + turn(49, "a") + agreed
    draft = built(records(role("tactical"), FOUR, rota=before), "2026-11-02", 5)
    kept = {one.id: one.person for one in draft.oncall.shifts}
    assert [kept[f"2026-w{week}-tactical-1"] for week in (45, 47, 48)] == ["c", "a", "b"]
    assert draft.page.places == 2


def test_a_turn_of_other_times_than_the_role_s_stays_as_it_is() -> None:
    """It begins at noon by agreement, with a who had the two before; as a usual one it would go to b."""
    rota = turn(45, "a") + turn(46, "a") + turn(47, "a", 'from = "2026-11-16 12:00"', 'to = "2026-11-23 09:00"')
    draft = built(records(role("tactical"), person("a") + person("b"), rota=rota), "2026-11-16", 2, "tactical")
    assert holders(draft) == ["a", "a", "a", "b"]
    assert draft.page.places == 1


def test_who_had_a_turn_that_is_over_is_not_chosen_afterwards() -> None:
    """It is Monday 2 November, 10:00: the turn of week 44 ended an hour ago, that of week 45 has begun."""
    draft = built(records(role("tactical"), FOUR), "2026-10-19", 4, "tactical")
    assert [one.id for one in draft.oncall.shifts] == ["2026-w45-tactical-1", "2026-w46-tactical-1"]


def test_who_took_a_turn_by_a_swap_is_not_given_another_at_once() -> None:
    rota = turn(47, "a") + swap(47, "b")
    people = person("a") + person("b")
    draft = built(records(role("tactical", "minimum_gap_days = 7"), people, rota=rota), "2026-11-23", 1)
    assert holders(draft) == ["a", "a"]


def test_when_every_turn_is_settled_there_is_nothing_to_build() -> None:
    oncall = records(role("tactical"), FOUR, rota=turn(45, "a"))
    with pytest.raises(RefusedError, match="no turn that is still open begins from Mon 2 Nov 2026 to Sun 8 Nov 2026"):
        built(oncall, "2026-11-02", 1)


# ── fairness over the years ──────────────────────────────────────────────────────────────────────


def test_who_had_more_before_gets_less() -> None:
    before = "".join(turn(week, "a") for week in range(41, 45)) + turn(45, "b")
    needs = role("tactical", "share_warning_percent = 100")
    draft = built(records(needs, person("a") + person("b"), rota=before), "2026-11-09", 5)
    assert number(draft) == {"a": 5, "b": 5}


def test_a_joiner_does_not_make_up_for_the_years_before() -> None:
    before = "".join(turn(week, who) for week, who in zip(range(2, 42), "abab" * 10, strict=True))
    people = person("a") + person("b") + person("c", "from = 2026-11-09")
    draft = built(records(role("tactical"), people, rota=before), "2026-11-09", 6)
    assert holders(draft)[40:].count("c") == 2


def test_half_the_availability_is_half_the_share() -> None:
    people = person("a") + person("b", "available_percent = 50")
    draft = built(records(role("tactical", "share_warning_percent = 100"), people), "2026-11-09", 9)
    assert number(draft) == {"a": 6, "b": 3}


def test_somebody_in_two_roles_has_half_a_share_in_each() -> None:
    people = (
        person("a", roles="tactical, duty")
        + person("b")
        + person("c")
        + person("d", roles="duty")
        + person("e", roles="duty")
    )
    draft = built(records(role("tactical") + role("duty"), people), "2026-11-09", 10)
    assert number(draft) == {"a": 4, "b": 4, "c": 4, "d": 4, "e": 4}


def test_leave_at_christmas_is_made_up_the_year_after() -> None:
    """In 2026 a is away at Christmas and b has it. So the week of Christmas 2027 is for a, at no cost in weeks."""
    people = person("a", "away = [{ from = 2026-12-21, to = 2026-12-28 }]") + person("b")
    before = turn(51, "a") + turn(52, "b")
    draft = built(records(role("tactical"), people, rota=before), "2027-11-29", 4)
    assert holders(draft)[-1] == "a"


def test_wishes_are_met_where_that_costs_no_fairness() -> None:
    wishes = person("a", 'prefers = [{ days = "2026-12", wish = "avoid" }]') + person(
        "b", 'prefers = [{ days = "2026-W49", wish = "want" }]'
    )
    draft = built(records(role("tactical", "share_warning_percent = 100"), wishes), "2026-11-09", 6)
    assert holders(draft) == ["a", "a", "a", "b", "b", "b"]
    assert draft.page.proofs[-1] == (
        "Wishes: 1 of those wanted, 0 of those to be avoided. Proved: no rota as fair does better"
    )


# ── what is written ──────────────────────────────────────────────────────────────────────────────


def test_a_seed_gives_the_same_rota_and_another_may_give_another() -> None:
    oncall = records(role("tactical", "second = true"), FOUR)
    first, again = (built(oncall, "2026-11-09", 12, seed=7) for _ in range(2))
    assert first == again


def test_turns_lie_in_the_file_of_the_year_in_which_they_begin() -> None:
    draft = built(records(role("tactical"), FOUR), "2026-12-21", 3)
    assert [change.file for change in draft.changes] == ["halton/oncall/rota-2026.toml", "halton/oncall/rota-2027.toml"]
    old, new = (change.creates or "" for change in draft.changes)
    assert '2026-w53-tactical-1"' in old
    assert 'from = "2026-12-28 09:00"\nto = "2027-01-04 09:00"' in old
    assert new.count("[[shifts]]") == 1
    assert 'from = 2026-12-21\nweeks = 3\nseed = 1\nresult = "proved: no better rota by these rules"\n' in new


def test_turns_are_added_to_a_rota_that_stands_and_unpublished_ones_given_to_who_is_chosen() -> None:
    people = person("a", "away = [{ from = 2026-11-16 }]") + person("b", "away = [{ from = 2026-11-24 }]")
    (change,) = built(records(role("tactical"), people, rota=turn(47, "a")), "2026-11-16", 2).changes
    assert _set(change) == {("shifts", 0, "person"): "b"}
    assert change.summary == "rota-2026.toml: 2 turns chosen, 1 of them with nobody"
    added = [edit.value for edit in change.edits if edit.path == ("shifts",)]
    assert [row["id"] for row in added if isinstance(row, dict)] == ["2026-w48-tactical-1"]


def test_a_handover_in_the_repeated_hour_is_written_with_its_zone() -> None:
    needs = role("tactical", 'handover_day = "sunday"', 'handover_at = "01:30"')
    oncall = records(needs, FOUR)
    asked = Asked(first=date(2027, 10, 31), weeks=1, now=NOW)
    draft = build_rota(Serving(oncall=oncall), DAYS, asked, on=NOW.date())
    assert 'from = "2027-10-31 01:30 BST"\nto = "2027-11-07 01:30"' in (draft.changes[0].creates or "")


def _set(change: Change) -> dict[object, object]:
    return {edit.path: edit.value for edit in change.edits if len(edit.path) > 1}
