"""Why a proposed exercise stands on its day: what is wished for, and what another day would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.model.words import count_words, day_words
from comah.programme.broken import broken_rules
from comah.programme.draft import Draft
from comah.programme.loads import all_held
from comah.programme.problem import Choice, Plan, Score
from comah.programme.score import score
from comah.workdays.financial_year import financial_year_of

_FIELDS: Final = Score.__struct_fields__
_WORKDAYS: Final = 5  # of a week
_MOST_DAYS: Final = 30  # that are asked which rules keep an exercise off them
_MOST_RULES: Final = 3  # that are said of them
_TO_A_WORKING_DAY: Final = 14  # days that planning may begin sooner than its length, for weekends and holidays
# what another day would cost, by the field of the score that is the first to be worse
_COSTS: Final = {
    "late": ("{} more past safe dates", "day", "days"),
    "short": ("{} more of local margin missed", "day", "days"),
    "given_up": ("{} more of statutory life given up in all", "day", "days"),
    "peak": ("{} more in planning at once", "exercise", "exercises"),
    "disliked": ("{} more for wishes not met", "point", "points"),
    "changes": ("{} more moved to another week", "test", "tests"),
}


class WhyThen(msgspec.Struct, frozen=True, kw_only=True):
    """A programme and its score, to be asked of one exercise after another."""

    draft: Draft
    value: Score

    def of(self, choice: Choice, safe_on: Mapping[str, date]) -> dict[str, str]:
        """Say for each plan of an exercise why it stands on its day.

        Args:
            choice: the exercise.
            safe_on: the safe date that it is to meet for each plan.
        """
        plans = [self.draft.problem.plan[ref] for ref in choice.plans]
        self.draft.remove(choice)  # so that it is seen where else it could be
        words = {plan.ref: self._words(choice, plan, safe_on) for plan in plans}
        self.draft.add(choice)
        return words

    def _words(self, choice: Choice, plan: Plan, safe_dates: Mapping[str, date]) -> str:
        safe_on, day = safe_dates[plan.ref], choice.day
        wished = safe_on - timedelta(days=plan.margin_days)
        known = f"safe date {day_words(safe_on)}"
        if plan.is_assumed and safe_on == plan.safe_on:
            passed = plan.passed_on
            known = f"safe date {day_words(passed)} has passed" if passed else "no safe date is known"
            return f"{known}; {self._no_sooner(choice, wished)}"
        if day > wished:
            return f"{known}; {self._no_sooner(choice, wished)}, {_short(day, safe_on)}"
        other = self._first_due(plan, wished, safe_dates)
        if other is not None:
            return f"{known}; with {other.name}, which is due first"
        return f"{known}; {self._no_later(choice, wished)}"

    def _no_later(self, choice: Choice, wished: date) -> str:
        """Say why the exercise is not nearer to the day by which it is wished for."""
        days = [day for day in self._days(choice) if choice.day < day <= wished]
        if not days and wished > self.draft.problem.ends_on:
            return f"the last suggested day of the programme, which ends {day_words(self.draft.problem.ends_on)}"
        if not days:
            return f"the last suggested day by {day_words(wished)}"
        room = [day for day in days if self._has_room(choice, day)]
        if not room:
            return f"the last day with room by {day_words(wished)} ({self._full(choice, days[::-1])})"
        return self._not_then(choice, room[-1])

    def _no_sooner(self, choice: Choice, wished: date) -> str:
        """Say why the exercise is not held by the day by which it is wished for."""
        days = [day for day in self._days(choice) if day < choice.day]
        if not days:
            return "the first suggested day with time to plan it"
        room = [day for day in days if self._has_room(choice, day)]
        if not room:
            between = [day for day in days if day >= wished]
            return f"the first day with room ({self._full(choice, between or days[::-1])})"
        return self._not_then(choice, _nearest(room, wished))

    def _first_due(self, plan: Plan, wished: date, safe_dates: Mapping[str, date]) -> Plan | None:
        """Return the plan tested with it that is wished for first, where that is another, and earlier."""
        plans = self.draft.problem.plan
        due = {ref: safe_on - timedelta(days=plans[ref].margin_days) for ref, safe_on in safe_dates.items()}
        first = min(due, key=lambda ref: (due[ref], ref))
        return plans[first] if due[first] < wished and first != plan.ref else None

    def _days(self, choice: Choice) -> list[date]:
        """Return the days on which there is time to plan it: those that can be chosen, and one of each other week."""
        slots = self.draft.slots[choice.authority]
        known = {slot.week for slot in slots}
        others = (self._last_worked(choice.authority, week) for week in self.draft.problem.weeks if week not in known)
        days = sorted({*(slot.day for slot in slots), *(day for day in others if day)})
        return [day for day in days if self.draft.has_time(replace(choice, day=day))]

    def _last_worked(self, authority: str, week: date) -> date | None:
        problem, calendar = self.draft.problem, self.draft.problem.limit[authority].calendar
        days = (week + timedelta(days=number) for number in reversed(range(_WORKDAYS)))
        return next((day for day in days if problem.on < day <= problem.ends_on and calendar.is_working_day(day)), None)

    def _has_room(self, choice: Choice, day: date) -> bool:
        is_suggested = any(slot.day == day for slot in self.draft.slots[choice.authority])
        return is_suggested and self.draft.fits(replace(choice, day=day))

    def _full(self, choice: Choice, days: Sequence[date]) -> str:
        """Say which hard rules keep the exercise off some days, each at its first: first those that do on most of them.

        Args:
            choice: the exercise.
            days: the nearest to the day by which it is wished for first; no more than so many are looked at.
        """
        count: Counter[str] = Counter()
        words: dict[str, str] = {}
        for day in days[:_MOST_DAYS]:
            moved = replace(choice, day=day)
            broken = broken_rules(self.draft.problem, (*self._near(moved), moved))
            count.update({one.rule for one in broken})
            for one in broken:
                words.setdefault(one.rule, one.words)
        first = sorted(words, key=lambda rule: -count[rule])  # of equals, as they were met
        return "; ".join(words[rule] for rule in first[:_MOST_RULES])

    def _near(self, choice: Choice) -> Iterator[Choice]:
        """Yield the other exercises with which one may break a rule: those of its year, or in planning with it."""
        year, limits = financial_year_of(choice.day), self.draft.problem.limits
        planned = max(lead.length_days for one in limits for lead in one.leads.values())
        reach = timedelta(days=max(planned, *(one.gap_days for one in limits)) + _TO_A_WORKING_DAY)
        for one in self.draft.choices:
            if one.day in year or abs(one.day - choice.day) <= reach:
                yield one

    def _not_then(self, choice: Choice, day: date) -> str:
        """Say what the programme would lose if the exercise were on another day, on which there is room."""
        moved = score(self.draft.problem, (*self.draft.choices, replace(choice, day=day)))
        if moved < self.value:
            return f"{day_words(day)} would be better; the search ended before"
        worse = next((name for name in _FIELDS if getattr(moved, name) > getattr(self.value, name)), None)
        if worse is None:
            return f"as good as on {day_words(day)}"
        cost = self._missed(choice, day) if worse == "missed" else _cost(worse, moved, self.value)
        return f"not on {day_words(day)}: {cost}"

    def _missed(self, choice: Choice, day: date) -> str:
        """Say which hard rule of years or of live exercises another day would break."""
        year, held = financial_year_of(choice.day), all_held(self.draft.problem, self.draft.choices)
        if day not in year and not any(one.day in year for one in held if one.authority == choice.authority):
            return f"{year.name} would have no exercise"
        return "a live exercise would come too late"


def _cost(name: str, moved: Score, value: Score) -> str:
    words, one, several = _COSTS[name]
    return words.format(count_words(getattr(moved, name) - getattr(value, name), one, several))


def _nearest(days: Sequence[date], wished: date) -> date:
    """Return the last of some days by which an exercise is wished for; the first where all are later."""
    return max((day for day in days if day <= wished), default=days[0])


def _short(day: date, safe_on: date) -> str:
    left = (safe_on - day).days
    if left < 0:
        return f"{count_words(-left, 'day')} past it"
    return f"only {count_words(left, 'day')} before it" if left else "on it"
