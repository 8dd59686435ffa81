"""A name in SQL, and the thing of the design that it means."""

from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from designer.model import Id


class Form(Enum):
    """How a thing is named, and so how another name is written there."""

    NAME = auto()  # an identifier
    OUTPUT = auto()  # a column of a SELECT without AS, whose name is also the name of the result
    LABEL = auto()  # a value of an enum, as a string
    ELEMENT = auto()  # a value of an enum in an array's literal: '{pending,paid}'
    REGCLASS = auto()  # a relation, as a string: nextval('invoice_number')
    SHARED = auto()  # JOIN ... USING and NATURAL JOIN: one name for two columns


class Mention(Struct, frozen=True, kw_only=True):
    """start, end: bytes of the text. first: where its schema begins, `start` where none stands before it.

    movable: whether a schema may stand before it. value: what the string says, where the form is one.
    """

    id: Id
    start: int
    end: int
    first: int
    form: Form = Form.NAME
    movable: bool = False
    value: str = ""

    def shifted(self, by: int) -> "Mention":
        return replace(self, start=self.start + by, end=self.end + by, first=self.first + by)
