"""Laws of edits: any sequence of intents keeps the design valid, can be undone, and survives the journal."""

from collections.abc import Callable
from functools import reduce
from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.changes import Change, apply, compare, decode_changes, encode_changes, invert
from designer.edits import (
    Cardinality,
    Part,
    Refused,
    add_timestamps,
    alter_domain,
    alter_entity,
    alter_enum,
    alter_field,
    alter_relationship,
    alter_schema,
    delete,
    delete_relationship,
    dependents,
    move_field,
    new_check,
    new_domain,
    new_entity,
    new_enum,
    new_field,
    new_index,
    new_note,
    new_relationship,
    new_schema,
    new_sql_object,
    new_unique,
    rename_enum_value,
    set_conventions,
    set_primary_key,
    summarise,
)
from designer.model import (
    EMPTY,
    PUBLIC,
    Action,
    Design,
    KeyStyle,
    Schema,
    SqlKind,
    SqlObject,
    UpdatedAt,
    problems,
    quote,
)
from tests.designer.strategies import NAMES
from tests.designs import design_of, shop

_NAMES = st.one_of(
    NAMES, st.sampled_from(["order", "user", "id", "Name", "select", 'a"b', "it's", "customer", "x" * 63])
)
_TYPES = st.sampled_from(["text", "integer", "uuid", "varchar(20)", "numeric(12,2)", "timestamptz", "jsonb", "text[]"])

type _Intent = Callable[[st.DrawFn, Design], tuple[Change, ...]]


class _NothingThere(Exception):
    """The design has nothing yet that the intent could be about."""


def _any(draw: st.DrawFn, table: dict) -> str:
    if not table:
        raise _NothingThere
    return draw(st.sampled_from(sorted(table)))


def _some(draw: st.DrawFn, design: Design, entity: str) -> list[str]:
    ids = {each.id: each for each in design.fields_of(entity)}
    return list(dict.fromkeys(_any(draw, ids) for _ in range(draw(st.integers(1, 3)))))


