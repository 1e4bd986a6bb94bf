"""What a record key is declared to be, in words: its form, its meaning and a good example."""

from __future__ import annotations

import re
import types
from enum import Enum
from typing import Annotated, Any, Final, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from comah.model.moment import MOMENT_EXAMPLE, DayOrMoment, Moment
from comah.model.place import PLACE_KEY, Fact
from comah.model.when import DATE_EXAMPLE, When, WhenOrUnknown

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Declared(msgspec.Struct, frozen=True):
    """One key: its bare type, and what its declarations say of it."""

    type: Any
    annotation: Any
    description: str
    examples: tuple[object, ...]
    pattern: str | None
    least: float | None
    most: float | None

    @property
    def is_table(self) -> bool:
        """Whether the key holds a table."""
        return isinstance(self.type, type) and issubclass(self.type, Fact)

    @property
    def is_list(self) -> bool:
        """Whether the key holds a list."""
        return get_origin(self.type) is tuple


def record_fields(struct: type[Fact]) -> dict[str, FieldInfo]:
    """Return the keys of a table by their name in the file."""
    return {field.encode_name: field for field in fields(struct) if field.encode_name != PLACE_KEY}


def declared(annotation: Any) -> Declared:  # noqa: ANN401 - an annotation is of any type
    """Read an annotation: the outermost words win, the innermost type is the value's."""
    metas: list[msgspec.Meta] = []
    whole = annotation
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *words = get_args(annotation)
            metas[:0] = words
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            break
    return Declared(
        type=annotation,
        annotation=whole,
        description=next((meta.description for meta in reversed(metas) if meta.description), ""),
        examples=tuple(next((meta.examples for meta in reversed(metas) if meta.examples), ())),
        pattern=next((meta.pattern for meta in metas if meta.pattern), None),
        least=next((meta.ge for meta in metas if meta.ge is not None), None),
        most=next((meta.le for meta in metas if meta.le is not None), None),
    )


def item_of(key: Declared) -> Declared:
    """Return what each item of a list is declared to be, with the list's words where it has none."""
    item = declared(get_args(key.type)[0])
    words = item.description or key.description
    return msgspec.structs.replace(item, description=words)


def form_words(key: Declared) -> str:
    """Say in which form a value is written."""
    if key.is_list:
        return "a list in square brackets"
    if key.is_table:
        return "a table of keys"
    if issubclass(key.type, Enum):
        return f"one of {', '.join(member.value for member in key.type)}"
    if issubclass(key.type, Moment):
        alone = ", or the day alone" if issubclass(key.type, DayOrMoment) else ""
        return f"a day and a time of day such as {MOMENT_EXAMPLE}{alone}"
    if issubclass(key.type, When):
        unknown = ', or "unknown"' if issubclass(key.type, WhenOrUnknown) else ""
        return f"a date such as {DATE_EXAMPLE}{unknown}"
    return _simple_words(key)


def expected_words(key: Declared) -> str:
    """Say what is expected: the form, and what the key means."""
    form = form_words(key)
    is_said = (
        isinstance(key.type, type)
        and issubclass(key.type, Enum)
        and all(member.value in key.description for member in key.type)
    )
    return form if is_said or not key.description else f"{form} ({key.description})"


def example_line(name: str, key: Declared) -> str:
    """Write a good example of a key as a line of the file.

    >>> example_line("tonnes", declared(Annotated[float, msgspec.Meta(examples=[24.0])]))
    'tonnes = 24.0'
    """
    return f"{name} = {_example(key)}"


def _example(key: Declared) -> str:
    if key.is_list and item_of(key).is_table:
        return f"[{_example(item_of(key))}]"
    if key.is_table:
        needed = [(name, declared(field.type)) for name, field in record_fields(key.type).items()]
        required = [name for name, field in record_fields(key.type).items() if field.required]
        chosen = [(name, part) for name, part in needed if name in required] or needed[:1]
        return "{ " + ", ".join(f"{name} = {_example(part)}" for name, part in chosen) + " }"
    value = key.examples[0] if key.examples else ""
    is_date = isinstance(key.type, type) and issubclass(key.type, When)
    return _written(value, is_date=is_date)


def _written(value: object, *, is_date: bool = False) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_written(part) for part in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if is_date and _DAY.fullmatch(value) else f'"{value}"'
    return str(value)


def _simple_words(key: Declared) -> str:
    if key.type is bool:
        return "true or false, without quotation marks"
    if key.type is str:
        return "a text in quotation marks"
    kind = "a whole number" if key.type is int else "a number"
    if key.least is not None and key.most is not None:
        return f"the number {key.least}" if key.least == key.most else f"{kind} from {key.least} to {key.most}"
    return f"{kind} of at least {key.least}" if key.least is not None else kind
