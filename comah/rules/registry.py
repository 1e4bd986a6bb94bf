"""Every rule, in order of its code. A code is never used again for another rule."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from comah.rules import tst001_test_overdue

RULES: Final[tuple[ModuleType, ...]] = (tst001_test_overdue,)
RETIRED: Final[frozenset[str]] = frozenset()  # codes of rules that are no more
