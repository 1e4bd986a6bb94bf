"""One file's TOML to its record, with all its faults."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime, Severity, Tier
from comah.model.place import Fact, KeyPath, RecordFile
from comah.model.problem import Problem
from comah.records.convert import convert, put_places
from comah.records.decode import Decoded
from comah.records.lines import key_finder, line_finder


def read_record(decoded: Decoded, name: str, struct: type[Fact]) -> tuple[Fact | None, list[Problem]]:
    """Read a record as far as it can be read; None where a key that it must have is missing or faulty."""
    file = RecordFile(name, line_finder(decoded.text), key_finder(decoded.text))
    strange = put_places(decoded.raw, file)
    problems = decoded.problems
    record: Fact | None
    try:
        record = None if strange else convert(decoded.raw, struct)
    except (msgspec.ValidationError, RecursionError):
        record = None
    if record is None:
        record, faults = _sifted(decoded, file, struct, strange)
        problems = [*problems, *faults] if record else _with_hiding([*problems, *faults], struct)
    if isinstance(record, Establishment):
        record = _with_plans(record, problems)
    return record, problems


def _sifted(
    decoded: Decoded, file: RecordFile, struct: type[Fact], strange: list[KeyPath]
) -> tuple[Fact | None, list[Problem]]:
    from comah.records.faults import Sieve  # noqa: PLC0415 - most records have no fault

    sieve = Sieve(file, decoded.lost_keys)
    return sieve.record(decoded.raw, struct, strange), sieve.problems


def _with_hiding(problems: list[Problem], struct: type[Fact]) -> list[Problem]:
    """Mark the error that kept a whole file out: the first of a key that the record must have."""
    if any(problem.hides_file for problem in problems):
        return problems
    from comah.model.declared import record_fields  # noqa: PLC0415 - most records have no fault

    errors = [number for number, problem in enumerate(problems) if problem.severity is Severity.ERROR]
    required = {name for name, field in record_fields(struct).items() if field.required}
    cause = next((number for number in errors if problems[number].key in required), errors[0])
    return [replace(problem, hides_file=number == cause) for number, problem in enumerate(problems)]


def _with_plans(record: Establishment, problems: list[Problem]) -> Establishment:
    """Give an upper-tier establishment its COMAH plan, and each regime one plan at most."""
    if not record.plans:
        if record.tier is Tier.UPPER:
            return replace(record, plans=(Plan(regime=Regime.COMAH, place=record.place),))
        return record
    if len(record.plans) == 1:
        return record
    kept: dict[Regime, Plan] = {}
    others = [plan for plan in record.plans if kept.setdefault(plan.regime, plan) is not plan]
    problems.extend(_second_plan(plan, kept[plan.regime]) for plan in others)
    return replace(record, plans=tuple(kept.values()))


def _second_plan(plan: Plan, first: Plan) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        file=plan.place.file.name,
        line=plan.place.line,
        key=plan.place.table,
        message=f"a second {plan.regime.value} plan; the first, on line {first.place.line}, is used",
        expected="one plan for each regime",
    )
