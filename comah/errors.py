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
    """A file that is no spreadsheet, or one that cannot be read safely or in full."""