def _new_entity(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    return new_entity(
        design, draw(_NAMES), schema=_any(draw, design.schemas), key=draw(st.sampled_from([None, *KeyStyle]))
    )


def _new_field(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    entity = _any(draw, design.entities)
    user_types = [each.name for each in (*design.enum_types.values(), *design.domains.values())]
    types = st.one_of(_TYPES, st.sampled_from([quote(name) for name in user_types])) if user_types else _TYPES
    name, unique = draw(_NAMES), draw(st.booleans())
    return new_field(design, entity, name, draw(types), unique=unique, required=draw(st.booleans()))


def _generated(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    field = design.fields[_any(draw, design.fields)]
    return new_field(design, field.entity, draw(_NAMES), "text", generated=f"upper({quote(field.name)}::text)")


def _check(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    field = design.fields[_any(draw, design.fields)]
    table = quote(design.entities[field.entity].name)
    return new_check(design, field.entity, f"{table}.{quote(field.name)} IS NOT NULL OR {quote(field.name)} IS NULL")


def _index(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    field = design.fields[_any(draw, design.fields)]
    parts = draw(st.sampled_from([field.id, Part(expression=f"({quote(field.name)})::text")]))
    where = draw(st.sampled_from(["", f"{quote(field.name)} IS NOT NULL"]))
    return new_index(design, field.entity, [parts], where=where, unique=draw(st.booleans()))


def _view(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    field = design.fields[_any(draw, design.fields)]
    entity = design.entities[field.entity]
    table = f"{quote(design.schemas[entity.schema].name)}.{quote(entity.name)}"
    kinds = {
        "view": f"CREATE VIEW {quote(draw(_NAMES))} AS SELECT x.{quote(field.name)} FROM {table} AS x",
        "policy": f"CREATE POLICY {quote(draw(_NAMES))} ON {table} USING ({quote(field.name)} IS NOT NULL)",
    }
    return new_sql_object(design, draw(st.sampled_from(sorted(kinds.values()))))


def _relationship(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    parent, child = _any(draw, design.entities), _any(draw, design.entities)
    cardinality = draw(st.sampled_from(list(Cardinality)))
    return new_relationship(design, parent, child, cardinality, required=draw(st.booleans()))


def _alter_relationship(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    given = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "required": st.booleans(),
                "cardinality": st.sampled_from(list(Cardinality)),
                "on_delete": st.sampled_from([None, *Action]),
                "parent_name": st.sampled_from(["things", "id", ""]),
            },
        )
    )
    return alter_relationship(design, _any(draw, design.relationships), **given)


def _delete(draw: st.DrawFn, design: Design) -> tuple[Change, ...]:
    ids = sorted(each.id for each in design.objects())
    return delete(design, draw(st.sampled_from(ids)), cascade=draw(st.booleans()))


_INTENTS: dict[str, _Intent] = {
    "new schema": lambda draw, design: new_schema(design, draw(_NAMES)),
    "rename schema": lambda draw, design: alter_schema(design, _any(draw, design.schemas), name=draw(_NAMES)),
    "new entity": _new_entity,
    "rename entity": lambda draw, design: alter_entity(design, _any(draw, design.entities), name=draw(_NAMES)),
    "move entity": lambda draw, design: alter_entity(
        design, _any(draw, design.entities), schema=_any(draw, design.schemas)
    ),
    "new field": _new_field,
    "generated field": _generated,
    "rename field": lambda draw, design: alter_field(design, _any(draw, design.fields), name=draw(_NAMES)),
    "alter field": lambda draw, design: alter_field(
        design, _any(draw, design.fields), type=draw(_TYPES), unique=draw(st.booleans()), required=draw(st.booleans())
    ),
    "move field": lambda draw, design: move_field(
        design,
        (id := _any(draw, design.fields)),
        before=draw(st.sampled_from([None, *(each.id for each in design.fields_of(design.fields[id].entity))])),
    ),
    "timestamps": lambda draw, design: add_timestamps(design, _any(draw, design.entities)),
    "key": lambda draw, design: set_primary_key(
        design, (entity := _any(draw, design.entities)), _some(draw, design, entity)
    ),
    "unique": lambda draw, design: new_unique(
        design, (entity := _any(draw, design.entities)), _some(draw, design, entity)
    ),
    "check": _check,
    "index": _index,
    "sql": _view,
    "relationship": _relationship,
    "alter relationship": _alter_relationship,
    "delete relationship": lambda draw, design: delete_relationship(
        design, _any(draw, design.relationships), with_fields=draw(st.booleans())
    ),
    "enum": lambda draw, design: new_enum(design, draw(_NAMES), draw(st.lists(_NAMES, max_size=3))),
    "rename enum": lambda draw, design: alter_enum(design, _any(draw, design.enum_types), name=draw(_NAMES)),
    "rename value": lambda draw, design: rename_enum_value(design, _any(draw, design.enum_values), draw(_NAMES)),
    "domain": lambda draw, design: new_domain(design, draw(_NAMES), draw(_TYPES), check="VALUE IS NOT NULL"),
    "rename domain": lambda draw, design: alter_domain(design, _any(draw, design.domains), name=draw(_NAMES)),
    "note": lambda draw, design: new_note(design, draw(st.text(max_size=20))),
    "conventions": lambda draw, design: set_conventions(
        design, updated_at=draw(st.sampled_from(UpdatedAt)), key_style=draw(st.sampled_from(KeyStyle))
    ),
    "delete": _delete,
}


def _rich() -> Design:
    """The shop with a second schema, and SQL that names much of it."""
    one = """CREATE VIEW one AS SELECT c.email, status FROM customer c
        JOIN public.purchase p ON p.customer_id = c.id WHERE p.status IN ('paid', 'shipped')"""
    two = """CREATE VIEW two AS SELECT email, (SELECT count(*) FROM purchase WHERE customer_id = customer.id)
        FROM customer"""
    own = """CREATE POLICY own ON public.purchase
        USING (customer_id IN (SELECT id FROM customer WHERE email = CURRENT_USER))"""
    views = [
        SqlObject(id=name, kind=SqlKind.VIEW, name=name, schema=PUBLIC.id, create=(text,), drop=(f"DROP VIEW {name}",))
        for name, text in (("one", one), ("two", two))
    ]
    drop = "DROP POLICY own ON purchase"
    policy = SqlObject(id="own", kind=SqlKind.POLICY, name="own", owner="purchase", create=(own,), drop=(drop,))
    return design_of(Schema(id="sales", name="sales"), *views, policy, base=shop())


@st.composite
def _steps(draw: st.DrawFn) -> tuple[Design, list[tuple[Change, ...]], Design]:
    """A first design, the changes of intents one after another, and the last design."""
    first = draw(st.sampled_from([EMPTY, _rich()]))
    design, journal = first, []
    # Ids are random; hypothesis wants an example to be the same each time.
    with patch("secrets.token_bytes", Random(0).randbytes):
        for name in draw(st.lists(st.sampled_from(sorted(_INTENTS)), max_size=12)):
            changes = _tried(draw, design, name)
            journal.append(changes)
            design = apply(design, changes)
            assert problems(design) == (), name
    return first, journal, design


def _tried(draw: st.DrawFn, design: Design, name: str) -> tuple[Change, ...]:
    try:
        return _INTENTS[name](draw, design)
    except Refused as refused:
        return _checked(refused)
    except _NothingThere:
        return ()


def _checked(refused: Refused) -> tuple[Change, ...]:
    """What is refused says why."""
    assert refused.problems
    assert all(problem.message for problem in refused.problems)
    return ()


LAW = settings(max_examples=60, deadline=None)


@LAW
@given(_steps())
def test_any_sequence_of_intents_can_be_replayed_and_undone(steps: tuple) -> None:
    first, journal, last = steps
    assert reduce(apply, (decode_changes(encode_changes(each)) for each in journal), first) == last
    assert reduce(apply, (invert(each) for each in reversed(journal)), last) == first
    assert apply(first, compare(first, last)) == last


@LAW
@given(_steps())
def test_every_intent_reads_as_one_line(steps: tuple) -> None:
    design, journal, _ = steps
    for changes in journal:
        for side in (changes, invert(changes)):
            sentence = summarise(design if side is changes else apply(design, changes), side)
            assert sentence
            assert len(sentence.splitlines()) == 1
        design = apply(design, changes)


@LAW
@given(_steps(), st.data())
def test_what_deletion_takes_is_what_was_told(steps: tuple, data: st.DataObject) -> None:
    _, _, design = steps
    id = data.draw(st.sampled_from(sorted(each.id for each in design.objects())))
    try:
        changes = delete(design, id, cascade=True)
    except Refused:
        return
    after = apply(design, changes)
    told = {id, *(each.id for each in dependents(design, id))}
    for each in design.objects():
        if after.find(each.id) is None and hasattr(each, "name") and each.id not in told:
            parents = {getattr(each, attribute, None) for attribute in ("entity", "owner", "schema", "enum")}
            assert any(parent is not None and after.find(parent) is None for parent in parents), each
