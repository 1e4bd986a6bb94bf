"""How far a long piece of work has come: one line on a terminal that is written over, and nothing anywhere else."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Final, Self

from comah_cli import clock

_SHORT: Final = 1.0  # seconds of work that nobody needs to be told of
_WIDTH: Final = 79


class ProgressLine:
    """A line on standard error that says what is being done; it is gone when the work is."""

    def __init__(self) -> None:
        """Begin to count."""
        self._started = clock.seconds()
        self._is_shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._length = 0

    def __enter__(self) -> Self:
        """Begin the work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self._write("")

    def say(self, words: str) -> None:
        """Say what is being done now, where the work has taken over a second."""
        taken = clock.seconds() - self._started
        if taken >= _SHORT:
            self._write(f"{words} ({taken:.0f} s)")

    def _write(self, words: str) -> None:
        if not self._is_shown or not (words or self._length):
            return
        line = words[:_WIDTH]
        sys.stderr.write(f"\r{line:<{self._length}}" + ("\r" if not line else ""))
        sys.stderr.flush()
        self._length = len(line)
