"""XML that came from elsewhere, looked through before openpyxl reads it: no document type and no entity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError, XMLParserType

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

from comah.errors import SpreadsheetRefusedError
from comah.records.spreadsheets.container import Container
from comah.records.spreadsheets.refusals import damaged, refusal

Attributes = dict[str, str]
_FAULTS: Final = (ParseError, ExpatError, ValueError, LookupError)


class Follower(Protocol):
    """Hears of each element of a part. Names are led by their namespace and ``}``."""

    place: Callable[[], int]  # where in the part's bytes the element begins or ends that is heard of

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element's beginning."""

    def end(self, name: str) -> None:
        """Hear of an element's end."""


def follow(container: Container, part: str, xml: bytes, follower: Follower) -> None:
    """Let a follower hear a part from beginning to end, without building anything of it.

    Raises:
        SpreadsheetRefusedError: where the part is not well formed, or declares a document type.
    """
    guard: Any = DefusedXMLParser(forbid_dtd=True)
    parser: XMLParserType = guard.parser  # the bare one, with the guards set: it builds no tree
    parser.ordered_attributes = False
    parser.DefaultHandlerExpand = None
    parser.CharacterDataHandler = None
    parser.StartElementHandler, parser.EndElementHandler = follower.start, follower.end
    follower.place = lambda: parser.CurrentByteIndex
    try:
        parser.Parse(xml, True)
    except DefusedXmlException as error:
        raise _declared(container.file, part) from error
    except _FAULTS as error:
        raise damaged(container.file, f"its part {part} cannot be read") from error


def tree(container: Container, part: str) -> Element:
    """Read a small part as a whole.

    Raises:
        SpreadsheetRefusedError: where the part is not well formed, large, or declares a document type.
    """
    xml = container.small(part)
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _declared(container.file, part) from error
    except _FAULTS as error:
        raise damaged(container.file, f"its part {part} cannot be read") from error
    return root


def bare(name: str) -> str:
    """Return an element's name without its namespace.

    >>> bare("{http://example.org/}sheet")
    'sheet'
    """
    return name.rpartition("}")[2]


def _declared(file: str, part: str) -> SpreadsheetRefusedError:
    return refusal(
        file,
        f"declares a document type or entities in its part {part}, as no workbook of Excel's does",
        "It may be made to do harm, and was not read. Copy the cells to a new workbook",
    )
