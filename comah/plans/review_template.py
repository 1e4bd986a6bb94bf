"""The template of a plan review: its steps, the days they fall on, and who is consulted."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import tomli

from comah.model.kinds import Nation, Regime
from comah.model.review_plan import Consultee, ReviewStep, ReviewStepDay
from comah.workdays.working_days import WorkCalendar

_SUBSTANTIAL: Final = "substantial"
_A_DAY: Final = timedelta(days=1)


class ReviewTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of a review, each below everything that it needs."""

    lead_days: int  # calendar days from the first step to the safe date
    steps: tuple[ReviewStep, ...]

    def find(self, step_id: str) -> ReviewStep | None:
        """Return the step of that name."""
        return next((step for step in self.steps if step.id == step_id), None)


def review_template(regime: Regime, lead_days: int | None = None, *, is_substantial: bool = True) -> ReviewTemplate:
    """Return the steps of a review of a plan under a regime.

    Args:
        regime: the plan's; it decides which provision asks for a step.
        lead_days: the authority's ``review_lead_days``; left out, the template's own.
        is_substantial: whether the plan is revised in substance, so that others are consulted.

    >>> [step.id for step in review_template(Regime.COMAH).steps if step.provision == "COMAH-14-FACTORS"]
    ['establishment-changes', 'responder-changes', 'new-knowledge']
    >>> review_template(Regime.COMAH, is_substantial=False).find("consultation") is None
    True
    """
    file = _file()
    lead = file.lead_days if lead_days is None else lead_days
    rows = [row for row in file.steps if is_substantial or row.only_where != _SUBSTANTIAL]
    present = {row.id for row in rows}
    steps = tuple(_step(row, regime, present, lead, file.lead_days) for row in rows)
    return ReviewTemplate(lead_days=lead, steps=steps)


def review_days(template: ReviewTemplate, safe_on: date, calendar: WorkCalendar) -> tuple[ReviewStepDay, ...]:
    """Return every step with its days; one at a weekend or on a bank holiday moves to the working day before.

    >>> from comah.workdays.working_days import nation_calendar
    >>> england = nation_calendar(Nation.ENGLAND)
    >>> days = review_days(review_template(Regime.COMAH), date(2027, 2, 13), england)
    >>> print(days[0].step.id, days[0].due_on, days[0].latest_on)
    start 2026-11-13 2026-12-18
    >>> print(days[-1].step.id, days[-1].due_on, days[-1].latest_on)
    distribution 2027-02-12 2027-02-12
    """
    latest = _latest_days(template, safe_on, calendar)
    return tuple(
        ReviewStepDay(
            step=step,
            first_on=calendar.on_or_before(safe_on + timedelta(days=step.first_offset)),
            due_on=calendar.on_or_before(safe_on + timedelta(days=step.last_offset)),
            latest_on=latest[step.id],
        )
        for step in template.steps
    )


def consultees(nation: Nation, on: date) -> tuple[Consultee, ...]:
    """Return who is consulted under regulation 13(7) before a substantial revision, by their names on a day.

    >>> [one.name for one in consultees(Nation.ENGLAND, date(2019, 5, 1)) if one.id == "health-protection"]
    ['Public Health England']
    >>> [one.name for one in consultees(Nation.ENGLAND, date(2026, 11, 21)) if one.id == "health-protection"]
    ['UK Health Security Agency']
    >>> [one.id for one in consultees(Nation.SCOTLAND, date(2026, 11, 21))]
    ['operator', 'appropriate-agency', 'designated-authorities', 'public']
    """
    return tuple(
        Consultee(id=row.id, role=row.role, name=_name_on(row, nation, on))
        for row in _file().consult
        if nation in row.nations
    )


def _name_on(row: _ConsultRow, nation: Nation, on: date) -> str:
    """Return the body's name on a day: the last of those whose day had come."""
    found = [name for name in row.names if name.nation is nation and (name.from_ is None or name.from_ <= on)]
    return found[-1].name if found else ""


def _latest_days(template: ReviewTemplate, safe_on: date, calendar: WorkCalendar) -> dict[str, date]:
    """Walk back from the safe date: each step is done before the first day that a later one needs."""
    before = dict.fromkeys((step.id for step in template.steps), safe_on + _A_DAY)
    latest = {}
    for step in reversed(template.steps):
        latest[step.id] = calendar.on_or_before(before[step.id] - _A_DAY)
        start = calendar.back(before[step.id], step.least_days)
        for need in step.needs:
            before[need] = min(before[need], start)
    return latest


def _step(row: _StepRow, regime: Regime, present: set[str], lead: int, packaged: int) -> ReviewStep:
    first, last = (row.offsets, row.offsets) if isinstance(row.offsets, int) else row.offsets
    return ReviewStep(
        id=row.id,
        title=row.title,
        short=row.short,
        first_offset=first * lead // packaged,
        last_offset=last * lead // packaged,
        least_days=row.least_days,
        needs=tuple(need for need in row.needs if need in present),
        who=row.who,
        evidence=row.evidence,
        provision=row.provision.get(regime, ""),
        only_where_substantial=row.only_where == _SUBSTANTIAL,
    )


class _StepRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    short: str
    offsets: int | tuple[int, int]
    least_days: int
    needs: tuple[str, ...]
    who: str
    evidence: str
    provision: dict[Regime, str] = {}
    only_where: str = ""


class _NameRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    nation: Nation
    name: str
    from_: date | None = msgspec.field(default=None, name="from")


class _ConsultRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    role: str
    nations: tuple[Nation, ...] = tuple(Nation)
    names: tuple[_NameRow, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lead_days: int
    steps: tuple[_StepRow, ...]
    consult: tuple[_ConsultRow, ...]


@cache
def _file() -> _File:
    text = Path(__file__).with_name("review_template.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), _File)
