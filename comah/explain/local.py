"""What an authority has set itself, explained: its own duties and measures. None of it is law."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.local import is_counted
from comah.duties.situation import Situation
from comah.explain.ask import Asked
from comah.explain.matter import Matter
from comah.explain.steps import local_duty_of
from comah.model.authority import Measure
from comah.model.duty import Assessment, MeasureResult
from comah.model.explanation import Working
from comah.model.page import Line, Part, source_of
from comah.model.provision import Reads
from comah.model.words import count_words, when_words
from comah.workdays.financial_year import FinancialYear, financial_year_of


def local_parts(matter: Matter) -> Iterator[Part]:
    """Yield what the authority's own record says of a local duty."""
    local = local_duty_of(matter)
    if matter.provision is not None or local is None:
        return
    every = local.every or "not on record"
    yield Part(
        id="rule",
        heading="RULE, local and not law",
        lines=(
            Line(label="Every", text=every, source=source_of(local.place, "every") if local.every else None),
            Line(text="A local interval is counted as a legal one would be: the day itself is still in time."),
        ),
    )


def measure_workings(sits: tuple[Situation, ...], assessment: Assessment, asked: Asked) -> Iterator[Working]:
    """Yield the working of each measure asked for: which exercises of the financial year count."""
    is_any = asked.provision is not None and asked.provision.reads is Reads.MEASURES
    for sit in sits:
        for measure in sit.authority.measures:
            if sit.authority.id in asked.authorities and (is_any or measure.id == asked.duty):
                found = (
                    one for one in assessment.measures if (one.authority, one.id) == (sit.authority.id, measure.id)
                )
                yield from (_measure(sit, measure, one) for one in found)


def _measure(sit: Situation, measure: Measure, result: MeasureResult) -> Working:
    year = financial_year_of(sit.on)
    summary = (
        Line(label="Measure", text=result.title or result.id, source=source_of(measure.place, "id")),
        Line(label="Counts", text="exercises of COMAH plans held in the financial year, 1 April to 31 March"),
        Line(label="Target", text=f"{result.target} a financial year", source=source_of(measure.place, "target")),
        Line(label="So far", text=f"{result.count} in {result.period}, {count_words(result.days_left, 'day')} left"),
        Line(text="Local, not law: meeting it is not compliance with regulation 14 of COMAH 2015."),
    )
    return Working(
        title=f"{sit.authority.name}, measure {result.id}",
        position=result.status.value.upper(),
        measure=result,
        parts=(
            Part(id="duty", heading="", lines=summary),
            Part(id="counted", heading="COUNTED", lines=tuple(_counted(sit, year))),
        ),
    )


def _counted(sit: Situation, year: FinancialYear) -> Iterator[Line]:
    found = [one for one in sit.records.exercises if is_counted(one, year, sit)]
    for one in found:
        when = when_words(one.held_on) if one.held_on else ""
        yield Line(text=f"{one.id}, held {when}", source=source_of(one.place, "held_on"))
    if not found:
        yield Line(text=f"No exercise on record was held for certain in {year.name}.")
