"""A rota built from the records: chosen, said in words, and made into changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from comah.model.change import Change
from comah.model.oncall_book import Oncall
from comah.model.rota_built import BuiltGap, BuiltRota, BuiltShare, ToldChange
from comah.model.words import weekday_words
from comah.oncall.agreement import holder_words
from comah.oncall.build.choose import BUDGET, choose
from comah.oncall.build.chosen import Chosen, chosen_turns, with_turns
from comah.oncall.build.opening import Asked, roles_to_build
from comah.oncall.build.problem import Aim
from comah.oncall.build.proof_words import proof_words, result_words
from comah.oncall.build.question import Question, question_of
from comah.oncall.build.rota_change import rota_changes
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import civil_of
from comah.oncall.fairness import ledgers_of
from comah.oncall.holding import BEGINNING, END
from comah.oncall.ledgers import LedgerDays
from comah.oncall.time_words import place_words


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A rota chosen and not yet written."""

    page: BuiltRota
    changes: tuple[Change, ...]
    oncall: Oncall  # the records as they will be


def build_rota(  # noqa: PLR0913 - all but three are named
    serving: Serving,
    days: LedgerDays,
    asked: Asked,
    *,
    on: date,
    name: str = "",
    budget: float = BUDGET,
    say: Callable[[Aim], None] = lambda _: None,
) -> Draft:
    """Choose a rota.

    Args:
        serving: the records.
        days: which days count in which ledgers.
        asked: what is to be built.
        on: the day on which it is built.
        name: whose rota it is.
        budget: for each aim, in the solver's deterministic seconds.
        say: is told each aim as work on it begins.

    Raises:
        RefusedError: where there is nothing to fill, or people have been told what would be chosen anew.
    """
    question = question_of(serving, days, asked)
    choice = choose(question.problem, budget=budget, say=say)
    chosen = chosen_turns(serving, question, choice)
    result = result_words(choice)
    after = with_turns(serving.oncall, chosen)
    gaps = tuple(_gap(one) for one in chosen if not one.shift.person)
    changes = tuple(_told(serving, one) for one in chosen if one.told not in {"", one.shift.person})
    page = BuiltRota(
        rota_name=name,
        on=on,
        first=asked.first,
        last=asked.last,
        roles=tuple(role.shown for role in roles_to_build(serving.oncall, asked)),
        seed=asked.seed,
        places=len(chosen),
        gaps=gaps,
        told=sum(bool(one.told) for one in chosen),
        changes=changes,
        shares=tuple(_shares(serving, after, days, question)),
        proofs=proof_words(question.problem, choice),
        result=result,
    )
    return Draft(page=page, changes=rota_changes(serving.oncall, chosen, asked, on=on, result=result), oncall=after)


def _gap(one: Chosen) -> BuiltGap:
    return BuiltGap(
        shift=one.shift.id,
        role_name=one.opening.role.shown,
        seat=place_words(one.opening.role, one.slot.seat),
        when=_when(one),
        reason=one.shift.reason,
    )


def _told(serving: Serving, one: Chosen) -> ToldChange:
    return ToldChange(
        shift=one.shift.id,
        role_name=one.opening.role.shown,
        seat=place_words(one.opening.role, one.slot.seat),
        when=_when(one),
        told=serving.oncall.post_of(one.told),
        now=holder_words(serving.oncall, one.shift.person),
    )


def _when(one: Chosen) -> str:
    return weekday_words(civil_of(one.slot.start).date())


def _shares(serving: Serving, after: Oncall, days: LedgerDays, question: Question) -> Iterator[BuiltShare]:
    """Yield how everybody in the roles built stands before and after, by role and post."""
    stands = Serving(oncall=after, played=serving.played)
    before = ledgers_of(serving, days, question.held)
    whole = ledgers_of(stands, days, stands.holders.between(BEGINNING, END))
    for role in {one.role.id: one.role for one in question.openings}.values():
        people = {person for name, person in (*whole.had, *whole.fair) if name == role.id}
        for person in sorted(people):
            yield BuiltShare(
                role=role.id,
                role_name=role.shown,
                person=person,
                post=serving.oncall.post_of(person),
                before=before.shares(role.id, person),
                after=whole.shares(role.id, person),
            )
