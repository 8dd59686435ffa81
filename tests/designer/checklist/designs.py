"""Designs with a fault, and what the checklist says of them."""

from msgspec.structs import replace

from designer.changes import apply
from designer.checklist import Diagnostic, Rule, Severity, check
from designer.checklist.survey import Survey
from designer.model import EMPTY, TABLES, Conventions, Design, Entity, Field, Object, SqlKind, SqlObject, problems
from tests.designs import design_of, field, foreign_key, table


def altered(design: Design, id: str, **attributes: object) -> Design:
    """The design with other attributes of one object."""
    found = design.find(id)
    assert found is not None, id
    after = replace(found, **attributes)
    if isinstance(after, Conventions):
        return replace(design, conventions=after)
    name = TABLES[type(after)]
    return replace(design, **{name: {**getattr(design, name), id: after}})


def without(design: Design, *ids: str) -> Design:
    """The design without some objects."""
    tables = {
        name: {id: each for id, each in getattr(design, name).items() if id not in ids} for name in TABLES.values()
    }
    return replace(design, **tables)


def conventions(design: Design, **attributes: object) -> Design:
    return replace(design, conventions=replace(design.conventions, **attributes))


def bare(name: str, *fields: Field, **attributes: object) -> tuple[Object, ...]:
    """An entity with nothing but the fields given."""
    return (Entity(id=name, schema="public", name=name, **attributes), *fields)


def trigger(entity: str, *, name: str = "keep", call: str = "touch", when: str = "BEFORE UPDATE") -> SqlObject:
    text = f"CREATE TRIGGER {name} {when} ON public.{entity} FOR EACH ROW EXECUTE FUNCTION public.{call}()"
    return SqlObject(id=f"{entity}.{name}", kind=SqlKind.TRIGGER, name=name, owner=entity, create=(text,))


def function(name: str, body: str) -> SqlObject:
    text = f"CREATE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
    return SqlObject(id=name, kind=SqlKind.FUNCTION, name=f"{name}()", schema="public", create=(text,))


def found(rule: type[Rule], design: Design) -> list[Diagnostic]:
    """What one rule says of a valid design."""
    assert problems(design) == ()
    return list(rule().check(Survey(design)))


def subjects(rule: type[Rule], design: Design) -> list[str]:
    return [each.subject for each in found(rule, design)]


def only(rule: type[Rule], design: Design) -> Diagnostic:
    """The single finding of a rule."""
    diagnostics = found(rule, design)
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def errors(design: Design) -> set[tuple[str, str]]:
    return {(each.rule, each.object) for each in check(design).diagnostics if each.severity is Severity.ERROR}


def fixed(design: Design, diagnostic: Diagnostic) -> Design:
    """The design after the fix that a diagnostic offers; law 8 holds: it goes away, no error comes, all stays valid."""
    assert diagnostic.fix is not None
    after = apply(design, diagnostic.fix.changes)
    assert problems(after) == ()
    assert check(after).find(diagnostic.rule, diagnostic.object) is None
    assert errors(after) <= errors(design)
    return after


def child_of_parent(**attributes: object) -> Design:
    """`parent` and `child`, whose parent_id refers to it and is indexed; attributes of the relationship."""
    return design_of(*table("parent"), *table("child"), *foreign_key("child", "parent_id", "parent", **attributes))


__all__ = [
    "EMPTY", "altered", "bare", "child_of_parent", "conventions", "design_of", "errors", "field", "fixed",
    "foreign_key", "found", "function", "only", "subjects", "table", "trigger", "without",
]  # fmt: skip
