"""The zip archive that an .xlsx workbook is: checked before anything is unpacked, and while it is."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from comah.records.spreadsheets.limits import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_SMALL_PART,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    RATIO_MATTERS_FROM,
)
from comah.records.spreadsheets.refusals import bomb, damaged, refusal

_CHUNK: Final = 1 << 16
_ENTRY: Final = b"PK\x01\x02"  # stands before each part in the archive's directory
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
# all that zipfile raises of a damaged archive, or of one packed in a way that it does not know
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    IndexError,
    NotImplementedError,
    OverflowError,
    OSError,
    RuntimeError,
    ValueError,
)


class Container:
    """The parts of a workbook, each read as a stream. Nothing is ever written to disk."""

    def __init__(self, file: str, data: bytes) -> None:
        """Open an archive and hold its directory to the limits.

        Raises:
            SpreadsheetRefusedError: where it is broken, or would unpack to more than is safe.
        """
        self.file = file
        if data.count(_ENTRY) > MAX_PARTS:  # before zipfile makes an object of each
            raise bomb(file, f"is made of more than {MAX_PARTS:,} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise damaged(file, "it is a zip archive that cannot be opened") from error
        self._parts = self._checked(self._archive.infolist())
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """The parts by name, in small letters."""
        return list(self._parts)

    def has(self, name: str) -> bool:
        """Whether there is such a part. Capitals make no difference."""
        return name.lower() in self._parts

    def small(self, name: str) -> bytes:
        """Unpack a part that holds no cells, and so is not large."""
        unpacked = b""
        for chunk in self.chunks(name):
            unpacked += chunk
            if len(unpacked) > MAX_SMALL_PART:
                raise bomb(self.file, f"holds a part ({name}) larger than any of its kind")
        return unpacked

    def whole(self, name: str) -> bytes:
        """Unpack a part in full, within the limit of all parts together."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece.

        Raises:
            SpreadsheetRefusedError: where the part is missing or broken, or the limit is reached.
        """
        part = self._parts.get(name.lower())
        if part is None:
            raise damaged(self.file, f"its part {name} is missing")
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except _FAULTS as error:
            raise damaged(self.file, f"its part {name} cannot be unpacked") from error

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > MAX_UNPACKED_BYTES:
            raise bomb(self.file, f"unpacks to more than {MAX_UNPACKED_BYTES // MEGABYTE} MB")

    def _checked(self, parts: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        declared = sum(part.file_size for part in parts)
        if declared > MAX_UNPACKED_BYTES:
            raise bomb(self.file, f"would unpack to {declared / MEGABYTE:,.0f} MB")
        if any(_is_squeezed(part) for part in parts):
            raise bomb(self.file, f"holds a part packed more than {MAX_RATIO} to 1, as no list of sites is")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise refusal(self.file, "is a zip archive with a password", "Save the workbook without one")
        if any(part.compress_type not in _METHODS for part in parts):
            raise damaged(self.file, "it is packed in a way that Excel does not use")
        by_name = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
        if len(by_name) != len(parts):
            raise damaged(self.file, "it holds the same part twice")
        return by_name


def _is_squeezed(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * part.compress_size
