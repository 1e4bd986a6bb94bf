"""Rows of which nothing is taken: passed over, or asked about."""

from __future__ import annotations

from collections.abc import Sequence

from comah.model.import_report import Remark, RowRead
from comah.model.said import RowAt


def passed(at: RowAt, why: str) -> RowRead:
    """Pass a row over, saying why."""
    return RowRead(at=at, remarks=(Remark(text=f"passed over: {why}"),), is_passed=True)


def asked(at: RowAt, site: str, question: str, remarks: Sequence[Remark]) -> RowRead:
    """Leave a row until its question is answered."""
    return RowRead(at=at, site=site, remarks=tuple(remarks), question=question)
