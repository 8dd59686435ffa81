"""Several fields at once, from lines as people keep them: notes, a spreadsheet, the inside of a CREATE TABLE."""

import re
from itertools import pairwise

import postgast
from msgspec import Struct
from postgast import pg_query_pb2 as pb

from designer.changes import Change, apply
from designer.edits.alteration import lookup
from designer.edits.fields import new_field
from designer.edits.mentions import UNREADABLE
from designer.edits.refused import NEW, Refused, accepted, refuse
from designer.model import Design, Id, Problem, quote

_QUOTED = re.compile(r'"((?:[^"]|"")+)"\s*:?(.*)', re.DOTALL)
_PLAIN = re.compile(r"([^\s:,]+)\s*:?(.*)", re.DOTALL)
_HEAD = "CREATE TABLE t ("


class _Line(Struct, frozen=True, kw_only=True):
    name: str
    type: str
    required: bool = False
    unique: bool = False
    identity: bool = False
    default: str = ""


def paste_fields(design: Design, entity: Id, text: str) -> tuple[Change, ...]:
    """Fields in the order of the lines: "name", "name type", "name: type", "name type NOT NULL UNIQUE DEFAULT now()".

    A line without a type is text. Every line that cannot be read is told by its number, on parameter `text`.
    """
    lookup(design.entities, entity, "entity")
    changes: tuple[Change, ...] = ()
    after, faults = design, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            steps = _field(after, entity, _read(line.strip().rstrip(",").rstrip()))
        except Refused as refused:
            faults += [Problem(NEW, "text", f"Line {number}: {each.message}") for each in refused.problems]
            continue
        changes += steps
        after = apply(after, steps)
    if faults:
        raise Refused(*faults)
    if not changes:
        raise refuse("text", 'Write one field a line: "name type".')
    return accepted(design, changes)


def _field(design: Design, entity: Id, line: _Line) -> tuple[Change, ...]:
    return new_field(
        design,
        entity,
        line.name,
        line.type,
        required=line.required,
        unique=line.unique,
        identity=line.identity,
        default=line.default,
    )


def _read(line: str) -> _Line:
    match = _QUOTED.match(line) or _PLAIN.match(line)
    if match is None:
        raise refuse("text", f'{line!r} is no field: write "name type".')
    name, rest = match.group(1), match.group(2).strip()
    if line.startswith('"'):
        name = name.replace('""', '"')
    return _with_type(name, rest) if rest else _Line(name=name, type="text")


def _with_type(name: str, rest: str) -> _Line:
    """What stands behind the name, read by PostgreSQL's own grammar of a column."""
    head = f"{_HEAD}{quote(name)} "
    try:
        columns = postgast.parse(f"{head}{rest}\n)").stmts[0].stmt.create_stmt.table_elts
    except UNREADABLE as error:
        raise refuse("text", f'{rest!r} is no type: write "name type".') from error
    if len(columns) != 1 or not columns[0].HasField("column_def"):
        raise refuse("text", f'{rest!r} is more than one field: write one a line, as "name type".')
    found = [each.constraint for each in columns[0].column_def.constraints]
    data, offset = rest.encode(), len(head.encode())
    starts = [each.location - offset for each in found]
    clauses = [data[start:end].decode() for start, end in pairwise((0, *starts, len(data)))]
    kinds = [pb.ConstrType.Name(each.contype) for each in found]
    for kind, clause in zip(kinds, clauses[1:], strict=True):
        if kind not in _UNDERSTOOD:
            raise refuse("text", f"{clause.strip()!r} has a form of its own: leave it out and use that.")
    defaults = [clause for kind, clause in zip(kinds, clauses[1:], strict=True) if kind == "CONSTR_DEFAULT"]
    return _Line(
        name=name,
        type=clauses[0].strip(),
        required="CONSTR_NOTNULL" in kinds,
        unique="CONSTR_UNIQUE" in kinds,
        identity="CONSTR_IDENTITY" in kinds,
        default=defaults[0].strip()[len("DEFAULT") :].strip() if defaults else "",
    )


_UNDERSTOOD = frozenset({"CONSTR_NOTNULL", "CONSTR_NULL", "CONSTR_UNIQUE", "CONSTR_IDENTITY", "CONSTR_DEFAULT"})
