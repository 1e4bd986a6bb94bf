"""What the journal knows of the on-call records: their changes, and whether a file was changed by hand since."""

from __future__ import annotations

from pathlib import Path

from comah.model.journal import JournalLine
from comah.model.oncall_book import Oncall
from comah.model.oncall_page import RotaChange
from comah.records.journal import JOURNAL_NAME
from comah.records.journal_reading import instant_of_line, read_journal
from comah.records.prepare import digest


def oncall_lines(root: Path, oncall: Oncall) -> tuple[JournalLine, ...]:
    """Return the journal's lines of an authority's on-call files, oldest first; what cannot be read is passed over."""
    authority = oncall.folder.partition("/")[0]
    name = f"{authority}/{JOURNAL_NAME}"
    found = [one for one in read_journal(root / authority / JOURNAL_NAME, name) if isinstance(one, JournalLine)]
    own = [one for one in found if one.file.startswith(f"{oncall.folder}/")]
    return tuple(sorted(own, key=lambda one: (instant_of_line(one), one.line)))


def rota_change(root: Path, oncall: Oncall) -> RotaChange:
    """Return when the on-call records were last changed; of a file that it never wrote the journal knows nothing."""
    lines = oncall_lines(root, oncall)
    latest = {one.file: one.after for one in lines}
    is_by_hand = any(after and _digest(root.joinpath(*file.split("/"))) != after for file, after in latest.items())
    return RotaChange(at=lines[-1].when if lines else "", is_by_hand=is_by_hand)


def _digest(path: Path) -> str:
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""
