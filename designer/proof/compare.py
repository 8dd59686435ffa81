"""Where a database differs from a design."""

from designer.model import Design
from designer.proof.canonical import Value, canonical
from designer.proof.keys import Key, title
from designer.proof.report import Difference

# Names of NOT NULL constraints exist since these versions.
_NAMED_NOT_NULL = {"field": 180000, "domain": 170000}


def compare(expected: Design, found: Design, *, version: int = 180000) -> dict[Key, tuple[Difference, ...]]:
    """The differences by the object that has them, sorted; empty where the two make the same database.

    version: of the server that `found` was read from, as in server_version_num; what it cannot hold is not compared.
    """
    wanted, there = canonical(expected), canonical(found)
    differences: dict[Key, tuple[Difference, ...]] = {}
    for key in sorted(wanted.keys() | there.keys()):
        if key not in there:
            differences[key] = (Difference(object=title(key), expected="there"),)
        elif key not in wanted:
            differences[key] = (Difference(object=title(key), found="there"),)
        elif several := tuple(_attributes(key, dict(wanted[key]), dict(there[key]), version)):
            differences[key] = several
    return differences


def _attributes(key: Key, wanted: dict[str, Value], there: dict[str, Value], version: int) -> list[Difference]:
    if version < _NAMED_NOT_NULL.get(key[0], 0):
        wanted.pop("not_null_name")
        there.pop("not_null_name")
    return [
        Difference(object=title(key), attribute=name, expected=_text(value), found=_text(there[name]))
        for name, value in wanted.items()
        if value != there[name]
    ]


def _text(value: Value) -> str | None:
    match value:
        case None | "" | ():
            return None
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
