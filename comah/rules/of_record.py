"""A finding made from the records themselves: an answer in ``waivers.toml``, or a fault of a file."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from comah.model.finding import Raised, Rule
from comah.model.place import Place, RecordFile
from comah.model.problem import Problem
from comah.model.waiver import Waiver
from comah.rules.evidence import Evidence

_SITES = "establishments"


def of_waiver(evidence: Evidence, waiver: Waiver, key: str, message: str, do: str) -> Raised:
    """Make a finding of an answer in ``waivers.toml``."""
    return Raised(
        authority=evidence.authority.id,
        establishment=waiver.establishment or None,
        subject="" if waiver.establishment else waiver.code,
        message=message,
        do=do,
        place=waiver.place,
        key=key,
    )


def of_problem(evidence: Evidence, problem: Problem, message: str, do: str) -> Raised:
    """Make a finding of one fault of a file, with the file's site where it is a site's."""
    return _of_file(evidence, problem, message, do)


def of_faulty_file(evidence: Evidence, found: list[Problem]) -> Raised:
    """Make one finding of all faults of one severity in a file."""
    first = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    message = f"{first.file}: {first.message}{more}"
    details = tuple((f"Line {one.line}" if one.line else "File", said(one)) for one in found)
    raised = _of_file(evidence, first, message, f"comah validate; mend {first.file}")
    return msgspec.structs.replace(raised, details=details)


def by_file(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Put faults together by file, in the order of the files."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.file, []).append(one)
    return [found[name] for name in sorted(found)]


def said(problem: Problem) -> str:
    """Return what is wrong and what was expected, in one line."""
    return f"{problem.message}; expected {problem.expected}" if problem.expected else problem.message


def rules_by_code() -> dict[str, Rule]:
    """Return every rule by its code."""
    from comah.rules.registry import RULES  # noqa: PLC0415 - the registry names the rules that ask

    return {module.RULE.code: module.RULE for module in RULES}


def _of_file(evidence: Evidence, problem: Problem, message: str, do: str) -> Raised:
    folders, _, name = problem.file.rpartition("/")
    stem = name.removesuffix(".toml")
    return Raised(
        authority=evidence.authority.id,
        establishment=stem if folders.endswith(_SITES) else None,
        subject=stem,
        message=message,
        do=do,
        place=Place(RecordFile(problem.file, lambda _path: problem.line), ()),
        file=problem.file,
        severity=problem.severity,
    )
