"""What became of a change: the file as it was, as it is, and the difference."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import msgspec

from comah.records.prepare import digest

if TYPE_CHECKING:
    from comah.model.change import Change
    from comah.records.prepare import Ready


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a change."""

    file: str
    what: str
    summary: str
    before: str | None  # the file's digest, None for a new file
    after: str | None  # None where there was nothing to do
    old: bytes | None = None  # the file as it was, None for a new one
    new: bytes | None = None  # as it is now, or in a dry run would be; None where there was nothing to do
    is_written: bool = False

    @property
    def is_change(self) -> bool:
        """Whether the file differs, or in a dry run would differ, from what it was."""
        return self.before != self.after

    @property
    def diff(self) -> tuple[str, ...]:
        """The difference in the unified form, for display; texts of the record are in it as they stand."""
        return _diff(self.old, self.new, self.file) if self.new is not None else ()


def made_of(ready: Ready, *, is_written: bool) -> Applied:
    """Return what became, or in a dry run would become, of a change that was made ready."""
    return Applied(
        file=ready.change.file,
        what=ready.change.what,
        summary=ready.change.summary,
        before=digest(ready.old) if ready.old is not None else None,
        after=digest(ready.new),
        old=ready.old,
        new=ready.new,
        is_written=is_written,
    )


def untouched(change: Change) -> Applied:
    """Return that there was nothing to do."""
    return Applied(file=change.file, what=change.what, summary=change.summary, before=None, after=None)


def _diff(old: bytes | None, new: bytes, file: str) -> tuple[str, ...]:
    after = _lines(new)
    if old is None:  # as difflib would say it, and it takes its time
        count = "" if len(after) == 1 else f",{len(after)}"
        return (f"--- {file}", f"+++ {file}", f"@@ -0,0 +1{count} @@", *(f"+{line}" for line in after))
    return tuple(difflib.unified_diff(_lines(old), after, file, file, n=2, lineterm=""))


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").replace("\r\n", "\n").splitlines()
