"""Errors that the library raises; how a program exits on them is the command line's affair."""

from __future__ import annotations


class ComahError(Exception):
    """Something asked of the library that it cannot do, said in words an officer can act on."""


class RegisterNotFoundError(ComahError):
    """No register where one was looked for."""


class RegisterUnreadableError(ComahError):
    """A register folder in which nothing at all can be read."""


class UnknownNameError(ComahError):
    """A site, authority, duty or status that the register or the law does not know."""


class RefusedError(ComahError):
    """A request that is understood and must not be carried out as it stands."""


class CalendarTooLargeError(RefusedError):
    """A calendar with more entries or bytes than one file may have."""


class ConcurrentChangeError(ComahError):
    """A record that somebody else changed, or holds, between reading and writing."""


class SpreadsheetRefusedError(ComahError):
    """A file that is no spreadsheet, or one that cannot be read safely or in full.

    The example is the importer's. Whoever opens a file for something else gives one of their own after ``said``.
    """

    def __init__(self, said: str, example: str = "", *, good_file: str = "", is_line: bool = False) -> None:
        """Put what is wrong, and a good example.

        Args:
            said: what was found and what to do about it.
            example: what would be good, in the words of ``comah import``.
            good_file: the name of a good file, where that follows from the name of the one refused.
            is_line: the example is a line of the file.
        """
        super().__init__(f"{said}. Example: {example}" if example else said)
        self.said = said
        self.good_file = good_file
        self.is_line = is_line
