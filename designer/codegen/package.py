"""The Python package of a bundle: `app/models/` and what makes it importable."""

import ast
from collections.abc import Iterable, Mapping, Sequence

from designer.codegen.blueprint import Blueprint
from designer.codegen.imports import import_statements, imports, member_order
from designer.codegen.models import entity_statements, exported_name
from designer.codegen.order import in_order, is_in_package, is_model
from designer.codegen.prose import in_docstring
from designer.codegen.relationships import neighbours
from designer.codegen.syntax import assign, docstring, dotted, gap, module, names_in, source, value
from designer.codegen.type_modules import base_statements, enum_statements, sequence_statements, type_statements
from designer.model import Entity

# No `from __future__ import annotations` anywhere: with it SQLAlchemy cannot resolve the relationships.
_EXPORTS = "Every model, table, enum and sequence; importing this package is enough for SQLAlchemy to resolve them all."
_BASE = "The base of all models."
_ENUMS = "Enums of the database, and the types of the columns that hold them."
_TYPES = "Types of the database beside SQLAlchemy's own, and what their values are in Python."
_SEQUENCES = "Sequences that no field draws its key from by itself."
_ONE_FILE = "All models. Relationships name each other's classes, so the order of the file means nothing."


def package_files(plan: Blueprint, title: str) -> dict[str, str]:
    """Path in the bundle -> source, not yet formatted. Modules that would be empty (no enum, no type of its own) are
    left out."""
    package, folder = plan.options.package, f"{plan.options.package}/models"
    own = _own_names(plan)
    entities, used = _entity_files(plan, own)
    sequences = sequence_statements(plan)
    base = base_statements(plan, tracks_changes=bool(used & {"MutableDict", "MutableList"}))
    beside = {
        "base": (_BASE, base),
        "enums": (_ENUMS, enum_statements(plan)),
        "types": (_TYPES, type_statements(plan, used)),
        "sequences": (_SEQUENCES, sequences),
    }
    return {
        f"{package}/__init__.py": source(module([docstring(f"{in_docstring(title)}: the models of its database.")])),
        f"{folder}/__init__.py": source(_exports(plan, sequences)),
        **{
            f"{folder}/{name}.py": source(_module(documented, statements, own, names_in(statements)))
            for name, (documented, statements) in beside.items()
            if statements
        },
        **{f"{folder}/{name}.py": text for name, text in entities.items()},
    }


def _entity_files(plan: Blueprint, own: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """Module -> source of every entity, and all names that stand in them. Each tree is let go as soon as it is text, so
    that hundreds of them do not live at once."""
    used: set[str] = set()
    files, everything = {}, []
    for entity in _entities(plan):
        statements = entity_statements(plan, entity)
        names = names_in(statements)
        used |= names
        if plan.options.one_file:
            everything += statements
        else:
            files[plan.names.modules[entity.id]] = source(_entity_module(plan, entity, statements, own, names))
    if plan.options.one_file:
        files["tables"] = source(_module(_ONE_FILE, everything, own, used))
    return files, used


def _entities(plan: Blueprint) -> list[Entity]:
    found = in_order(plan.design, plan.design.entities.values())
    return [each for each in found if is_in_package(plan.design, each.id)]


def _own_names(plan: Blueprint) -> dict[str, str]:
    """Name -> module of this package that defines it."""
    folder, names, design = f"{plan.options.package}.models", plan.names, plan.design
    return {
        "Base": f"{folder}.base",
        **dict.fromkeys(("PostgresType", "InetValue", "CidrValue"), f"{folder}.types"),
        **dict.fromkeys((names.constants[each] for each in design.domains), f"{folder}.types"),
        **dict.fromkeys((names.constants[each] for each in design.enum_types), f"{folder}.enums"),
        **dict.fromkeys(names.enums.values(), f"{folder}.enums"),
    }


def _entity_module(
    plan: Blueprint, entity: Entity, statements: Sequence[ast.stmt], own: Mapping[str, str], used: set[str]
) -> ast.Module:
    what = "model" if is_model(plan.design, entity.id) else "table"
    name = in_docstring(plan.design.qualified_name(entity))
    known = [
        (
            f"{plan.options.package}.models.{plan.names.modules[each]}",
            plan.names.classes[each],
            plan.names.classes[each],
        )
        for each in neighbours(plan, entity)
    ]
    block = ast.If(dotted("TYPE_CHECKING"), list(import_statements(known)), [])
    head, wanted = ([block, gap()], {*used, "TYPE_CHECKING"}) if known else ([], used)
    return _module(f"The {what} of {name}.", [*head, *statements], own, wanted)


def _module(documented: str, statements: Sequence[ast.stmt], own: Mapping[str, str], used: set[str]) -> ast.Module:
    defined = {name for statement in statements for name in _defined(statement)}
    needed = {name: where for name, where in own.items() if name not in defined}
    return module([docstring(documented), *imports(used, needed), gap(), *statements])


def _defined(statement: ast.stmt) -> Iterable[str]:
    match statement:
        case ast.ClassDef() | ast.FunctionDef():
            yield statement.name
        case ast.Assign(targets=[ast.Name(name)]):
            yield name
        case _:
            return


def _exports(plan: Blueprint, sequences: Sequence[ast.stmt]) -> ast.Module:
    folder = f"{plan.options.package}.models"
    found = [(f"{folder}.base", "Base"), *((f"{folder}.enums", name) for name in plan.names.enums.values())]
    found += [(f"{folder}.sequences", name) for statement in sequences for name in _defined(statement)]
    for entity in _entities(plan):
        where = "tables" if plan.options.one_file else plan.names.modules[entity.id]
        found.append((f"{folder}.{where}", exported_name(plan, entity)))
    names = sorted((name for _, name in found), key=member_order)
    statements = import_statements((where, name, name) for where, name in found)
    return module([docstring(_EXPORTS), *statements, assign("__all__", value(names))])
